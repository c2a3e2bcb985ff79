"""What forms say of themselves: request forms and registers that people design without code."""

from erp.kernel.module import Module
from modules.forms import tables

MODULE = Module(
    name="forms",
    label_ja="申請・台帳",
    label_en="Requests and registers",
    tables=tables.TABLES,
)
APP_CONFIG = MODULE.piccolo_app()
