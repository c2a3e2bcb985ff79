"""What accounting says of itself: money and debts, and proof that they add up."""

from erp.kernel.module import Module
from modules.accounting import tables

MODULE = Module(
    name="accounting",
    label_ja="会計",
    label_en="Accounting",
    needs=("masterdata",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
