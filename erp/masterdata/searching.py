"""How masters get into the one search box: by number, name, reading, telephone and registration number."""

import re
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.register import register_master
from erp.masterdata.rules.name_key import name_key

_PARTIES = """
SELECT p.id, p.number, p.name, p.name_kana, p.phone, p.phone_key, p.corporate_number, p.t_number, p.email,
       (SELECT string_agg(m.number || ' ' || m.name, ' ' ORDER BY m.number)
          FROM masterdata.party m WHERE m.merged_into = p.id) AS merged
  FROM masterdata.party p WHERE p.id = ANY($1::uuid[])
"""


async def show_parties(act: Act, *ids: UUID) -> None:
    """Put parties into the search box as they are now; a survivor is found by what was merged into it."""
    for row in await act.tx.rows(_PARTIES, list(ids)):
        known_by = ("phone", "phone_key", "t_number", "corporate_number", "email")
        numbers = [row[each] for each in known_by]
        search = _spellings(row["name"], row["name_kana"]) + [each for each in numbers if each]
        await register_master(
            act,
            kind="party",
            id=row["id"],
            number=row["number"],
            title=row["name"],
            search=" ".join([*search, row["merged"] or ""]),
        )


async def show_product(act: Act, row: dict[str, Any]) -> None:
    """Put a product into the search box."""
    search = _spellings(row["name"], row["name_kana"])
    search += [each for each in (row["jan_code"], row["category"]) if each]
    await register_master(
        act, kind="product", id=row["id"], number=row["number"], title=row["name"], search=" ".join(search)
    )


def _spellings(name: str, kana: str | None) -> list[str]:
    """The ways people type a name: with and without spaces and legal form, the reading in either kana."""
    plain = re.sub(r"\s+", "", kana or "")
    hiragana = "".join(chr(ord(each) - 0x60) if "ァ" <= each <= "ヶ" else each for each in plain)
    spellings = [re.sub(r"\s+", "", name), name_key(name), kana or "", plain, hiragana, name_key(plain)]
    return list(dict.fromkeys(each for each in spellings if each))
