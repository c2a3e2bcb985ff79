"""What an invoice must say (INV-01): the items of the consumption tax act, art. 57-4, by form.

The title of a document does not matter, only what it says. A qualified invoice (適格請求書) names everything;
a simplified one (適格簡易請求書) needs no recipient; one of a return (適格返還請求書) names the day of the
return and that of the sale; the invoice of somebody not registered (区分記載請求書) has no number and no tax.

    >>> full = {item: "x" for item in Item}
    >>> missing(InvoiceForm.QUALIFIED, full)
    []
    >>> said = full | {Item.RECIPIENT: "", Item.SUPPLY_DATE: None}
    >>> [item.value for item in missing(InvoiceForm.QUALIFIED, said)]
    ['SUPPLY_DATE', 'RECIPIENT']
    >>> missing(InvoiceForm.SIMPLIFIED, full | {Item.RECIPIENT: None})
    []
    >>> missing(InvoiceForm.ORDINARY, full | {Item.REGISTRATION_NUMBER: None, Item.TAX_PER_RATE: None})
    []
"""

from collections.abc import Mapping
from enum import Enum

from modules.accounting.states import InvoiceForm


class Item(str, Enum):
    """Something an invoice says."""

    ISSUER = "ISSUER"
    REGISTRATION_NUMBER = "REGISTRATION_NUMBER"
    SUPPLY_DATE = "SUPPLY_DATE"
    RETURN_DATE = "RETURN_DATE"
    CONTENT = "CONTENT"
    TOTAL_PER_RATE = "TOTAL_PER_RATE"
    RATE = "RATE"
    TAX_PER_RATE = "TAX_PER_RATE"
    RECIPIENT = "RECIPIENT"


# Of rate and tax a simplified invoice and one of a return need one only; here both are always there.
REQUIRED: Mapping[InvoiceForm, frozenset[Item]] = {
    InvoiceForm.QUALIFIED: frozenset(Item) - {Item.RETURN_DATE},
    InvoiceForm.SIMPLIFIED: frozenset(Item) - {Item.RETURN_DATE, Item.RECIPIENT},
    InvoiceForm.RETURN: frozenset(Item) - {Item.RECIPIENT},
    InvoiceForm.ORDINARY: frozenset(Item) - {Item.RETURN_DATE, Item.REGISTRATION_NUMBER, Item.TAX_PER_RATE},
}


def missing(form: InvoiceForm, said: Mapping[Item, object]) -> list[Item]:
    """The items the form asks for that are not said; nothing and blanks are nothing."""
    return [
        item
        for item in Item
        if item in REQUIRED[form] and (said.get(item) is None or not str(said[item]).strip())
    ]
