"""What sync says of itself: what comes in from elsewhere, and what reaches out."""

from erp.kernel.module import Module
from erp.sync import tables

MODULE = Module(
    name="sync",
    label_ja="データ連携",
    label_en="Exchange",
    needs=("masterdata", "access"),
    tables=tables.TABLES,
    secrets=(
        "sync.connection_secret.value_sealed",
        "sync.connection_token.access_sealed",
        "sync.connection_token.refresh_sealed",
        "sync.consent_request.verifier_sealed",
    ),
)
APP_CONFIG = MODULE.piccolo_app()
