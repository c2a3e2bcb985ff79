"""The one register of documents and masters: what the search box looks through, and what caused what.

Each document registers itself in the transaction that makes it, under its own id. Masters are shared between
companies, so their line has no company.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act

_REGISTER = """
WITH registered AS (
    INSERT INTO kernel.document AS kept
        (id, company, kind, number, title, party, amount, currency, "on", search)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (id) DO UPDATE SET
        title = excluded.title, party = excluded.party, amount = excluded.amount,
        currency = excluded.currency, "on" = excluded."on", search = excluded.search
)
INSERT INTO kernel.document_link (cause, effect)
SELECT cause, $1 FROM unnest($11::uuid[]) AS cause
ON CONFLICT (effect, cause) DO NOTHING
"""


def searchable(*texts: str | None) -> str:
    """Texts as the search box compares them: one width, one case, single spaces.

    >>> searchable("ＳＯ-２０２６", None, "ｶﾌﾞ  Acme")
    'so-2026 カブ acme'
    """
    joined = unicodedata.normalize("NFKC", " ".join(text for text in texts if text))
    return " ".join(joined.casefold().split())


async def register_document(
    act: Act,
    *,
    kind: str,
    id: UUID,
    number: str,
    on: date,
    title: str,
    party: UUID | None = None,
    amount: Decimal | None = None,
    currency: str | None = None,
    causes: Sequence[UUID] = (),
    search: str = "",
) -> None:
    """One line in the register, and what caused it. Again with the same id: the line is brought up to
    date.
    """
    await act.tx.run(
        _REGISTER,
        id,
        act.company,
        kind,
        number,
        title,
        party,
        amount,
        None if amount is None else currency or act.currency,
        on,
        searchable(number, title, search),
        sorted(set(causes) - {id}),
    )


async def register_master(
    act: Act, *, kind: str, id: UUID, number: str, title: str, search: str = ""
) -> None:
    """The line of something all companies share."""
    found_by = searchable(number, title, search)
    await act.tx.run(_REGISTER, id, None, kind, number, title, None, None, None, None, found_by, [])
