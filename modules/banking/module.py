"""What banking says of itself: what the bank tells us, and what each line of it was for."""

from erp.kernel.module import Module
from modules.banking import tables

MODULE = Module(
    name="banking",
    label_ja="銀行",
    label_en="Banking",
    needs=("accounting",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
