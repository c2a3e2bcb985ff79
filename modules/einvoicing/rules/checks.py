"""What is wrong with a document, beyond what the official rules find.

In the official files only the first matching rule of a pattern is asked, so that some errors pass: a tax of
10.5 yen, a subtotal without class or rate, a line without either. Here every rule is asked (PEP-14).

    >>> [fault.kind.value for fault in faults(EInvoice())][:3]
    ['UNKNOWN_SPECIFICATION', 'NUMBER_MISSING', 'DATE_MISSING']
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from erp.kernel.digits import wire
from modules.einvoicing.rules.model import PROFILES, EInvoice, Profile, TaxSubtotal
from modules.einvoicing.rules.pieces import Amount, TaxCategory
from modules.einvoicing.states import EInvoiceFaultKind as Kind

ZERO = Decimal(0)
TAXED, UNTAXED, OUTSIDE = ("S", "AA"), ("E", "G"), "O"
Group = tuple[str | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what it should have been."""

    kind: Kind
    place: str
    given: str = ""
    expected: str = ""


def faults(document: EInvoice) -> list[Fault]:
    """Everything that is wrong with a document, in the order in which it is written."""
    found = [*_head(document), *_seller(document), *_classes(document), *_amounts(document)]
    return [*found, *_subtotals(document), *_totals(document)]


def _head(document: EInvoice) -> Iterator[Fault]:
    profile = document.profile
    if profile is None:
        yield Fault(Kind.UNKNOWN_SPECIFICATION, "CustomizationID", document.specification or "")
    elif document.type_code != PROFILES[profile][2]:
        yield Fault(Kind.WRONG_TYPE, "InvoiceTypeCode", document.type_code or "", PROFILES[profile][2])
    if not document.number:
        yield Fault(Kind.NUMBER_MISSING, "ID")
    if not document.issued_on:
        yield Fault(Kind.DATE_MISSING, "IssueDate")
    if not document.currency:
        yield Fault(Kind.CURRENCY_MISSING, "DocumentCurrencyCode")
    if not document.lines:
        yield Fault(Kind.LINES_MISSING, "InvoiceLine")
    if document.period is None and not all(line.period for line in document.lines):
        yield Fault(Kind.PERIOD_MISSING, "InvoicePeriod")
    for place, party in (
        ("AccountingSupplierParty", document.seller),
        ("AccountingCustomerParty", document.buyer),
    ):
        if party is None or not party.name:
            yield Fault(Kind.NAME_MISSING, place)
        if party is None or party.endpoint is None or not party.endpoint.scheme:
            yield Fault(Kind.ENDPOINT_MISSING, place)
    if document.currency not in (None, "JPY") and not any(
        each.tax and each.tax.currency == "JPY" for each in document.tax_totals
    ):
        yield Fault(Kind.YEN_TAX_MISSING, "TaxTotal")


def _seller(document: EInvoice) -> Iterator[Fault]:
    number = document.seller.t_number if document.seller else None
    if document.profile is Profile.NON_REGISTERED:
        if number:
            yield Fault(Kind.T_NUMBER_NOT_ALLOWED, "AccountingSupplierParty", number)
    elif not number:
        yield Fault(Kind.T_NUMBER_MISSING, "AccountingSupplierParty")
    elif not re.fullmatch(r"T\d{13}", number, re.ASCII):
        yield Fault(Kind.T_NUMBER_WRONG_FORM, "AccountingSupplierParty", number, "T + 13")


def _classes(document: EInvoice) -> Iterator[Fault]:
    for line in document.lines:
        yield from _class(line.item.tax if line.item else None, f"InvoiceLine {line.id}")
    for allowance in document.allowances:
        yield from _class(allowance.tax, "AllowanceCharge")
    for at, each in enumerate(document.subtotals, 1):
        yield from _class(each.category, f"TaxSubtotal {at}")


def _class(tax: TaxCategory | None, place: str) -> Iterator[Fault]:
    code = tax.code if tax else None
    percent = tax.percent if tax else None
    if not code:
        yield Fault(Kind.CATEGORY_MISSING, place)
    elif code not in (*TAXED, *UNTAXED, OUTSIDE):
        yield Fault(Kind.UNKNOWN_CATEGORY, place, code)
    elif code == OUTSIDE and percent is not None:
        yield Fault(Kind.PERCENT_NOT_ALLOWED, place, wire(percent))
    elif code != OUTSIDE and percent is None:
        yield Fault(Kind.PERCENT_MISSING, place)
    elif code in UNTAXED and percent:
        yield Fault(Kind.WRONG_PERCENT, place, wire(percent), "0")


def _amounts(document: EInvoice) -> Iterator[Fault]:
    """Yen have no decimals, wherever they stand; a price per unit may have some."""
    totals = document.totals
    named: list[tuple[str, Amount | None]] = [
        (f"InvoiceLine {line.id}", line.amount) for line in document.lines
    ]
    for total in document.tax_totals:
        named.append(("TaxTotal", total.tax))
        for at, each in enumerate(total.subtotals, 1):
            named += [(f"TaxSubtotal {at}", each.base), (f"TaxSubtotal {at}", each.tax)]
    if totals:
        named += [
            (name, getattr(totals, name))
            for name in ("lines", "without_tax", "with_tax", "allowances", "charges", "prepaid", "payable")
        ]
    for place, amount in named:
        if amount and amount.currency == "JPY" and amount.value != amount.value.to_integral_value():
            yield Fault(Kind.NOT_WHOLE_YEN, place, wire(amount.value))
    for line in document.lines:
        if line.amount is None:
            yield Fault(Kind.AMOUNT_MISSING, f"InvoiceLine {line.id}")


def _subtotals(document: EInvoice) -> Iterator[Fault]:
    """One for each class and rate, over what the lines say, with a tax that the rate explains."""
    bases: dict[Group, Decimal] = defaultdict(Decimal)
    for line in document.lines:
        bases[_group(line.item.tax if line.item else None)] += line.amount.value if line.amount else ZERO
    for allowance in document.allowances:
        amount = allowance.amount.value
        bases[_group(allowance.tax)] += amount if allowance.is_charge else -amount
    seen: set[Group] = set()
    for at, each in enumerate(document.subtotals, 1):
        place, group = f"TaxSubtotal {at}", _group(each.category)
        base, tax = each.base.value if each.base else ZERO, each.tax.value if each.tax else ZERO
        if each.base is None or each.tax is None:
            yield Fault(Kind.AMOUNT_MISSING, place)
        if group in seen:
            yield Fault(Kind.SUBTOTAL_TWICE, place, _named(group))
        seen.add(group)
        if base != bases.get(group, ZERO):
            yield Fault(Kind.SUBTOTAL_DIFFERS, place, wire(base), wire(bases.get(group, ZERO)))
        yield from _tax(document, each, place, base, tax)
    for group in bases:
        if group not in seen:
            yield Fault(Kind.SUBTOTAL_MISSING, "TaxTotal", expected=_named(group))


def _tax(document: EInvoice, each: TaxSubtotal, place: str, base: Decimal, tax: Decimal) -> Iterator[Fault]:
    least, most = tax_bounds(base, each.category.percent if each.category else None)
    if document.profile is Profile.NON_REGISTERED:
        least = most = 0
    if document.currency == "JPY" and not least <= tax <= most:
        expected = str(least) if least == most else f"{least}…{most}"
        yield Fault(Kind.TAX_DIFFERS, place, wire(tax), expected)


def tax_bounds(base: Decimal, percent: Decimal | None) -> tuple[int, int]:
    """The least and the most tax the standard takes for a base: rounded to a yen, in either direction.

    >>> tax_bounds(Decimal(28158), Decimal(10)), tax_bounds(Decimal(20), Decimal(10))
    ((2815, 2816), (2, 2))
    """
    exact = base * (percent or ZERO) / 100
    return floor(exact), ceil(exact)


def _totals(document: EInvoice) -> Iterator[Fault]:
    totals, tax = document.totals, document.tax_total
    if totals is None or tax is None:
        yield Fault(Kind.TOTALS_MISSING, "LegalMonetaryTotal")
        return
    lines = sum((each.amount.value for each in document.lines if each.amount), ZERO)
    allowed = sum((each.amount.value for each in document.allowances if not each.is_charge), ZERO)
    charged = sum((each.amount.value for each in document.allowances if each.is_charge), ZERO)
    without = lines - allowed + charged
    with_tax = _of(totals.with_tax)
    sums = (
        ("LineExtensionAmount", totals.lines, lines),
        ("TaxExclusiveAmount", totals.without_tax, without),
        ("TaxAmount", tax, sum((_of(each.tax) for each in document.subtotals), ZERO)),
        ("TaxInclusiveAmount", totals.with_tax, without + tax.value),
        ("PayableAmount", totals.payable, with_tax - _of(totals.prepaid) + _of(totals.rounding)),
    )
    for place, amount, expected in sums:
        if amount is None or amount.value != expected:
            yield Fault(Kind.TOTAL_DIFFERS, place, wire(_of(amount)), wire(expected))


def _of(amount: Amount | None) -> Decimal:
    return amount.value if amount else ZERO


def _group(tax: TaxCategory | None) -> Group:
    return (tax.code, tax.percent.normalize() if tax.percent is not None else None) if tax else (None, None)


def _named(group: Group) -> str:
    code, percent = group
    return f"{code or '?'} {percent if percent is not None else ''}".strip()
