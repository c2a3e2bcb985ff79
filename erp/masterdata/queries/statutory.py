"""What the law says in figures, by day."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from erp.kernel.database import Transaction
from erp.masterdata.refusals import NoStatutoryValue

_HERE = Path(__file__).resolve().parents[1]
_ON = """
    SELECT value FROM masterdata.statutory_value
    WHERE kind = $1 AND is_active AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
"""


@cache
def statutory_rows() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The figures that come with this version, by kind."""
    return {kind: rows for kind, rows in _file().items() if kind != "names"}


def statutory_names(kind: str) -> dict[str, str]:
    """How people call a kind, as its columns."""
    found = _file()["names"][kind]
    return {"name_ja": found["ja"], "name_en": found["en"]}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((_HERE / "statutory.toml").read_text(encoding="utf-8"))


async def statutory_value(tx: Transaction, kind: str, on: date) -> Decimal:
    """The figure of that kind that holds on a day; refuses where there is none."""
    found: Decimal | None = await tx.value(_ON, kind, on)
    if found is None:
        raise NoStatutoryValue(kind, on)
    return found


async def statutory_value_or_none(tx: Transaction, kind: str, on: date) -> Decimal | None:
    """The same where having none on a day is an answer: the rule does not hold then."""
    found: Decimal | None = await tx.value(_ON, kind, on)
    return found
