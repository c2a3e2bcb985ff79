"""What identity says of itself: who should have which account where, and proof of what is."""

from erp.kernel.module import Module
from modules.identity import tables

MODULE = Module(
    name="identity",
    label_ja="アカウント",
    label_en="Accounts of people",
    needs=("hr",),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
