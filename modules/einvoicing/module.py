"""What einvoicing says of itself: invoices as files that programs of others understand."""

from erp.kernel.module import Module
from modules.einvoicing import tables

MODULE = Module(
    name="einvoicing",
    label_ja="デジタルインボイス",
    label_en="E-invoicing",
    needs=("accounting", "payables"),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
