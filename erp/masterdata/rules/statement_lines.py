"""Each account stands in exactly one line of the balance sheet or of the profit and loss statement.

Which one follows from its kind and its code, by `statement_lines.toml`; a company that numbers its accounts
in its own way says so at the account.

    >>> default_line("1220", AccountKind.ASSET).value, default_line("5120", AccountKind.EXPENSE).value
    ('QUICK_ASSETS', 'COST_OF_SALES')
    >>> default_line("1130-01", AccountKind.ASSET).value, default_line("X9", AccountKind.EXPENSE).value
    ('QUICK_ASSETS', 'SELLING_AND_ADMINISTRATION')
    >>> [suits(line, AccountKind.EXPENSE) for line in (StatementLine.SALES, StatementLine.INCOME_TAXES)]
    [False, True]
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from erp.masterdata.states import AccountKind, StatementLine

FILE = Path(__file__).parent.parent / "statement_lines.toml"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def default_line(code: str, kind: AccountKind) -> StatementLine:
    """The line of an account for which nobody said anything."""
    said = _table()[kind.value]
    for first, last, line in said["ranges"]:
        if first <= code[:4] <= last:
            return StatementLine(line)
    return StatementLine(said["otherwise"])


def suits(line: StatementLine, kind: AccountKind) -> bool:
    """Whether an account of this kind may stand in that line: an asset is never among the sales."""
    said = _table()[kind.value]
    return line.value in {said["otherwise"], *(each[2] for each in said["ranges"])}
