"""Refusals: every "no" the house can say, each with a name a program can rely on.

A refusal is an answer, not an accident: it is raised before anything was changed, carries a stable code
and the facts a person needs in order to go on ("wanted 6, free 5"), and never lands in the error log.
The message people read is made from the code and the facts in their own language; the text here is for
developers.

    >>> code_of("InsufficientStock")
    'INSUFFICIENT_STOCK'
    >>> refusal = WrongState("ship", "DRAFT")
    >>> refusal.code, refusal.field, refusal.facts
    ('WRONG_STATE', None, {'verb': 'ship', 'state': 'DRAFT'})
    >>> print(refusal)
    WRONG_STATE verb=ship state=DRAFT
"""

import re
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

from erp.kernel.digits import wire

_BY_CODE: dict[str, type["Refused"]] = {}


def code_of(name: str) -> str:
    """The code of a refusal is its class name in capitals.

    >>> code_of("NotFound"), code_of("TwoCurrencies")
    ('NOT_FOUND', 'TWO_CURRENCIES')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


class Refused(Exception):
    """The house does not do it, and nothing has changed."""

    code: ClassVar[str] = "REFUSED"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.code = code_of(cls.__name__)
        other = _BY_CODE.get(cls.code)
        if other and (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.code} is already the code of {other.__module__}.{other.__qualname__}")
        _BY_CODE[cls.code] = cls

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        self.field = field
        self.facts: dict[str, Any] = {name: as_json(value) for name, value in facts.items()}
        super().__init__(self.code)

    def __str__(self) -> str:
        shown = ({"field": self.field} if self.field else {}) | self.facts
        return " ".join([self.code, *(f"{name}={value}" for name, value in shown.items())])

    def __reduce__(self) -> tuple[Any, ...]:
        # Subclasses ask for their facts by position; a copy sent between processes must not go through
        # that again.
        return _again, (type(self), self.field, self.facts)

    @staticmethod
    def named(code: str, facts: Mapping[str, Any]) -> "Refused | None":
        """The refusal of that code, as the database raised it; nothing where nobody knows the code."""
        kind = _BY_CODE.get(code)
        return _again(kind, None, dict(facts)) if kind else None

    @staticmethod
    def known() -> dict[str, type["Refused"]]:
        """Every refusal that can be imported by its name, by code: what the labels must cover."""
        return {
            code: kind
            for code, kind in sorted(_BY_CODE.items())
            if getattr(sys.modules.get(kind.__module__), kind.__name__, None) is kind
        }


def _again(kind: type[Refused], field: str | None, facts: dict[str, Any]) -> Refused:
    refusal = kind.__new__(kind)
    Refused.__init__(refusal, field=field, **facts)
    return refusal


def as_json(value: Any) -> Any:
    """A fact in the shape in which it travels.

    >>> as_json({"wanted": Decimal("6.000"), "on": date(2026, 4, 1), "lines": (1, 2)})
    {'wanted': '6', 'on': '2026-04-01', 'lines': [1, 2]}
    """
    if isinstance(value, Enum):
        return as_json(value.value)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return wire(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(each) for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(as_json(each) for each in value)
    if isinstance(value, (list, tuple)):
        return [as_json(each) for each in value]
    raise TypeError(f"a fact cannot be a {type(value).__name__}")


class WrongState(Refused):
    """The document is not in a state in which this can be done."""

    def __init__(self, verb: str, state: Any, **facts: Any) -> None:
        super().__init__(verb=verb, state=state, **facts)


class NotFound(Refused):
    """There is no such record — or there is one and you may not see it: the answer is the same on purpose."""

    def __init__(
        self, kind: str | None = None, id: UUID | str | None = None, *, field: str | None = None
    ) -> None:
        given = {"kind": kind, "id": id}
        super().__init__(field=field, **{name: value for name, value in given.items() if value is not None})


class Forbidden(Refused):
    """The asker lacks a permission."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission=permission)


class Unauthenticated(Refused):
    """Nobody has signed in, or the session or token is over."""


class BadInput(Refused):
    """One value of the input cannot be taken; the reason is stable.

    >>> print(BadInput("lines.0.quantity", "TOO_MANY_DECIMALS", given="1.5"))
    BAD_INPUT field=lines.0.quantity reason=TOO_MANY_DECIMALS given=1.5
    """

    def __init__(self, field: str | None, reason: str, **facts: Any) -> None:
        super().__init__(field=field, reason=reason, **facts)


class TooLong(Refused):
    """A text or a list is longer than we take."""

    def __init__(self, field: str | None, limit: int, **facts: Any) -> None:
        super().__init__(field=field, limit=limit, **facts)


class TwoCurrencies(Refused):
    """One document has one currency."""

    def __init__(self, expected: str, found: str, *, field: str | None = None) -> None:
        super().__init__(field=field, expected=expected, found=found)


class Outdated(Refused):
    """Somebody changed the record after you opened it."""


class KeyRequired(Refused):
    """A change must carry an idempotency key, so that sending it twice does it once."""


class KeyReused(Refused):
    """The idempotency key was used before for something else."""


class OutcomeUnknown(Refused):
    """The answer was lost and we could not find out whether it was done; ask again with the same key."""


class Busy(Refused):
    """Others hold what is needed for longer than we wait; nothing was done, try again."""


class Unavailable(Refused):
    """The database cannot be reached; nothing was done, try again in a moment."""


class TooOften(Refused):
    """Too many tries in a short time."""

    def __init__(self, retry_after_s: int, **facts: Any) -> None:
        super().__init__(retry_after_s=retry_after_s, **facts)
