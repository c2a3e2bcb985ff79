"""What approval says of itself: who has to say yes before something is done."""

from erp.approval import tables
from erp.kernel.module import Module

MODULE = Module(
    name="approval",
    label_ja="承認",
    label_en="Approval",
    needs=("masterdata", "access"),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
