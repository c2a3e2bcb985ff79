"""Records that look like the one somebody is about to add.

The database narrows the whole ledger down to those that share a number or a few neighbouring letters (an
index on pairs of letters, so the time does not grow with the ledger); the rule scores what is left.
"""

from typing import Any
from uuid import UUID

from erp.kernel.database import Database, Transaction
from erp.masterdata.rules.duplicates import Known, candidates, digits_of
from erp.masterdata.rules.name_key import name_key

REFUSED_FROM = 85
_LOOKED_AT = 60

_PARTIES = """
SELECT p.id, p.number, p.name, p.name_key, p.kana_key, p.corporate_number, p.phone, p.email, p.is_active,
       (SELECT a.postal_code FROM masterdata.party_address a
         WHERE a.party = p.id AND a.postal_code IS NOT NULL 
         ORDER BY a.is_default DESC, a.id LIMIT 1) AS postal_code
  FROM (
    (SELECT id FROM masterdata.party
      WHERE masterdata.letter_pairs(name_key) && masterdata.letter_pairs($1)
      ORDER BY masterdata.shared_share(name_key, $1) DESC LIMIT $7)
    UNION SELECT id FROM masterdata.party WHERE name_key = $1
    UNION SELECT id FROM masterdata.party WHERE kana_key = $2
    UNION SELECT id FROM masterdata.party WHERE corporate_number = $3
    UNION SELECT id FROM masterdata.party WHERE phone_key = $4
    UNION SELECT id FROM masterdata.party WHERE lower(email) = lower($5)
  ) near JOIN masterdata.party p USING (id)
 WHERE p.merged_into IS NULL AND ($6::uuid IS NULL OR p.id <> $6)
"""

_PRODUCTS = """
SELECT p.id, p.number, p.name, p.name_key, p.jan_code, p.is_active
  FROM (
    (SELECT id FROM masterdata.product
      WHERE masterdata.letter_pairs(name_key) && masterdata.letter_pairs($1)
      ORDER BY masterdata.shared_share(name_key, $1) DESC LIMIT $4)
    UNION SELECT id FROM masterdata.product WHERE name_key = $1
    UNION SELECT id FROM masterdata.product WHERE jan_code = $2
  ) near JOIN masterdata.product p USING (id)
 WHERE $3::uuid IS NULL OR p.id <> $3
"""


def phone_key(phone: str | None) -> str | None:
    """The digits of a telephone number in its domestic form."""
    return digits_of(phone) or None


async def party_duplicates(
    source: Transaction | Database,
    *,
    name: str,
    name_kana: str | None = None,
    corporate_number: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    postal_code: str | None = None,
    besides: UUID | None = None,
) -> list[dict[str, Any]]:
    """Parties that may be the same, most likely first, with score and reasons."""
    kana = name_key(name_kana) if name_kana else None
    new = Known("", name_key(name), kana, corporate_number, phone, postal_code, email)
    found = await source.rows(
        _PARTIES, new.key, kana, corporate_number, phone_key(phone), email, besides, _LOOKED_AT
    )
    rows = {row["id"]: row for row in found}
    compared = ("id", "name_key", "kana_key", "corporate_number", "phone", "postal_code", "email")
    known = [Known(*(row[name] for name in compared)) for row in found]
    return [_shown(rows[one.id], one.score, list(one.reasons)) for one in candidates(new, known)]


async def product_duplicates(
    source: Transaction | Database,
    *,
    name: str,
    jan_code: str | None = None,
    besides: UUID | None = None,
) -> list[dict[str, Any]]:
    """Products that may be the same, most likely first, with score and reasons."""
    # A bar code is to a product what the corporate number is to a company: the same one settles it.
    new = Known("", name_key(name), corporate_number=jan_code)
    found = await source.rows(_PRODUCTS, new.key, jan_code, besides, _LOOKED_AT)
    rows = {row["id"]: row for row in found}
    known = [Known(row["id"], row["name_key"], corporate_number=row["jan_code"]) for row in found]
    return [
        _shown(
            rows[one.id],
            one.score,
            [reason.replace("CORPORATE_NUMBER", "JAN_CODE") for reason in one.reasons],
        )
        for one in candidates(new, known)
    ]


def _shown(row: Any, score: int, reasons: list[str]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "number": row["number"],
        "name": row["name"],
        "is_active": row["is_active"],
        "score": score,
        "reasons": reasons,
    }
