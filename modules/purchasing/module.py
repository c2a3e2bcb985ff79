"""What purchasing says of itself: what we ask suppliers for, what came, and what we are billed for."""

from erp.kernel.module import Module
from modules.purchasing import tables

MODULE = Module(
    name="purchasing",
    label_ja="購買",
    label_en="Purchasing",
    needs=("accounting", "approval", "inventory", "payables"),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
