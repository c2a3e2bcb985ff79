"""The supplier of a document: who may be bought from, his terms, and what his money is worth."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import UnknownCurrency, decimals_of
from modules import payables

TERMS = """
    SELECT is_covered, account, currency FROM payables.supplier_term WHERE company = $1 AND supplier = $2
"""


@dataclass(frozen=True, slots=True)
class Seller:
    """Whom we buy from: the surviving party, whether the law protects him, his usual account and
    currency."""

    party: masterdata.PartyRow
    is_covered: bool
    account: UUID | None
    currency: str


async def selling(act: Act, supplier: UUID, *, field: str = "supplier") -> Seller:
    """The party behind an order; a merged one answers with its survivor."""
    party = (await masterdata.parties(act.tx, [supplier]))[supplier]
    if not party.is_active:
        raise masterdata.Inactive("Party", party.number, field=field)
    if not party.is_supplier:
        raise payables.NotASupplier(party.number)
    terms = await act.tx.row(TERMS, act.company, party.id)
    if terms is None:
        return Seller(party, False, None, party.currency)
    return Seller(party, terms["is_covered"], terms["account"], terms["currency"] or party.currency)


def require_currency(currency: str | None, seller: Seller) -> str:
    """The one currency of a document: as asked for, else the supplier's."""
    return require_known_currency(currency or seller.currency)


def require_known_currency(currency: str) -> str:
    """A currency of ISO 4217."""
    chosen = currency.strip().upper()
    try:
        decimals_of(chosen)
    except UnknownCurrency as error:
        raise BadInput("currency", error.reason, given=chosen[:20]) from None
    return chosen


async def rate_on(act: Act, currency: str, on: date) -> Decimal:
    """What one of a currency is worth in ours on a day; refused by name where nobody entered it."""
    return await masterdata.exchange_rate(act.tx, currency, act.currency, on)
