"""The forms of the statements (財務諸表): lines with their accounts, and the totals between them.

Amounts come as each line is usually read, sales and costs both positive; what a total adds and takes off is
said in `statements.toml`, where an accountant can read it.

    >>> from decimal import Decimal as D
    >>> given = {"SALES": D(1000), "COST_OF_SALES": D(600), "INCOME_TAXES": D(90)}
    >>> rows = composed("profit_and_loss", [Figure(line, (each,)) for line, each in given.items()], 1)
    >>> {row.key: row.amounts[0] for row in rows if row.kind is RowKind.TOTAL}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'GROSS_PROFIT': Decimal('400'), 'OPERATING_PROFIT': Decimal('400'), 'ORDINARY_PROFIT': Decimal('400'),
     'PROFIT_BEFORE_TAX': Decimal('400'), 'NET_PROFIT': Decimal('310')}
    >>> ratio(D(110), D(100)), ratio(D(5), D(0)), ratio(D(-50), D(-100))
    (Decimal('110.0'), None, None)
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

ZERO, HUNDRED, TENTH = Decimal(0), Decimal(100), Decimal("0.1")


class RowKind(str, Enum):
    """What a row of a statement is."""

    LINE = "LINE"
    ACCOUNT = "ACCOUNT"
    RESULT = "RESULT"
    TOTAL = "TOTAL"


class StatementTotal(str, Enum):
    """The totals of the statements, and the results of a year that stand among the retained earnings."""

    GROSS_PROFIT = "GROSS_PROFIT"
    OPERATING_PROFIT = "OPERATING_PROFIT"
    ORDINARY_PROFIT = "ORDINARY_PROFIT"
    PROFIT_BEFORE_TAX = "PROFIT_BEFORE_TAX"
    NET_PROFIT = "NET_PROFIT"
    CURRENT_ASSETS = "CURRENT_ASSETS"
    FIXED_ASSETS = "FIXED_ASSETS"
    TOTAL_ASSETS = "TOTAL_ASSETS"
    TOTAL_LIABILITIES = "TOTAL_LIABILITIES"
    SHAREHOLDERS_EQUITY = "SHAREHOLDERS_EQUITY"
    TOTAL_NET_ASSETS = "TOTAL_NET_ASSETS"
    TOTAL_LIABILITIES_AND_NET_ASSETS = "TOTAL_LIABILITIES_AND_NET_ASSETS"
    PROFIT_OF_THE_YEAR = "PROFIT_OF_THE_YEAR"
    PROFIT_NOT_CARRIED_FORWARD = "PROFIT_NOT_CARRIED_FORWARD"


@dataclass(frozen=True, slots=True)
class Figure:
    """What goes into a line: an account, or a result that is no account yet (`total` says which)."""

    line: str
    amounts: tuple[Decimal, ...]
    account: Any = None
    total: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statement; `key` names the line or total it is or belongs to."""

    kind: RowKind
    key: str
    amounts: tuple[Decimal, ...]
    figure: Figure | None = None


@cache
def forms() -> dict[str, Any]:
    """Every form by name."""
    return tomllib.loads(Path(__file__).with_name("statements.toml").read_text(encoding="utf-8"))


def composed(form: str, figures: Sequence[Figure], columns: int) -> list[Row]:
    """The rows of a statement in their order; an account without a figure in any column is left out."""
    rows: list[Row] = []
    sums: dict[str, tuple[Decimal, ...]] = {}
    for kind, key, *parts in forms()[form]:
        if kind == "line":
            own = [each for each in figures if each.line == key and any(each.amounts)]
            sums[key] = added([each.amounts for each in own], columns)
            rows.append(Row(RowKind.LINE, key, sums[key]))
            rows += [
                Row(RowKind.RESULT if each.total else RowKind.ACCOUNT, key, each.amounts, each)
                for each in own
            ]
        else:
            signed = [
                tuple(-each for each in sums[part[1:]]) if part.startswith("-") else sums[part]
                for part in parts
            ]
            sums[key] = added(signed, columns)
            rows.append(Row(RowKind.TOTAL, key, sums[key]))
    return rows


def added(amounts: Sequence[tuple[Decimal, ...]], columns: int) -> tuple[Decimal, ...]:
    """Column by column.

    >>> added([(Decimal(1), Decimal(2)), (Decimal(3), Decimal(4))], 2)
    (Decimal('4'), Decimal('6'))
    """
    return tuple(sum((each[at] for each in amounts), ZERO) for at in range(columns))


def ratio(now: Decimal, then: Decimal) -> Decimal | None:
    """Per cent of what it was, to one place; nothing where that says nothing: after zero or a loss."""
    if then <= 0:
        return None
    return (now * HUNDRED / then).quantize(TENTH, rounding=ROUND_HALF_UP)
