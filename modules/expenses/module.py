"""What expenses says of itself: what people spent for the company, and giving it back to them."""

from erp.kernel.module import Module
from modules.expenses import tables

MODULE = Module(
    name="expenses",
    label_ja="経費精算",
    label_en="Expense claims",
    needs=("accounting", "payables", "evidence"),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
