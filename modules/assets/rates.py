"""The law's rates of depreciation, from the file an accountant can check."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from modules.assets.refusals import NoDepreciationRate
from modules.assets.rules.depreciation import LUMP_SUM_YEARS
from modules.assets.states import DepreciationMethod as Method

FILE = Path(__file__).with_name("rates.toml")
NOTHING = (Decimal(0), Decimal(0), Decimal(0))
Rates = tuple[Decimal, Decimal, Decimal]


@cache
def table() -> dict[str, Any]:
    """The rows as they are written."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def rates_of(method: Method, life: int | None, acquired_on: date) -> Rates:
    """Rate, revised rate and guarantee rate; refuses a life the table does not have, or an older law."""
    rows = table()
    row = rows["rates"].get(str(life))
    if method is Method.STRAIGHT_LINE and acquired_on >= rows["straight_line_from"] and row:
        return Decimal(row[0]), Decimal(0), Decimal(0)
    if method is Method.DECLINING and acquired_on >= rows["declining_from"] and row:
        return Decimal(row[1]), Decimal(row[2]), Decimal(row[3])
    if method in (Method.LUMP_SUM, Method.EXPENSED, Method.NONE):
        return NOTHING
    raise NoDepreciationRate(method.value, life, acquired_on)


def life_of(method: Method, life: int | None) -> int:
    """Years, as they are kept: three for what is spread over three, none for what is not spread."""
    if method is Method.LUMP_SUM:
        return LUMP_SUM_YEARS
    return (life or 0) if method in (Method.STRAIGHT_LINE, Method.DECLINING) else 0
