"""Close a customer's period: one bill for all he was supplied, following from his last one."""

from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules import accounting
from modules.billing import tables
from modules.billing.closing_terms import Closing, closing_of
from modules.billing.gathering import Gathered, gather
from modules.billing.refusals import LaterBillThere, NotClosedYet, NothingToClose, TwoPriceBases
from modules.billing.states import ClosingBillState, StatementKind
from modules.billing.supplies import hold_payer


async def close_customer(*, act: Act, customer: UUID, closing_on: date) -> UUID:
    """Bill a customer at a closing day, dated that day. Again for the same day: the bill that is there.

    What was recorded after his last bill with an earlier day comes with its own date. Refuses a day that
    is none of his closing days or has not come, `NOTHING_TO_CLOSE`, `LATER_BILL_THERE`, and a closed month.
    """
    if closing_on > act.today:
        raise NotClosedYet(closing_on)
    party = (await masterdata.parties(act.tx, [customer], closing_on))[customer]
    payer = party.id
    history = await masterdata.terms_history(act.tx, [payer])
    closing = closing_of(party, closing_on, history.get(payer, ()))
    day = await accounting.posting_day(act, closing_on)
    await hold_payer(act, payer)
    found = (await gather(act.tx, act.company, [payer], closing_on))[payer]
    if found.last and found.last["closing_on"] == closing_on:
        return found.last["id"]
    if found.last and found.last["closing_on"] > closing_on:
        raise LaterBillThere(found.last["number"])
    lines = found.billable()
    if not lines and not [each for each in found.documents if each not in found.before(closing.period_from)]:
        raise NothingToClose(closing.party.number, closing_on)
    bill = new_id()
    issued = await _issue(act, day, closing, bill, lines, found) if lines else None
    await _write(act, bill, closing, found, issued)
    return bill


async def _issue(
    act: Act, day: Any, closing: Closing, bill: UUID, lines: list[dict[str, Any]], found: Gathered
) -> accounting.IssuedInvoice:
    """The qualified invoice of the period; its sales are in the books since the goods left."""
    bases = {line["prices_include_tax"] for line in lines}
    if len(bases) > 1:
        raise TwoPriceBases(closing.party.number)
    return await accounting.issue(
        act,
        day=day,
        party=closing.party,
        lines=[
            accounting.InvoiceLineDraft(
                description=line["description"],
                product=line["product"],
                quantity=Quantity(line["quantity"]),
                unit=line["unit"],
                unit_price=line["unit_price"],
                discount=line["discount"],
                tax_code=line["tax_code"],
                origin_line=line["origin_line"],
                supplied_on=line["supplied_on"],
            )
            for line in lines
        ],
        prices_include_tax=bases.pop(),
        origin=f"closing_bill:{bill}",
        causes=[bill, *found.orders],
        posted=accounting.SalePosted(
            tuple(found.posted.values()),
            tuple(accounting.LinePosted(line["amount"], line["tax_rate"]) for line in lines),
        ),
    )


async def _write(
    act: Act, bill: UUID, closing: Closing, found: Gathered, issued: accounting.IssuedInvoice | None
) -> None:
    row = await _head(act, bill, closing, found, issued)
    await act.tx.insert(tables.ClosingBill, [row])
    own = {"company": act.company, "bill": bill}
    await _write_taxes(act, own, found, issued)
    await act.tx.insert(tables.ClosingBillDocument, _documents(own, closing, found, issued))
    await act.tx.run("UPDATE billing.supply SET bill = $1 WHERE id = ANY($2::uuid[])", bill, found.supplies)
    invoices = [each.document for each in found.documents if each.is_invoice]
    await register_document(
        act,
        kind="closing_bill",
        id=bill,
        number=row["number"],
        on=closing.closing_on,
        title=closing.party.name,
        party=closing.party.id,
        amount=row["total"],
        causes=[*invoices, *dict.fromkeys(line["shipment"] for line in found.lines)],
    )


async def _head(
    act: Act, bill: UUID, closing: Closing, found: Gathered, issued: accounting.IssuedInvoice | None
) -> dict[str, Any]:
    amounts = issued.amounts if issued else None
    figures = found.figures(
        closing.period_from,
        sales=amounts.subtotal if amounts else ZERO,
        tax=amounts.tax_total if amounts else ZERO,
    )
    party = closing.party
    return {
        "id": bill,
        "company": act.company,
        "number": await next_number(act, "closing_bill", closing.closing_on),
        "customer": party.id,
        "closing_on": closing.closing_on,
        "period_from": closing.period_from,
        "billing": closing.billing.value,
        "state": ClosingBillState.ISSUED.value,
        "carries_balance": party.carries_balance,
        "currency": act.currency,
        "previous": figures.previous,
        "received": figures.received,
        "adjusted": figures.adjusted,
        "carried": figures.carried,
        "sales": figures.sales,
        "tax": figures.tax,
        "balance": figures.balance,
        "total": figures.asked(party.carries_balance),
        "due_on": issued.due_on if issued else await closing.due_on(act.tx, act.company),
        "invoice": issued.id if issued else None,
        "issued_at": act.at,
        "cancelled_on": None,
        "reason": None,
    }


async def _write_taxes(
    act: Act, own: dict[str, Any], found: Gathered, issued: accounting.IssuedInvoice | None
) -> None:
    """Each invoice has its own tax, rounded by itself; the bill adds them by rate."""
    rows = [each for each in issued.amounts.by_rate] if issued else []
    sums = {(each.tax_code, each.rate): (each.base, each.tax) for each in rows}
    listed = [each.document for each in found.documents if each.is_invoice]
    if listed:
        for row in await act.tx.rows(
            "SELECT tax_code, rate, base, tax FROM accounting.invoice_tax WHERE invoice = ANY($1::uuid[])",
            listed,
        ):
            base, tax = sums.get((row["tax_code"], row["rate"]), (ZERO, ZERO))
            sums[row["tax_code"], row["rate"]] = (base + row["base"], tax + row["tax"])
    await act.tx.insert(
        tables.ClosingBillTax,
        [
            own | {"id": new_id(), "tax_code": code, "rate": rate, "base": base, "tax": tax}
            for (code, rate), (base, tax) in sums.items()
        ],
    )


def _documents(
    own: dict[str, Any], closing: Closing, found: Gathered, issued: accounting.IssuedInvoice | None
) -> list[dict[str, Any]]:
    before = {each.document for each in found.before(closing.period_from)}
    rows = [
        {
            "document": each.document,
            "kind": each.item.kind.value,
            "number": each.number,
            "happened_on": each.on,
            "amount": each.item.amount + each.item.fee,
            "is_before": each.document in before,
        }
        for each in found.documents
    ]
    if issued:
        rows.append(
            {
                "document": issued.id,
                "kind": StatementKind.SALE.value,
                "number": issued.number,
                "happened_on": closing.closing_on,
                "amount": issued.amounts.total,
                "is_before": False,
            }
        )
    return [own | row | {"id": new_id(), "is_released": False} for row in rows]
