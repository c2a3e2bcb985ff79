"""What an invoice must say before it is issued, and what it is to the consumption tax act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from modules.accounting.drafts import InvoiceLineDraft, Paper
from modules.accounting.rules.required_items import Item, missing
from modules.accounting.states import InvoiceForm

_ISSUER = """
    SELECT c.name, c.issues_simplified, accounting.own_t_number(c.id, $2) AS t_number
    FROM masterdata.company c WHERE c.id = $1
"""


class MissingItem(Refused):
    """The law asks for something on this kind of invoice that it does not say."""

    def __init__(self, item: Item, form: InvoiceForm, *, field: str | None = None) -> None:
        super().__init__(field=field, reason=item, form=form)


class SimplifiedNotAllowed(Refused):
    """Only shops, restaurants, taxis and the like, which serve the public, may issue simplified invoices."""

    def __init__(self) -> None:
        super().__init__(field="form")


FIELDS = {
    Item.REGISTRATION_NUMBER: "form",
    Item.CONTENT: "lines",
    Item.RECIPIENT: "customer",
}


async def said(
    act: Act,
    party: masterdata.PartyRow,
    paper: Paper,
    lines: Sequence[InvoiceLineDraft],
    days: Sequence[date],
) -> dict[str, Any]:
    """The columns of an invoice that say what it is; refuses by name what is missing (INV-01, INV-02)."""
    first, last = paper.supplied_from or min(days), paper.supplied_to or max(days)
    if last < first:
        raise BadInput("supplied_to", "ENDS_BEFORE_IT_BEGINS", valid_from=first, valid_to=last)
    issuer = await act.tx.row(_ISSUER, act.company, last)
    assert issuer is not None
    by_registration = InvoiceForm.QUALIFIED if issuer["t_number"] else InvoiceForm.ORDINARY
    form = paper.form or by_registration
    if form is InvoiceForm.RETURN:
        raise BadInput("form", "ONLY_CREDIT_NOTES", given=form)
    if form is InvoiceForm.SIMPLIFIED and not issuer["issues_simplified"]:
        raise SimplifiedNotAllowed()
    blank = next((at for at, line in enumerate(lines) if not line.description.strip()), None)
    stated = {
        Item.ISSUER: issuer["name"],
        Item.REGISTRATION_NUMBER: issuer["t_number"],
        Item.SUPPLY_DATE: last,
        Item.CONTENT: None if blank is not None else "lines",
        Item.TOTAL_PER_RATE: "taxes",
        Item.RATE: "taxes",
        Item.TAX_PER_RATE: "taxes",
        Item.RECIPIENT: party.name,
    }
    for item in missing(form, stated):
        at = f"lines.{blank}.description" if item is Item.CONTENT else FIELDS.get(item)
        raise MissingItem(item, form, field=at)
    return {
        "form": form.value,
        "supplied_from": first,
        "supplied_to": last,
        "discount": paper.discount,
        "note": paper.note.strip() if paper.note and paper.note.strip() else None,
        "replaces": paper.replaces,
    }
