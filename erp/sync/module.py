"""What sync says of itself: what comes in from elsewhere."""

from erp.kernel.module import Module
from erp.sync import tables

MODULE = Module(
    name="sync",
    label_ja="データ連携",
    label_en="Exchange",
    needs=("masterdata", "access"),
    tables=(tables.ImportRun, tables.ImportDocument, tables.ExternalRef),
)
APP_CONFIG = MODULE.piccolo_app()
