"""What assets says of itself: things that are used for years, and their depreciation."""

from erp.kernel.module import Module
from modules.assets import tables

MODULE = Module(
    name="assets",
    label_ja="固定資産",
    label_en="Fixed assets",
    needs=("accounting",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
