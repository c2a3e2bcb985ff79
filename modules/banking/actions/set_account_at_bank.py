"""Set the account at bank: under which numbers the bank knows it, so that statements find it."""

import re
from typing import Any
from unicodedata import normalize
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.banking import tables
from modules.banking.rules.kana import folded
from modules.banking.states import DepositKind


class AccountNumberTaken(Refused):
    """Another bank account of ours has these numbers."""

    def __init__(self, name: str) -> None:
        super().__init__(field="accountNumber", name=name)


async def set_account_at_bank(
    *,
    act: Act,
    bank_account: UUID,
    bank_code: str,
    branch_code: str,
    kind: DepositKind,
    account_number: str,
    bank_name: str | None = None,
    branch_name: str | None = None,
    holder_kana: str | None = None,
) -> UUID:
    """Name the bank, branch and number of a bank account; said again, the new ones count from now on."""
    known = await act.tx.value(
        "SELECT name FROM accounting.bank_account WHERE id = $1 AND company = $2", bank_account, act.company
    )
    if known is None:
        raise NotFound("BankAccount", bank_account, field="bankAccount")
    values = {
        "bank_account": bank_account,
        "bank_code": _digits("bankCode", bank_code, 4),
        "bank_name": (bank_name or "").strip() or None,
        "branch_code": _digits("branchCode", branch_code, 3),
        "branch_name": (branch_name or "").strip() or None,
        "kind": kind.value,
        "account_number": _digits("accountNumber", account_number, 10).lstrip("0").zfill(7),
        "holder_kana": folded(holder_kana) if holder_kana else None,
    }
    await lock_name(act, "account_at_bank", act.company)
    await _require_free(act, values)
    there = await act.tx.value(
        "SELECT id FROM banking.account_at_bank WHERE company = $1 AND bank_account = $2",
        act.company,
        bank_account,
    )
    if there is not None:
        await act.tx.update(tables.AccountAtBank, [{"id": there} | values])
        return there
    made = new_id()
    await act.tx.insert(tables.AccountAtBank, [{"id": made, "company": act.company} | values])
    return made


async def _require_free(act: Act, values: dict[str, Any]) -> None:
    other = await act.tx.value(
        """SELECT b.name FROM banking.account_at_bank a
           JOIN accounting.bank_account b ON b.id = a.bank_account
           WHERE a.company = $1 AND a.bank_code = $2 AND a.branch_code = $3 AND a.kind = $4
             AND a.account_number = $5 AND a.bank_account <> $6""",
        act.company,
        values["bank_code"],
        values["branch_code"],
        values["kind"],
        values["account_number"],
        values["bank_account"],
    )
    if other is not None:
        raise AccountNumberTaken(other)


def _digits(field: str, text: str, most: int) -> str:
    plain = re.sub(r"[\s\-]", "", normalize("NFKC", text))
    if not re.fullmatch(rf"[0-9]{{1,{most}}}", plain):
        raise BadInput(field, "NOT_DIGITS", given=text[:40])
    return plain.zfill(most)
