"""What hr says of itself: who works here, since when, as what, and what has to be done about it."""

from erp.kernel.module import Module
from modules.hr import tables

MODULE = Module(
    name="hr",
    label_ja="人事",
    label_en="Human resources",
    tables=tables.TABLES,
    secrets=("hr.private_value.sealed_value",),
)
APP_CONFIG = MODULE.piccolo_app()
