"""Set a supplier's terms: protected by law, who bears the bank's fee, what is withheld, the usual account."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.foreign import known_currency
from modules.payables.refusals import FeeNotDeductible
from modules.payables.states import FeeBearer
from modules.payables.suppliers import supplier_of

LONGEST_WAIT = 366
TERMS = "SELECT id FROM payables.supplier_term WHERE company = $1 AND supplier = $2"


async def set_supplier_terms(
    *,
    act: Act,
    supplier: UUID,
    is_covered: bool = False,
    is_freelancer: bool = False,
    fee_bearer: FeeBearer = FeeBearer.US,
    agreed_next_business_day: bool = False,
    withholds: bool = False,
    account: UUID | None = None,
    no_objection_days: int | None = None,
    note: str | None = None,
    currency: str | None = None,
) -> UUID:
    """Write down how this company deals with a supplier; the same again changes it.

    `currency` is what he sells in, where that is not ours. Refuses to take the fee off what a protected
    supplier gets, which the law forbids even if he agrees.
    """
    if len(note or "") > TEXT_LIMIT:
        raise TooLong("note", TEXT_LIMIT)
    if no_objection_days is not None and not 1 <= no_objection_days <= LONGEST_WAIT:
        raise BadInput("noObjectionDays", "NOT_A_NUMBER_OF_DAYS", given=no_objection_days)
    found = await supplier_of(act, supplier)
    if is_covered and fee_bearer is FeeBearer.SUPPLIER:
        raise FeeNotDeductible(found.party.number)
    if account is not None and not await act.tx.value(
        "SELECT true FROM masterdata.account WHERE id = $1 AND is_active", account
    ):
        raise NotFound("Account", account, field="account")
    values = {
        "is_covered": is_covered,
        "is_freelancer": is_freelancer,
        "fee_bearer": fee_bearer.value,
        "agreed_next_business_day": agreed_next_business_day,
        "withholds": withholds,
        "account": account,
        "no_objection_days": no_objection_days,
        "note": note,
        "currency": known_currency("currency", currency.strip().upper()) if currency else None,
    }
    await lock_name(act, "supplier_term", act.company, found.party.id)
    there = await act.tx.value(TERMS, act.company, found.party.id)
    if there is None:
        there = new_id()
        own = {"id": there, "company": act.company, "supplier": found.party.id}
        await act.tx.insert(tables.SupplierTerm, [own | values])
    else:
        await act.tx.update(tables.SupplierTerm, [{"id": there} | values])
    return there
