"""What leaves and is billed at the closing day: its sale is posted when it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Rounding
from erp.masterdata.states import TaxKind
from modules import accounting
from modules.billing import tables
from modules.billing.refusals import NotBilledAtClosing


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyHead:
    """Where it went, for which order, by which shipment, and when."""

    customer: UUID
    shipment: UUID
    sales_order: UUID
    number: str
    on: date
    prices_include_tax: bool
    department: UUID | None = None


async def record_supply(
    act: Act, *, head: SupplyHead, lines: Sequence[accounting.InvoiceLineDraft], origin: str
) -> UUID:
    """Post a shipment as an unbilled sale, its tax for now by itself; twice for one origin is once."""
    there = await act.tx.value(
        "SELECT id FROM billing.supply WHERE company = $1 AND origin = $2", act.company, origin
    )
    if there is not None:
        return there
    payer = await payer_of(act.tx, head.customer, head.on)
    if payer.closing_day is None:
        raise NotBilledAtClosing(payer.number)
    bills = await accounting.sales_terms(act, [line.tax_code for line in lines], head.on)
    rows = [_line(line, bills.taxes[line.tax_code], act.currency) for line in lines]
    by_rate = accounting.tax_by_rate(
        [accounting.TaxedAmount(row["tax_code"], row["tax_rate"], row["amount"]) for row in rows],
        payer.tax_rounding or bills.rounding,
        act.currency,
        head.prices_include_tax,
    )
    supply = new_id()
    row = {
        "id": supply,
        "number": head.number,
        "customer": payer.id,
        "delivered_to": head.customer,
        "shipment": head.shipment,
        "sales_order": head.sales_order,
        "supplied_on": head.on,
        "prices_include_tax": head.prices_include_tax,
        "returns": None,
        "origin": origin,
    }
    await _write(act, row, rows, by_rate, bills.taxes, head.department)
    return supply


async def payer_of(tx: Transaction, customer: UUID, on: date) -> masterdata.PartyRow:
    """Who is billed for what this customer gets on a day."""
    party = (await masterdata.parties(tx, [customer], on))[customer]
    if party.billed_to is None:
        return party
    return (await masterdata.parties(tx, [party.billed_to], on))[party.billed_to]


async def _write(
    act: Act,
    row: dict[str, Any],
    lines: Sequence[dict[str, Any]],
    by_rate: Sequence[accounting.RateTotal],
    taxes: Mapping[UUID, accounting.TaxTerms],
    department: UUID | None,
) -> None:
    base = sum((each.base for each in by_rate), ZERO)
    tax = sum((each.tax for each in by_rate), ZERO)
    supply, company = row["id"], act.company
    sums = {"base": base, "tax": tax, "total": base + tax, "bill": None, "recorded_at": act.at}
    await act.tx.insert(tables.Supply, [row | sums | {"company": company}])
    own = {"company": company, "supply": supply}
    await act.tx.insert(
        tables.SupplyLine,
        [line | own | {"id": new_id(), "line_no": at} for at, line in enumerate(lines, 1)],
    )
    await act.tx.insert(
        tables.SupplyTax,
        [
            own | {"id": new_id(), "tax_code": e.tax_code, "rate": e.rate, "base": e.base, "tax": e.tax}
            for e in by_rate
        ],
    )
    await accounting.post_unbilled(
        act,
        on=row["supplied_on"],
        customer=row["customer"],
        description=row["number"],
        by_rate=by_rate,
        taxes=taxes,
        origin=f"supply:{supply}",
        cause=row["shipment"],
        department=department,
    )


def _line(line: accounting.InvoiceLineDraft, terms: accounting.TaxTerms, currency: str) -> dict[str, Any]:
    return {
        "product": line.product,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.price,
        "discount": line.discount,
        "amount": accounting.line_amount(line.quantity, line.price, line.discount, currency),
        "tax_code": terms.tax_code,
        "tax_rate": terms.rate,
        "origin_line": line.origin_line,
        "returns_line": None,
    }


async def hold_supplies(act: Act, customer: UUID, on: date) -> None:
    """No bill is made for who pays for this customer until we are done; before stock is taken."""
    await hold_payer(act, (await payer_of(act.tx, customer, on)).id)


async def hold_payer(act: Act, payer: UUID) -> None:
    """One at a time works on what a customer is billed."""
    await lock_name(act, "closing", act.company, payer)


UNBILLED_LINES = """
    SELECT l.id, l.supply, l.product, l.description, l.quantity, l.unit, l.unit_price, l.discount, l.amount,
           l.tax_code, l.tax_rate, l.origin_line, s.number, s.customer, s.delivered_to, s.shipment,
           s.sales_order, s.prices_include_tax, s.supplied_on,
           coalesce(-sum(b.quantity), 0) AS back_quantity, coalesce(-sum(b.amount), 0) AS back_amount
      FROM billing.supply_line l
      JOIN billing.supply s ON s.id = l.supply
      LEFT JOIN billing.supply_line b ON b.returns_line = l.id
     WHERE l.company = $1 AND l.origin_line = ANY($2::uuid[]) AND s.bill IS NULL AND s.returns IS NULL
     GROUP BY l.id, s.id HAVING l.quantity + coalesce(sum(b.quantity), 0) > 0
     ORDER BY s.shipment <> $3, s.supplied_on DESC, s.number DESC, l.line_no
"""
TAXED = """
    SELECT t.supply, t.tax_code, t.rate, t.base, t.tax, k.kind,
           coalesce(-sum(b.base), 0) AS back_base, coalesce(-sum(b.tax), 0) AS back_tax
      FROM billing.supply_tax t
      JOIN masterdata.tax_code k ON k.id = t.tax_code
      LEFT JOIN (SELECT x.tax_code, x.rate, x.base, x.tax, r.returns FROM billing.supply r
                   JOIN billing.supply_tax x ON x.supply = r.id) b
             ON b.returns = t.supply AND b.tax_code = t.tax_code AND b.rate = t.rate
     WHERE t.supply = ANY($1::uuid[]) GROUP BY t.id, k.kind ORDER BY t.id
"""


async def take_back(
    act: Act,
    *,
    shipment: UUID,
    returned: UUID,
    number: str,
    on: date,
    quantities: Mapping[UUID, Decimal],
    department: UUID | None = None,
) -> dict[UUID, Decimal]:
    """Goods come back before they are billed: that much less will be. Answers what is on a bill already."""
    left = dict(quantities)
    rows = await act.tx.rows(UNBILLED_LINES, act.company, list(left), shipment)
    by_supply: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        part = min(left[row["origin_line"]], row["quantity"] - row["back_quantity"])
        if part > 0:
            by_supply.setdefault(row["supply"], []).append(dict(row) | {"taken": part})
            left[row["origin_line"]] -= part
    if by_supply:
        taxed = await act.tx.rows(TAXED, list(by_supply))
        rounding = await _rounding(act, next(iter(by_supply.values()))[0]["customer"])
        for supply, lines in by_supply.items():
            mine = [dict(row) for row in taxed if row["supply"] == supply]
            await _return(
                act, supply, lines, mine, rounding,
                shipment=returned, number=number, on=on, department=department,
            )  # fmt: skip
    return {line: quantity for line, quantity in left.items() if quantity > 0}


async def _rounding(act: Act, customer: UUID) -> Rounding:
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    return party.tax_rounding or (await masterdata.company_row(act.tx, act.company)).tax_rounding


async def _return(
    act: Act,
    supply: UUID,
    lines: Sequence[dict[str, Any]],
    taxed: Sequence[dict[str, Any]],
    rounding: Rounding,
    *,
    shipment: UUID,
    number: str,
    on: date,
    department: UUID | None,
) -> None:
    first = lines[0]
    rows = [_returned_line(line, act.currency) for line in lines]
    by_rate = [
        _taken(row, rows, rounding, act.currency, include=first["prices_include_tax"])
        for row in taxed
        if any((line["tax_code"], line["tax_rate"]) == (row["tax_code"], row["rate"]) for line in rows)
    ]
    head = {
        "id": new_id(),
        "number": number,
        "customer": first["customer"],
        "delivered_to": first["delivered_to"],
        "shipment": shipment,
        "sales_order": first["sales_order"],
        "supplied_on": max(on, first["supplied_on"]),
        "prices_include_tax": first["prices_include_tax"],
        "returns": supply,
        "origin": f"shipment:{shipment}:{supply}",
    }
    taxes = {
        row["tax_code"]: accounting.TaxTerms(row["tax_code"], TaxKind(row["kind"]), row["rate"])
        for row in taxed
    }
    await _write(act, head, rows, by_rate, taxes, department)


def _returned_line(line: dict[str, Any], currency: str) -> dict[str, Any]:
    kept = ("product", "description", "unit", "unit_price", "discount", "tax_code", "tax_rate", "origin_line")
    amount = accounting.partial_amount(
        line["amount"],
        of=line["quantity"],
        already=(line["back_quantity"], line["back_amount"]),
        taken=line["taken"],
        currency=currency,
    )
    return {name: line[name] for name in kept} | {
        "quantity": -line["taken"], "amount": -amount, "returns_line": line["id"],
    }  # fmt: skip


def _taken(
    row: dict[str, Any], lines: Iterable[dict[str, Any]], rounding: Rounding, currency: str, *, include: bool
) -> accounting.RateTotal:
    """What comes back of one rate; the last of it takes the rest of its tax."""
    group = (row["tax_code"], row["rate"])
    amount = -sum((line["amount"] for line in lines if (line["tax_code"], line["tax_rate"]) == group), ZERO)
    part = accounting.taken_back(
        amount,
        rate=row["rate"],
        sale=accounting.Taxed(row["base"], row["tax"]),
        before=accounting.Taxed(row["back_base"], row["back_tax"]),
        rounding=rounding,
        currency=currency,
        prices_include_tax=include,
    )
    return accounting.RateTotal(*group, -part.base, -part.tax)


async def is_supplied(tx: Transaction, shipment: UUID) -> bool:
    """Whether a shipment was handed over before."""
    found = await tx.value("SELECT true FROM billing.supply WHERE shipment = $1 LIMIT 1", shipment)
    return bool(found)


async def supplied_lines(tx: Transaction, lines: Iterable[UUID]) -> list[UUID]:
    """Which of these lines are billed at closing days."""
    rows = await tx.rows(
        "SELECT DISTINCT origin_line FROM billing.supply_line WHERE origin_line = ANY($1::uuid[])",
        list(lines),
    )
    return [row["origin_line"] for row in rows]


async def waits_for_bill(tx: Transaction, sales_order: UUID) -> bool:
    """Whether something of an order left and is not on a bill yet."""
    return bool(
        await tx.value(
            "SELECT sum(total) <> 0 FROM billing.supply WHERE sales_order = $1 AND bill IS NULL", sales_order
        )
    )
