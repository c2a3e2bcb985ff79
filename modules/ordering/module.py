"""What ordering says of itself: what customers want, what we promised, and how far we are."""

from erp.kernel.module import Module
from modules.ordering import tables

MODULE = Module(
    name="ordering",
    label_ja="販売",
    label_en="Ordering",
    needs=("accounting", "billing", "inventory"),
    tables=(tables.Quotation, tables.QuotationLine, tables.SalesOrder, tables.SalesOrderLine),
)
APP_CONFIG = MODULE.piccolo_app()
