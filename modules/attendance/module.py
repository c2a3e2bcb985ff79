"""What attendance says of itself: who worked when, who is away, and what the payroll is told of it."""

from erp.kernel.module import Module
from modules.attendance import tables

MODULE = Module(
    name="attendance",
    label_ja="勤怠",
    label_en="Attendance",
    needs=("hr", "expenses"),
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
