"""Giving the money back: what may be paid, and from which account of ours."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from modules.expenses import tables

CLAIM_LIMIT = 200


async def ledger_account(act: Act, bank_account: UUID | None) -> tuple[UUID, UUID]:
    """An account of ours, or the usual one, and its account in the ledger."""
    row = await act.tx.row(
        """SELECT id, account FROM accounting.bank_account WHERE company = $1 AND is_active
           AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END""",
        act.company,
        bank_account,
    )
    if row is None:
        raise NotFound("BankAccount", bank_account, field="bankAccount")
    return row["id"], row["account"]


async def locked_claims(act: Act, claims: Sequence[UUID]) -> list[dict[str, Any]]:
    """Several claims of this company, held in key order; refuses an empty list and one named twice."""
    if not claims:
        raise BadInput("claims", "EMPTY")
    if len(claims) > CLAIM_LIMIT:
        raise TooLong("claims", CLAIM_LIMIT)
    if len(set(claims)) != len(claims):
        raise BadInput("claims", "TWICE")
    rows = await locking.lock_rows(act, tables.ExpenseClaim, claims)
    found = {row["id"]: dict(row) for row in rows if row["company"] == act.company}
    for each in claims:
        if each not in found:
            raise NotFound("ExpenseClaim", each, field="claims")
    return [found[each] for each in claims]
