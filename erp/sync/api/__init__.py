"""What people and programs may ask about imports and connections, and what they may do with them."""

from erp.sync.api import connections, importing
from erp.sync.api.connections import CallAttempt, ConnectionSecret, SyncRun, SystemConnection
from erp.sync.api.importing import ImportRun

__all__ = ["CallAttempt", "ConnectionSecret", "ImportRun", "SyncRun", "SystemConnection"]

QUERY = [*importing.QUERY, *connections.QUERY]
MUTATION = [*importing.MUTATION, *connections.MUTATION]
