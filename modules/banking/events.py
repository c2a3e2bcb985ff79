"""What banking tells others."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class StatementImported(Event):
    """Lines of the bank are there that were not there before."""

    bank_import: UUID
    new_lines: int
