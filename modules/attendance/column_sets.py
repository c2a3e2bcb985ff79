"""Saved columns of files: which heading is what, on the way in and on the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.states import TextEncoding
from modules.attendance.timing import words

MOST_COLUMNS, MOST_SKIPPED = 60, 100


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: what its heading says, and what it is to us."""

    heading: str
    item: str


async def keep_columns(
    act: Act,
    code: str,
    name: str,
    encoding: TextEncoding,
    columns: Sequence[Heading],
    *,
    is_outgoing: bool,
    skip_rows: int = 0,
    first_line: str | None = None,
) -> UUID:
    """Refuses a code that is taken, headings twice, and more columns than a file has."""
    if not columns or len(columns) > MOST_COLUMNS:
        raise BadInput("columns", "OUT_OF_RANGE", least=1, most=MOST_COLUMNS)
    if not 0 <= skip_rows <= MOST_SKIPPED:
        raise BadInput("skipRows", "OUT_OF_RANGE", least=0, most=MOST_SKIPPED)
    kept = [
        {"heading": words(f"columns.{at}.heading", each.heading, 60), "item": each.item}
        for at, each in enumerate(columns)
    ]
    for word in ("heading",) if is_outgoing else ("heading", "item"):
        seen = [each[word] for each in kept]
        again = next((each for at, each in enumerate(seen) if each in seen[:at]), None)
        if again is not None:
            raise BadInput("columns", "GIVEN_TWICE", given=again)
    if await act.tx.value(
        "SELECT true FROM attendance.column_set WHERE company = $1 AND code = $2", act.company, code.strip()
    ):
        raise BadInput("code", "CODE_THERE", given=code)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "code": words("code", code, 30),
        "name": words("name", name),
        "is_outgoing": is_outgoing,
        "encoding": encoding.value,
        "skip_rows": skip_rows,
        "first_line": first_line,
        "columns": kept,
        "is_active": True,
    }
    await act.tx.insert(tables.ColumnSet, [row])
    return made


async def columns_of(act: Act, id: UUID, *, is_outgoing: bool) -> dict[str, Any]:
    """A saved set of this company that goes this way."""
    row = await act.tx.row(
        """SELECT * FROM attendance.column_set
           WHERE id = $1 AND company = $2 AND is_outgoing = $3 AND is_active""",
        id,
        act.company,
        is_outgoing,
    )
    if row is None:
        raise NotFound("ColumnSet", id, field="format")
    return dict(row)
