"""Which evidence some conditions mean: for a bundle as for the list on the page.

Days, amounts and partners may each be given or not; all that are given must hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from erp.api.search import found_in, patterns
from erp.kernel.errors import as_json
from erp.kernel.money import Money
from modules.evidence.states import EvidenceDirection, EvidenceKind

FOUND = ("e.number", "e.party_name", "e.document_number", "e.note")


@dataclass(frozen=True)
class EvidenceConditions:
    """What is looked for; whatever is left out is no condition."""

    transacted_on_from: date | None = None
    transacted_on_to: date | None = None
    amount_from: Money | None = None
    amount_to: Money | None = None
    party: UUID | None = None
    search: str | None = None
    kind: list[EvidenceKind] = field(default_factory=list)
    direction: list[EvidenceDirection] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As they are kept with a bundle."""
        found = {name: as_json(value) for name, value in vars(self).items()}
        return {name: value for name, value in found.items() if value not in (None, [], "")}


@dataclass
class Where:
    """A condition in SQL and the values beside it."""

    sql: list[str]
    values: list[Any]

    def add(self, sql: str, value: Any) -> None:
        self.values.append(value)
        self.sql.append(sql.format(f"${len(self.values)}"))

    @property
    def text(self) -> str:
        return " AND ".join(self.sql)


def where(kept: Mapping[str, Any], company: UUID) -> Where:
    """The condition of a bundle, of which `e` is the evidence."""
    found = Where([], [])
    found.add("e.company = {}::uuid", company)
    for name, sql in (
        ("transacted_on_from", "e.transacted_on >= {}::text::date"),
        ("transacted_on_to", "e.transacted_on <= {}::text::date"),
        ("amount_from", "e.amount >= {}::text::numeric"),
        ("amount_to", "e.amount <= {}::text::numeric"),
        ("party", "e.party = {}::text::uuid"),
        ("kind", "e.kind = ANY({}::text[])"),
        ("direction", "e.direction = ANY({}::text[])"),
    ):
        if name in kept:
            found.add(sql, kept[name])
    if words := patterns(str(kept.get("search", ""))):
        found.add(found_in(list(FOUND), "{}::text[]"), words)
    return found
