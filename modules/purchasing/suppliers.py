"""The supplier of a document: who may be bought from, his terms, and what his money is worth."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TwoCurrencies
from erp.kernel.money import UnknownCurrency, decimals_of
from modules import payables

TERMS = "SELECT is_covered, account FROM payables.supplier_term WHERE company = $1 AND supplier = $2"


@dataclass(frozen=True, slots=True)
class Seller:
    """Whom we buy from: the surviving party, whether the law protects him, his usual account."""

    party: masterdata.PartyRow
    is_covered: bool
    account: UUID | None


async def selling(act: Act, supplier: UUID, *, field: str = "supplier") -> Seller:
    """The party behind an order; a merged one answers with its survivor."""
    party = (await masterdata.parties(act.tx, [supplier]))[supplier]
    if not party.is_active:
        raise masterdata.Inactive("Party", party.number, field=field)
    if not party.is_supplier:
        raise payables.NotASupplier(party.number)
    terms = await act.tx.row(TERMS, act.company, party.id)
    return Seller(party, bool(terms and terms["is_covered"]), terms["account"] if terms else None)


def require_currency(act: Act, currency: str | None, on: date) -> str:
    """The one currency of an order."""
    chosen = currency or act.currency
    try:
        decimals_of(chosen)
    except UnknownCurrency as error:
        raise BadInput("currency", error.reason, given=chosen[:20]) from None
    if chosen != act.currency:
        raise TwoCurrencies(act.currency, chosen, field="currency")
    return chosen
