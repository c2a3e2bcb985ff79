"""Lines of orders and requests: from what somebody asked for to a priced line, and the totals over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.purchasing.refusals import AccountNeeded, BelowMinimumOrder, NoPurchasePrice, NotAnOrderMultiple
from modules.purchasing.rules.order_quantity import quantity_finding
from modules.purchasing.states import OrderFinding, OrderRule
from modules.purchasing.tolerances import Tolerance

LINE_LIMIT = 500
TEXT_LIMIT = 200
NOTHING = Decimal(0)

# What each wanted product costs at this supplier, how he delivers it, and its tax class on the buying side.
# What is bought in another currency comes from abroad: its tax is asked for at the customs.
TERMS = """
    SELECT price.unit_price, terms.supplier_code, coalesce(terms.lead_days, 0) AS lead_days,
           terms.minimum_order, terms.order_multiple, terms.order_rule,
           coalesce(terms.needs_inspection, false) AS needs_inspection, tax.id AS tax_code
    FROM unnest($3::uuid[], $4::numeric[]) WITH ORDINALITY AS asked(product, quantity, place)
    JOIN masterdata.product own ON own.id = asked.product
    LEFT JOIN purchasing.supplier_product terms
           ON terms.company = $1 AND terms.supplier = $2 AND terms.product = asked.product
    LEFT JOIN LATERAL (
        SELECT p.unit_price FROM purchasing.supplier_price p
        WHERE p.company = $1 AND p.supplier = $2 AND p.product = asked.product AND p.currency = $5
          AND p.minimum_quantity <= asked.quantity AND p.valid_from <= $6
          AND (p.valid_to IS NULL OR p.valid_to >= $6)
        ORDER BY p.minimum_quantity DESC, p.valid_from DESC LIMIT 1) price ON true
    LEFT JOIN LATERAL (
        SELECT c.id FROM masterdata.tax_code o
        JOIN masterdata.tax_code c ON c.kind = CASE WHEN $7 THEN 'OUT_OF_SCOPE' ELSE o.kind END
         AND c.is_active AND c.direction <> 'SALES'
        WHERE o.id = own.tax_code ORDER BY c.id = o.id DESC, c.code LIMIT 1) tax ON true
    ORDER BY asked.place
"""

BUYING = """
    SELECT id FROM masterdata.tax_code WHERE id = ANY($1::uuid[]) AND is_active AND direction <> 'SALES'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLineDraft:
    """So many of a product. Without a price the one agreed with the supplier holds; `account` is where what
    is no stock goes, without one the supplier's usual account; `tax_code` where it is not the usual one."""

    product: UUID
    quantity: Quantity
    unit: UUID | None = None
    unit_price: Money | None = None
    description: str | None = None
    account: UUID | None = None
    needs_inspection: bool | None = None
    expected_on: date | None = None
    request_line: UUID | None = None
    tax_code: UUID | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What an order comes to; the tax is computed once per rate."""

    subtotal: Decimal
    tax_total: Decimal

    @property
    def total(self) -> Decimal:
        """What the supplier gets."""
        return self.subtotal + self.tax_total

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of an order."""
        return {"subtotal": self.subtotal, "tax_total": self.tax_total, "total": self.total}


async def priced_lines(
    act: Act,
    drafts: Sequence[PurchaseLineDraft],
    *,
    supplier: UUID,
    usual_account: UUID | None,
    currency: str,
    on: date,
    tolerance: Tolerance,
) -> list[dict[str, Any]]:
    """Lines with unit, price, tax class and amount, numbered as given; statements do not grow with them."""
    require_sound(drafts)
    products = await masterdata.products(act.tx, [draft.product for draft in drafts])
    for index, draft in enumerate(drafts):
        if not products[draft.product].is_active:
            number = products[draft.product].number
            raise masterdata.Inactive("Product", number, field=f"lines.{index}.product")
    factors = [factor_of(index, draft, products[draft.product]) for index, draft in enumerate(drafts)]
    await require_accounts(act, drafts)
    await _require_tax_codes(act, drafts)
    asked = [draft.quantity * factor for draft, factor in zip(drafts, factors, strict=True)]
    terms = await act.tx.rows(
        TERMS, act.company, supplier, [draft.product for draft in drafts], asked, currency, on,
        currency != act.currency,
    )  # fmt: skip
    return [
        _priced(act, index, draft, products[draft.product], term, factor, usual_account, currency, tolerance)
        for index, (draft, factor, term) in enumerate(zip(drafts, factors, terms, strict=True))
    ]


def _priced(
    act: Act,
    index: int,
    draft: PurchaseLineDraft,
    product: masterdata.ProductRow,
    term: Mapping[str, Any],
    factor: Decimal,
    usual_account: UUID | None,
    currency: str,
    tolerance: Tolerance,
) -> dict[str, Any]:
    price = draft.unit_price
    if price is None:
        if term["unit_price"] is None:
            raise NoPurchasePrice(field=f"lines.{index}.unitPrice", product=product.name)
        # A list price is for the product's own unit; a case of 24 costs 24 of it.
        price = Money(term["unit_price"] * factor)
    tax_code = draft.tax_code or term["tax_code"]
    if tax_code is None:
        raise NotFound("TaxCode", product.tax_code, field=f"lines.{index}.product")
    _require_his_quantity(index, draft.quantity * factor, product, term)
    account = None if product.is_stocked else draft.account or usual_account
    if not product.is_stocked and account is None:
        raise AccountNeeded(index, product.name)
    asks = draft.needs_inspection
    return {
        "id": new_id(),
        "company": act.company,
        "line_no": index + 1,
        "product": product.id,
        "description": draft.description or product.name,
        "supplier_code": term["supplier_code"],
        "quantity": draft.quantity,
        "unit": draft.unit or product.unit,
        "factor": factor,
        "unit_price": price,
        "amount": accounting.line_amount(draft.quantity, price, NOTHING, currency),
        "tax_code": tax_code,
        "account": account,
        "needs_inspection": term["needs_inspection"] if asks is None else asks,
        "expected_on": draft.expected_on,
        "request_line": draft.request_line,
        "most": tolerance.most(draft.quantity, product.decimals),
    }


async def totals_of(act: Act, lines: Sequence[dict[str, Any]], currency: str, on: date) -> Totals:
    """Subtotal without tax, and the tax, at the rates of a day."""
    terms = await accounting.sales_terms(act, [line["tax_code"] for line in lines], on)
    taxed = [(terms.taxes[line["tax_code"]], line["amount"]) for line in lines]
    by_rate = accounting.tax_by_rate(
        [accounting.TaxedAmount(each.tax_code, each.rate, amount) for each, amount in taxed],
        terms.rounding,
        currency,
        False,
    )
    return Totals(sum((each.base for each in by_rate), NOTHING), sum((each.tax for each in by_rate), NOTHING))


def require_sound(drafts: Sequence[Any]) -> None:
    """Refuse lines that nobody can mean."""
    if not drafts:
        raise BadInput("lines", "EMPTY")
    if len(drafts) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(drafts))
    for index, draft in enumerate(drafts):
        if draft.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=draft.quantity)
        if draft.unit_price is not None and draft.unit_price < 0:
            raise BadInput(f"lines.{index}.unitPrice", "NEGATIVE", given=draft.unit_price)
        if len(draft.description or "") > TEXT_LIMIT:
            raise TooLong(f"lines.{index}.description", TEXT_LIMIT)


def factor_of(index: int, draft: Any, product: masterdata.ProductRow) -> Decimal:
    """How many of the product's own unit one of the line's unit holds; refuses a unit it does not come in."""
    finest = Decimal(1).scaleb(-product.decimals)
    if draft.unit in (None, product.unit) and draft.quantity % finest:
        raise BadInput(f"lines.{index}.quantity", "TOO_MANY_DECIMALS", given=draft.quantity)
    if draft.unit is None:
        return Decimal(1)
    if draft.unit not in product.factors:
        raise masterdata.UnknownUnit(product.id, draft.unit, field=f"lines.{index}.unit")
    return product.factors[draft.unit]


async def require_accounts(act: Act, drafts: Sequence[Any]) -> None:
    """Refuse an account that is not in use."""
    wanted = {draft.account for draft in drafts if draft.account}
    if not wanted:
        return
    rows = await act.tx.rows(
        "SELECT id FROM masterdata.account WHERE id = ANY($1::uuid[]) AND is_active", sorted(wanted)
    )
    known = {row["id"] for row in rows}
    for index, draft in enumerate(drafts):
        if draft.account and draft.account not in known:
            raise NotFound("Account", draft.account, field=f"lines.{index}.account")


async def _require_tax_codes(act: Act, drafts: Sequence[PurchaseLineDraft]) -> None:
    """Refuse a tax class that is not for what is bought."""
    wanted = sorted({draft.tax_code for draft in drafts if draft.tax_code})
    rows = await act.tx.rows(BUYING, wanted) if wanted else []
    known = {row["id"] for row in rows}
    for index, draft in enumerate(drafts):
        if draft.tax_code and draft.tax_code not in known:
            raise NotFound("TaxCode", draft.tax_code, field=f"lines.{index}.taxCode")


def _require_his_quantity(
    index: int, asked: Decimal, product: masterdata.ProductRow, term: Mapping[str, Any]
) -> None:
    """Refuse what the supplier does not deliver, where we said so; otherwise the order tells."""
    if term["order_rule"] != OrderRule.REFUSE.value:
        return
    found = quantity_finding(asked, term["minimum_order"], term["order_multiple"])
    if found is OrderFinding.BELOW_MINIMUM:
        raise BelowMinimumOrder(index, product.name, term["minimum_order"], asked)
    if found is OrderFinding.NOT_A_MULTIPLE:
        raise NotAnOrderMultiple(index, product.name, term["order_multiple"], asked)
