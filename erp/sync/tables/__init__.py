"""All tables of the exchange with the outside."""

from erp.sync.tables import connections
from erp.sync.tables.connections import (
    CallAttempt,
    CallBudget,
    CallSlot,
    Connection,
    ConnectionSecret,
    ConnectionToken,
    ConsentRequest,
    HookDelivery,
    SyncRun,
)
from erp.sync.tables.importing import ExternalRef, ImportDocument, ImportRun

TABLES = (ImportRun, ImportDocument, ExternalRef, *connections.TABLES)

__all__ = [
    "CallAttempt",
    "CallBudget",
    "CallSlot",
    "Connection",
    "ConnectionSecret",
    "ConnectionToken",
    "ConsentRequest",
    "ExternalRef",
    "HookDelivery",
    "ImportDocument",
    "ImportRun",
    "SyncRun",
    "TABLES",
]
