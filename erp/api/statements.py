"""One SQL statement in the making: its parameters, its aliases, and the words that stand for who asks.

Nothing a person sent is ever written into the text of a statement; it is passed beside it. What is written
into the text are names that were declared and page sizes that are whole numbers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from erp.api.known_rights import readable_fields, readable_kinds
from erp.api.shapes import BadDeclaration, Type
from erp.kernel.asking import Asking
from erp.kernel.errors import Forbidden


@dataclass(frozen=True)
class Moment:
    """What the parameters of a plan are filled from: who asks, the arguments, what an action just made."""

    asking: Asking
    values: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)
    rows: str | None = None


Source = Callable[[Moment], Any]

ASKERS: dict[str, tuple[str, Source]] = {
    "actor": ("uuid", lambda moment: moment.asking.actor),
    "company": ("uuid", lambda moment: moment.asking.company),
    "today": ("date", lambda moment: moment.asking.today),
    "permissions": ("text[]", lambda moment: sorted(moment.asking.permissions)),
    "language": ("text", lambda moment: moment.asking.language),
    "currency": ("text", lambda moment: moment.asking.currency),
    # Which kinds of documents and which fields of which tables this asker may read.
    "readable_kinds": ("text[]", lambda moment: readable_kinds(moment.asking.permissions)),
    "readable_fields": ("jsonb", lambda moment: readable_fields(moment.asking.permissions)),
}
# A colon inside a text is no placeholder, and neither is a cast.
_PLACEHOLDER = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z_][a-z0-9_]*)")


@dataclass
class Statement:
    """Parameters are numbered as they come up; the same one is passed once."""

    permissions: frozenset[str]
    sources: list[Source] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)
    _aliases: int = 0

    def alias(self) -> str:
        """A name for a row that no other row of the statement has."""
        self._aliases += 1
        return f"t{self._aliases}"

    def parameter(self, name: Any, sql_type: str, source: Source) -> str:
        """A value that is passed beside the text."""
        if name not in self._numbers:
            self.sources.append(source)
            self._numbers[name] = len(self.sources)
        return f"${self._numbers[name]}::{sql_type}"

    def value(self, name: str, sql_type: str) -> str:
        """An argument by its name."""
        return self.parameter(("value", name), sql_type, lambda moment: moment.values[name])

    def need(self, permission: str | None) -> None:
        """Refuse here, while the plan is made, and nothing was looked at."""
        if permission and permission not in self.permissions:
            raise Forbidden(permission)

    def written(
        self, sql: str, *, row: str = "", child: str = "", arguments: Mapping[str, str] | None = None
    ) -> str:
        """Declared SQL with its row names and placeholders filled in."""
        types = arguments or {}

        def filled(found: re.Match[str]) -> str:
            name = found.group(1)
            if name is None:
                return found.group(0)
            if name in types:
                return self.value(name, types[name])
            if name in ASKERS:
                return self.parameter(("asker", name), *ASKERS[name])
            raise BadDeclaration(f"nobody says what :{name} is in: {sql.strip()[:80]}")

        return _PLACEHOLDER.sub(filled, sql.replace("{t}", row).replace("{c}", child))

    def visible(self, kind: Type, alias: str) -> str | None:
        """The condition under which a row of this type may be seen, beyond its permission."""
        return f"({self.written(kind.shape.rows, row=alias)})" if kind.shape.rows else None
