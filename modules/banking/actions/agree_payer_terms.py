"""Agree payer terms: whether the fee of a customer's transfers is ours."""

from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import NotACustomer
from modules.banking import tables


async def agree_payer_terms(
    *, act: Act, customer: UUID, fee_borne_by_us: bool, note: str | None = None
) -> UUID:
    """Say that a customer may take the transfer fee off, or may not any more."""
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    await lock_name(act, "payer_terms", act.company)
    there = await act.tx.value(
        "SELECT id FROM banking.payer_terms WHERE company = $1 AND customer = $2", act.company, party.id
    )
    values = {"fee_borne_by_us": fee_borne_by_us, "note": note}
    if there is not None:
        await act.tx.update(tables.PayerTerms, [{"id": there} | values])
        return there
    made = new_id()
    row = {"id": made, "company": act.company, "customer": party.id}
    await act.tx.insert(tables.PayerTerms, [row | values])
    return made
