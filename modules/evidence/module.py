"""What evidence says of itself: the papers behind the books, kept as they came and found again."""

from erp.kernel.module import Module
from modules.evidence import tables

MODULE = Module(
    name="evidence",
    label_ja="証憑",
    label_en="Evidence",
    needs=("accounting",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
