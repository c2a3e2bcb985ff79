"""Issue a self-billing: the paper of a purchase is written by us, for a supplier who sends none."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.payables import tables
from modules.payables.capturing import numbered_once
from modules.payables.queries import locked_invoice
from modules.payables.refusals import SelfBillingIncomplete, SupplierSentPaper
from modules.payables.registering import seen_on
from modules.payables.rules.self_billing import missing_items, silent_from
from modules.payables.self_billing import require_not_issued, said_of
from modules.payables.states import (
    SUPPLIER_INVOICE,
    SelfBillingState,
    SupplierInvoiceKind,
    SupplierInvoiceState,
)
from modules.payables.suppliers import supplier_of

DAYS = "SELECT no_objection_days FROM payables.supplier_term WHERE company = $1 AND supplier = $2"


async def issue_self_billing(
    *,
    act: Act,
    invoice: UUID,
    on: date | None = None,
    supplied_from: date | None = None,
    supplied_to: date | None = None,
) -> UUID:
    """Write the statement of a draft or posted supplier invoice; its number becomes the supplier's number.

    Refuses an invoice for which the supplier sent his own paper, a second statement, and
    names every item the law asks for that is not there.
    """
    on = on or act.today
    head = await locked_invoice(act, invoice)
    _require_ours(head)
    await require_not_issued(act, invoice)
    start, end = _period(head, supplied_from, supplied_to)
    owner = await supplier_of(act, head["supplier"])
    seen = await seen_on(act, supplier=owner.party.id, t_number=head["t_number"], on=end)
    t_number = head["t_number"] or await _own_number(act, owner.party.id) if seen.counts else None
    said = await said_of(act, invoice, on=on, supplied_from=start, supplied_to=end, t_number=t_number)
    said |= {"is_registered": seen.counts, "kind": head["kind"]}
    missing = missing_items(said)
    if missing:
        raise SelfBillingIncomplete(head["number"], missing)
    number = await next_number(act, "self_billing", on)
    days = await act.tx.value(DAYS, act.company, owner.party.id)
    row = {
        **_own(act),
        "number": number,
        "supplier_invoice": invoice,
        "supplier": owner.party.id,
        "issued_on": on,
        "supplied_from": start,
        "supplied_to": end,
        "currency": head["currency"],
        "total": head["total"],
        "no_objection_days": days,
        "silent_from": silent_from(on, days),
        "said": said | {"number": number, "no_objection_days": days},
    }
    await act.tx.insert(tables.SelfBilling, [row])
    await _number(act, head, number)
    await _register(act, row, owner.party.name)
    return row["id"]


def _own(act: Act) -> dict[str, Any]:
    """What every new statement begins with."""
    return {
        "id": new_id(),
        "company": act.company,
        "state": SelfBillingState.ISSUED.value,
        "issued_by": act.actor,
        "issued_at": act.at,
        "attempts": 0,
    }


def _require_ours(head: dict[str, Any]) -> None:
    if head["state"] == SupplierInvoiceState.CANCELLED.value:
        SUPPLIER_INVOICE.after("cancel", SupplierInvoiceState.CANCELLED)
    if head["evidence"] is not None or (head["number_key"] and not head["is_self_billed"]):
        raise SupplierSentPaper(head["number"])


def _period(head: dict[str, Any], start: date | None, end: date | None) -> tuple[date, date]:
    end = end or head["supplied_on"]
    start = start or min(head["supplied_on"], end)
    if start > end:
        raise BadInput("suppliedTo", "BEFORE_START", starts_on=start)
    return start, end


async def _own_number(act: Act, supplier: UUID) -> str | None:
    number: str | None = await act.tx.value("SELECT t_number FROM masterdata.party WHERE id = $1", supplier)
    return number


async def _number(act: Act, head: dict[str, Any], number: str) -> None:
    key = await numbered_once(
        act, head["supplier"], SupplierInvoiceKind(head["kind"]), number, but=head["id"]
    )
    changed = {"id": head["id"], "is_self_billed": True, "supplier_number": number, "number_key": key}
    await act.tx.update(tables.SupplierInvoice, [changed])


async def _register(act: Act, row: dict[str, Any], name: str) -> None:
    await register_document(
        act,
        kind="self_billing",
        id=row["id"],
        number=row["number"],
        on=row["issued_on"],
        title=name,
        party=row["supplier"],
        amount=row["total"],
        currency=row["currency"],
        causes=[row["supplier_invoice"]],
    )
