"""The customer of a document: who may be sold to, how his tax is rounded, and how far he is trusted."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.money import Rounding, round_money
from erp.masterdata.tables import Party
from modules import accounting
from modules.ordering.lines import SalesLineDraft, Totals, priced_lines, totals_of
from modules.ordering.queries import open_orders_of
from modules.ordering.rules.credit import check_credit


class CreditLimitExceeded(Refused):
    """With this order the customer would owe us more than we trust him with."""

    def __init__(self, *, limit: Decimal, exposure: Decimal, excess: Decimal) -> None:
        super().__init__(field="customer", limit=limit, exposure=exposure, excess=excess)


async def ordering_customer(act: Act, customer: UUID, on: date) -> masterdata.PartyRow:
    """The party behind an order, with its terms of that day; a merged one answers with its survivor."""
    party = (await masterdata.parties(act.tx, [customer], on))[customer]
    if not party.is_active:
        raise masterdata.Inactive("Party", party.number, field="customer")
    if not party.is_customer:
        raise accounting.NotACustomer(party.number)
    return party


async def priced_document(
    act: Act,
    drafts: Sequence[SalesLineDraft],
    party: masterdata.PartyRow,
    currency: str,
    prices_include_tax: bool | None,
    on: date,
) -> tuple[list[dict[str, Any]], Totals]:
    """The lines of a document at this customer's prices, and what they come to with his rounding.

    Whether prices include tax is as he usually has it, unless the document says otherwise.
    """
    with_tax = party.prices_include_tax if prices_include_tax is None else prices_include_tax
    priced = await priced_lines(
        act, drafts=drafts, party=party, currency=currency, prices_include_tax=with_tax, on=on
    )
    totals = await totals_of(
        act,
        lines=priced,
        rounding=party.tax_rounding,
        currency=currency,
        prices_include_tax=with_tax,
        on=on,
    )
    return priced, totals


async def require_credit(act: Act, *, order: UUID, customer: UUID, total: Decimal) -> None:
    """Refuse an order that takes its customer over his limit: open invoices, unbilled orders and this one.

    The limit is an amount in the customer's own currency and holds in each company that keeps its books in
    it. The customer's row is locked first, so two orders cannot both use what is left.
    """
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if party.credit_limit is None or party.currency != act.currency:
        return
    await locking.lock_rows(act, Party, [party.id])
    receivable = (await accounting.receivable_of(act.tx, [party.id])).get(party.id, Decimal(0))
    check = check_credit(
        limit=party.credit_limit,
        receivables=receivable,
        open_orders=round_money(
            await open_orders_of(act.tx, party.id, without=order), act.currency, Rounding.HALF_UP
        ),
        this_order=total,
    )
    if not check.within:
        raise CreditLimitExceeded(limit=party.credit_limit, exposure=check.exposure, excess=check.excess)
