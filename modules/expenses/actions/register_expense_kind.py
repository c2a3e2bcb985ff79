"""Register a kind of expense: what people choose, and where it goes in the books."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.expenses import tables
from modules.expenses.states import ExpenseNature
from modules.payables import LedgerOnlyReason


async def register_expense_kind(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    account: UUID,
    tax_code: UUID,
    nature: ExpenseNature = ExpenseNature.PURCHASE,
    ledger_only: LedgerOnlyReason | None = None,
) -> UUID:
    """Add a kind for all companies; `ledger_only` says why the books alone are enough for it, if they are."""
    for field, text in (("code", code), ("nameJa", name_ja), ("nameEn", name_en)):
        if not text.strip():
            raise BadInput(field, "EMPTY")
    if not await act.tx.value("SELECT true FROM masterdata.account WHERE id = $1 AND is_active", account):
        raise NotFound("Account", account, field="account")
    if not await act.tx.value(
        "SELECT true FROM masterdata.tax_code WHERE id = $1 AND is_active AND direction <> 'SALES'", tax_code
    ):
        raise NotFound("TaxCode", tax_code, field="taxCode")
    if await act.tx.value("SELECT true FROM expenses.expense_kind WHERE code = $1", code.strip()):
        raise BadInput("code", "CODE_THERE", given=code)
    kind = new_id()
    row = {
        "id": kind,
        "code": code.strip(),
        "name_ja": name_ja.strip(),
        "name_en": name_en.strip(),
        "nature": nature.value,
        "account": account,
        "tax_code": tax_code,
        "ledger_only": ledger_only.value if ledger_only else None,
        "is_active": True,
    }
    await act.tx.insert(tables.ExpenseKind, [row])
    return kind
