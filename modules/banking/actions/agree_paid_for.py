"""Agree who pays for whom: a parent company pays for its shops, a head office for its branches."""

from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.accounting import NotACustomer
from modules.banking.sharing import agree


async def agree_paid_for(*, act: Act, payer: UUID, customer: UUID) -> UUID:
    """Propose the payer's money for this customer's invoices too, from now on."""
    found = await masterdata.parties(act.tx, [payer, customer])
    for party in found.values():
        if not party.is_customer:
            raise NotACustomer(party.number)
    if found[payer].id == found[customer].id:
        raise BadInput("customer", "PAYS_FOR_HIMSELF")
    return await agree(act, found[payer].id, found[customer].id)
