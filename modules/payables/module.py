"""What payables says of itself: what suppliers ask us to pay, and the money that goes to them."""

from erp.kernel.module import Module
from modules.payables import tables

MODULE = Module(
    name="payables",
    label_ja="支払",
    label_en="Payables",
    needs=("accounting",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
