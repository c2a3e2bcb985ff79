"""Putting a person down: the number that stays, and whoever looks the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from erp.kernel import secrets
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.numbering import next_numbers
from modules.hr.naming import Name
from modules.hr.privately import SEALED
from modules.hr.refusals import PersonLooksKnown

SAME_READING = """
    SELECT p.id, p.number, p.name, v.id AS value, v.sealed_value FROM hr.person p
    LEFT JOIN hr.private_value v ON v.person = p.id AND v.kind = 'BIRTH_DATE'
    WHERE EXISTS (SELECT FROM hr.person_name n WHERE n.person = p.id AND NOT n.is_withdrawn
                  AND replace(n.family_kana || n.given_kana, ' ', '') = $1)
    ORDER BY p.number LIMIT 20
"""


async def refuse_known(act: Act, name: Name, birth_date: date | None) -> None:
    """Refuse `PERSON_LOOKS_KNOWN` when somebody reads the same and is not known to be born on another day."""
    rows = await act.tx.rows(SAME_READING, name.reading.replace(" ", ""))
    alike = [row for row in rows if birth_date is None or _born(row) in (None, birth_date)]
    if alike:
        raise PersonLooksKnown([{"number": row["number"], "name": row["name"]} for row in alike])


def _born(row: Any) -> date | None:
    if row["sealed_value"] is None:
        return None
    try:
        return date.fromisoformat(
            secrets.decrypt(row["sealed_value"], place=secrets.place(SEALED, row["value"]))
        )
    except secrets.SecretUnreadable:
        return None


async def number_for(act: Act, given: str | None) -> str:
    """The number given, or the next one of ours; it is never given to anybody else."""
    if not (given or "").strip():
        taken: Iterable[Any] = [True]
        number = ""
        while taken:
            (number,) = await next_numbers(act, "person", act.today, 1)
            taken = await act.tx.rows("SELECT true FROM hr.person WHERE number = $1", number)
        return number
    number = (given or "").strip()
    if len(number) > 40 or any(each.isspace() or not each.isprintable() for each in number):
        raise BadInput("number", "BAD_CODE", given=number[:60])
    return number
