"""How a document of the books becomes an electronic invoice.

The standard knows prices without tax only. A document whose prices hold their tax is told without it: the
base of each rate is shared among its lines to the last yen, and each price is told for the whole quantity of
its line, so that price and quantity still come to the line's amount.

    >>> price_of(Decimal(3), Decimal("33"), Decimal(100), exact=False).per.value
    Decimal('3')
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from erp.kernel.money import Rounding, allocate, round_money
from modules.einvoicing.rules.model import (
    PROFILES,
    EInvoice,
    Item,
    Line,
    PaymentTerms,
    Price,
    Profile,
    Property,
    TaxSubtotal,
    TaxTotal,
    Totals,
)
from modules.einvoicing.rules.pieces import (
    Address,
    AllowanceCharge,
    Amount,
    Contact,
    DocumentReference,
    EParty,
    Identifier,
    LegalEntity,
    Measure,
    Period,
    TaxCategory,
    TaxNumber,
)
from modules.einvoicing.rules.units import unit_of

ZERO, ONE = Decimal(0), Decimal(1)
CORPORATE_NUMBER, REGISTRATION_NUMBER = "0188", "0221"
DISCOUNT = "95"
REDUCED, OUTSIDE = "AA", "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Seller or buyer as the books know them."""

    name: str
    t_number: str | None = None
    corporate_number: str | None = None
    postal_code: str | None = None
    prefecture: str | None = None
    city: str | None = None
    street: str | None = None
    building: str | None = None
    country: str = "JP"
    phone: str | None = None
    email: str | None = None

    @property
    def endpoint(self) -> Identifier | None:
        """Where its electronic invoices go: its corporate number, else its registration number."""
        if self.corporate_number:
            return Identifier(self.corporate_number, CORPORATE_NUMBER)
        return Identifier(self.t_number, REGISTRATION_NUMBER) if self.t_number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedLine:
    """A line of a document in the books; `delivered` and `delivery_note` tell of the goods behind it."""

    description: str
    quantity: Decimal
    unit: str | None
    unit_name: str | None
    unit_price: Decimal
    discount: Decimal
    amount: Decimal
    category: str
    rate: Decimal
    delivered: Period | None = None
    delivery_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedTax:
    """Base and tax of one class and rate, as they were rounded in the books."""

    category: str
    rate: Decimal
    base: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """A document in the books; with `takes_back` its figures count the other way round."""

    number: str
    issued_on: date
    due_on: date | None
    currency: str
    seller: Side
    buyer: Side
    period: Period
    lines: tuple[ChargedLine, ...]
    taxes: tuple[ChargedTax, ...]
    prices_include_tax: bool = False
    takes_back: bool = False
    preceding: tuple[tuple[str, date], ...] = ()
    note: str | None = None
    terms: str | None = None
    profile: Profile = Profile.STANDARD
    reduced_note: str = "軽減税率対象"


def compose(charged: Charged) -> EInvoice:
    """The document in the terms of the standard."""
    specification, process, type_code = PROFILES[charged.profile]
    sign = _sign(charged)
    lines = tuple(
        _line(charged, line, net, place, sign)
        for place, (line, net) in enumerate(zip(charged.lines, net_amounts(charged), strict=True), 1)
    )
    tax = sign * sum((each.tax for each in charged.taxes), ZERO)
    return EInvoice(
        specification=specification,
        process=process,
        number=charged.number,
        issued_on=charged.issued_on,
        due_on=charged.due_on,
        type_code=type_code,
        note=charged.note,
        currency=charged.currency,
        period=charged.period,
        preceding=tuple(
            DocumentReference(id=Identifier(number), issued_on=on) for number, on in charged.preceding
        ),
        seller=_party(charged.seller, registered=charged.profile is not Profile.NON_REGISTERED),
        buyer=_party(charged.buyer),
        payment_terms=(PaymentTerms(note=charged.terms),) if charged.terms else (),
        allowances=tuple(_allowances(charged, lines, sign)),
        tax_totals=(
            TaxTotal(tax=_yen(charged, tax), subtotals=tuple(_subtotals(charged, sign))),
        ),
        totals=_totals(charged, lines, tax),
        lines=lines,
    )  # fmt: skip


def _sign(charged: Charged) -> int:
    return -1 if charged.takes_back else 1


def net_amounts(charged: Charged) -> list[Decimal]:
    """What each line comes to without tax: as it is, or its share of the base of its rate."""
    if not charged.prices_include_tax:
        return [line.amount for line in charged.lines]
    found = [ZERO] * len(charged.lines)
    for tax in _merged(charged):
        own = [
            at
            for at, line in enumerate(charged.lines)
            if (line.category, line.rate) == (tax.category, tax.rate)
        ]
        weights = [charged.lines[at].amount for at in own]
        if any(weights):
            for at, share in zip(own, allocate(tax.base, weights, charged.currency), strict=True):
                found[at] = share
    return found


def _merged(charged: Charged) -> list[ChargedTax]:
    """One of each class and rate: two codes of the books may be one class of the standard."""
    found: dict[tuple[str, Decimal], ChargedTax] = {}
    for each in charged.taxes:
        there = found.get((each.category, each.rate))
        if there:
            each = replace(each, base=there.base + each.base, tax=there.tax + each.tax)
        found[each.category, each.rate] = each
    return list(found.values())


def _line(charged: Charged, line: ChargedLine, net: Decimal, place: int, sign: int) -> Line:
    unit, currency = unit_of(line.unit), charged.currency
    gross = round_money(line.quantity * line.unit_price, currency, Rounding.HALF_UP)
    discounted = bool(line.discount) and sign > 0 and not charged.prices_include_tax and gross != net
    told = [Property(name="表示単位名称", value=line.unit_name)] if line.unit_name else []
    if charged.prices_include_tax:
        told.append(Property(name="税込金額", value=str(sign * line.amount)))
    return Line(
        id=str(place),
        note=charged.reduced_note if line.category == REDUCED else None,
        quantity=Measure(sign * line.quantity, unit),
        amount=Amount(sign * net, currency),
        period=line.delivered,
        documents=(DocumentReference(id=Identifier(line.delivery_note)),) if line.delivery_note else (),
        allowances=(_discount(gross - net, currency),) if discounted else (),
        item=Item(
            name=line.description,
            tax=_category(line.category, line.rate),
            properties=tuple(told),
        ),
        price=price_of(
            line.quantity, net, line.unit_price,
            unit=unit, currency=currency, exact=discounted or gross == net,
        ),
    )  # fmt: skip


def _discount(amount: Decimal, currency: str) -> AllowanceCharge:
    return AllowanceCharge(
        is_charge=False, reason_code=DISCOUNT, reason="値引", amount=Amount(amount, currency)
    )


def price_of(
    quantity: Decimal,
    net: Decimal,
    unit_price: Decimal,
    *,
    exact: bool,
    unit: str = "C62",
    currency: str = "JPY",
) -> Price:
    """The price of one unit where it explains the amount, else the amount as the price of them all."""
    if exact:
        return Price(amount=Amount(unit_price, currency), per=Measure(ONE, unit))
    return Price(amount=Amount(abs(net), currency), per=Measure(abs(quantity), unit))


def _category(code: str, rate: Decimal) -> TaxCategory:
    return TaxCategory(code=code, percent=None if code == OUTSIDE else rate)


def _subtotals(charged: Charged, sign: int) -> list[TaxSubtotal]:
    return [
        TaxSubtotal(
            base=_yen(charged, sign * each.base),
            tax=_yen(charged, sign * each.tax),
            category=_category(each.category, each.rate),
        )
        for each in _merged(charged)
    ]


def _allowances(charged: Charged, lines: tuple[Line, ...], sign: int) -> list[AllowanceCharge]:
    """What the whole document is lowered by, for each class and rate: lines less base."""
    found = []
    for each in _merged(charged):
        category = _category(each.category, each.rate)
        of_lines = sum(
            (line.amount.value for line in lines if line.amount and line.item and line.item.tax == category),
            ZERO,
        )
        if of_lines != sign * each.base:
            lowered = _discount(of_lines - sign * each.base, charged.currency)
            found.append(replace(lowered, tax=category))
    return found


def _totals(charged: Charged, lines: tuple[Line, ...], tax: Decimal) -> Totals:
    of_lines = sum((each.amount.value for each in lines if each.amount), ZERO)
    lowered = sum((each.amount.value for each in _allowances(charged, lines, _sign(charged))), ZERO)
    net = of_lines - lowered
    return Totals(
        lines=_yen(charged, of_lines),
        without_tax=_yen(charged, net),
        allowances=_yen(charged, lowered) if lowered else None,
        with_tax=_yen(charged, net + tax),
        payable=_yen(charged, net + tax),
    )


def _yen(charged: Charged, value: Decimal) -> Amount:
    return Amount(value, charged.currency)


def _party(side: Side, registered: bool = True) -> EParty:
    return EParty(
        endpoint=side.endpoint,
        identifiers=() if side.t_number else tuple(filter(None, [side.endpoint])),
        address=Address(
            street=side.street, more=side.building, city=side.city, postal_code=side.postal_code,
            prefecture=side.prefecture, country=side.country,
        ),
        tax_numbers=(TaxNumber(number=side.t_number),) if side.t_number and registered else (),
        legal=LegalEntity(
            name=side.name,
            number=Identifier(side.corporate_number, CORPORATE_NUMBER) if side.corporate_number else None,
        ),
        contact=Contact(phone=side.phone, email=side.email) if side.phone or side.email else None,
    )  # fmt: skip
