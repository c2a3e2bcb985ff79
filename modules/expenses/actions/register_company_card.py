"""Register a company card, its holder, and the account on which the card company is owed."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.expenses import tables


async def register_company_card(
    *, act: Act, name: str, last_digits: str, account: UUID, holder: UUID | None = None
) -> UUID:
    """Without a holder everybody may claim what was paid with it. Only the last four digits are kept."""
    if not name.strip():
        raise BadInput("name", "EMPTY")
    if len(last_digits) != 4 or not (last_digits.isascii() and last_digits.isdigit()):
        raise BadInput("lastDigits", "NOT_SO_MANY_DIGITS", given=last_digits[:40], length=4)
    if not await act.tx.value(
        "SELECT true FROM masterdata.account WHERE id = $1 AND is_active AND kind = 'LIABILITY'", account
    ):
        raise NotFound("Account", account, field="account")
    if holder is not None and not await act.tx.value(
        "SELECT true FROM expenses.claimant WHERE id = $1 AND company = $2", holder, act.company
    ):
        raise NotFound("Claimant", holder, field="holder")
    await lock_name(act, "company_card", act.company)
    if await act.tx.value(
        "SELECT true FROM expenses.company_card WHERE company = $1 AND name = $2", act.company, name.strip()
    ):
        raise BadInput("name", "NAME_THERE", given=name)
    card = new_id()
    row = {"id": card, "company": act.company, "name": name.strip(), "last_digits": last_digits}
    await act.tx.insert(tables.CompanyCard, [row | {"holder": holder, "account": account, "is_active": True}])
    return card
