"""From what somebody entered to a line: its amount, tax, registration, and where the receipt is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.files import Stored, keep_as
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money, quantize
from erp.kernel.quantity import Quantity
from erp.masterdata.rules.name_key import name_key
from erp.masterdata.states import RegistrationState, TaxDirection
from modules import accounting, payables
from modules.expenses.claiming import Who
from modules.expenses.refusals import NoAllowanceRate, ReceiptClaimed
from modules.expenses.rules.allowance import Rate, allowance, mileage
from modules.expenses.states import ExpenseNature
from modules.payables import LedgerOnlyReason

LINE_LIMIT = 200
TEXT_LIMIT = 200
LONGEST_TRIP = 92
RECEIPT = "expenses.read_expense_claim"
KIND = """
    SELECT k.id, k.name_ja, k.nature, k.account, k.tax_code, k.ledger_only FROM expenses.expense_kind k
    WHERE k.id = $1 AND k.is_active
"""
RATES = """
    SELECT grade, valid_from, amount FROM expenses.allowance_rate WHERE company = $1 AND expense_kind = $2
"""
SAME_FILE = """
    SELECT c.number FROM expenses.expense_line l JOIN expenses.expense_claim c ON c.id = l.expense_claim
    WHERE l.company = $1 AND l.receipt_sha256 = $2 AND c.id <> $3 AND c.state <> 'CANCELLED' LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody entered of one expense."""

    kind: UUID
    spent_on: date
    amount: Money | None = None
    shop: str | None = None
    tax_code: UUID | None = None
    t_number: str | None = None
    ledger_only: LedgerOnlyReason | None = None
    receipt: Stored | None = None
    from_place: str | None = None
    to_place: str | None = None
    ways: int | None = None
    until: date | None = None
    distance: Quantity | None = None
    reason: str | None = None
    department: UUID | None = None
    card_line: UUID | None = None


async def line_of(act: Act, claim: dict[str, Any], who: Who, given: Given) -> dict[str, Any]:
    """A line as its columns; refuses what could never be posted, and a receipt that was claimed before."""
    kind = await act.tx.row(KIND, given.kind)
    if kind is None:
        raise NotFound("ExpenseKind", given.kind, field="kind")
    _require_sound(act, given, ExpenseNature(kind["nature"]))
    amount = await _amount(act, who, given, dict(kind))
    tax_code = given.tax_code or kind["tax_code"]
    await _require_known(act, tax_code, given)
    only = given.ledger_only or (LedgerOnlyReason(kind["ledger_only"]) if kind["ledger_only"] else None)
    t_number = payables.registration_number(given.t_number)
    # Where there is a qualified receipt nothing needs an exception, however large it is.
    only = None if t_number else only
    await payables.require_ledger_only(act, only, amount, given.spent_on)
    taxes = await _taxed(act, tax_code, amount, given.spent_on)
    return (
        {
            "id": new_id(),
            "company": act.company,
            "expense_claim": claim["id"],
            "expense_kind": kind["id"],
            "spent_on": given.spent_on,
            "shop": _text(given.shop),
            "shop_key": name_key(_text(given.shop) or "") if _text(given.shop) else None,
            "amount": amount,
            "account": kind["account"],
            "department": given.department or claim["department"],
            "tax_code": tax_code,
            "t_number": t_number,
            "ledger_only": only.value if only else None,
            "from_place": _text(given.from_place),
            "to_place": _text(given.to_place),
            "ways": given.ways,
            "until": given.until,
            "distance": given.distance,
            "reason": _text(given.reason),
            "card_line": given.card_line,
            "findings": [],
            **{"ground": None, "share": None, "deductible": None},
        }
        | taxes
        | await registered(act, t_number, given.spent_on)
        | await _receipt(act, claim, given)
    )


def _require_sound(act: Act, given: Given, nature: ExpenseNature) -> None:
    for name in ("shop", "reason", "from_place", "to_place"):
        if len(getattr(given, name) or "") > TEXT_LIMIT:
            raise TooLong(name, TEXT_LIMIT)
    if max(given.spent_on, given.until or given.spent_on) > act.today and given.card_line is None:
        raise BadInput("spentOn", "IN_THE_FUTURE")
    if given.until is not None:
        if given.until < given.spent_on:
            raise BadInput("until", "ENDS_BEFORE_IT_BEGINS", valid_from=given.spent_on, valid_to=given.until)
        if (given.until - given.spent_on).days >= LONGEST_TRIP:
            raise BadInput("until", "OUT_OF_RANGE", least=1, most=LONGEST_TRIP)
    if given.ways is not None and given.ways not in (1, 2):
        raise BadInput("ways", "OUT_OF_RANGE", least=1, most=2)
    if nature is ExpenseNature.FARE and not (_text(given.from_place) and _text(given.to_place)):
        raise BadInput("fromPlace" if not _text(given.from_place) else "toPlace", "REQUIRED")
    if nature is ExpenseNature.PURCHASE and not _text(given.shop):
        raise BadInput("shop", "REQUIRED")
    if nature is ExpenseNature.MILEAGE and (given.distance is None or given.distance <= 0):
        raise BadInput("distance", "NOT_POSITIVE")


async def _amount(act: Act, who: Who, given: Given, kind: dict[str, Any]) -> Decimal:
    """What was paid; a fare is given one way, allowances and mileage follow from the company's rates."""
    nature = ExpenseNature(kind["nature"])
    if nature in (ExpenseNature.ALLOWANCE, ExpenseNature.MILEAGE):
        rows = await act.tx.rows(RATES, act.company, kind["id"])
        rates = [Rate(row["grade"], row["valid_from"], row["amount"]) for row in rows]
        if nature is ExpenseNature.ALLOWANCE:
            found = allowance(rates, who.grade, given.spent_on, given.until or given.spent_on)
        else:
            found = mileage(rates, who.grade, given.spent_on, given.distance or Decimal(0), act.currency)
        if found is None:
            raise NoAllowanceRate(kind["name_ja"], given.spent_on)
        if found <= 0:
            raise BadInput("amount", "NOT_POSITIVE")
        return found
    if given.amount is None:
        raise BadInput("amount", "REQUIRED")
    accounting.require_coins("amount", given.amount, act.currency)
    # What a shop gave back is below nothing, and only a card statement says so.
    gives_back = given.card_line is not None and nature is ExpenseNature.PURCHASE
    if not given.amount or (given.amount < 0 and not gives_back):
        raise BadInput("amount", "NOT_POSITIVE")
    each = quantize(given.amount, act.currency)
    return each * (given.ways or 1) if nature is ExpenseNature.FARE else each


async def _require_known(act: Act, tax_code: UUID, given: Given) -> None:
    known = await act.tx.value(
        "SELECT true FROM masterdata.tax_code WHERE id = $1 AND is_active AND direction <> $2",
        tax_code,
        TaxDirection.SALES.value,
    )
    if not known:
        raise NotFound("TaxCode", tax_code, field="taxCode")
    if given.department is not None:
        await masterdata.require_department(act.tx, given.department, given.spent_on)


async def _taxed(act: Act, tax_code: UUID, amount: Decimal, on: date) -> dict[str, Any]:
    """The tax inside an amount, at the rate of the day; rounded once for the line, which is one receipt."""
    terms = await accounting.sales_terms(act, [tax_code], on)
    rate = terms.taxes[tax_code].rate
    taxed = [accounting.TaxedAmount(tax_code, rate, amount)]
    (total,) = accounting.tax_by_rate(taxed, terms.rounding, act.currency, True)
    return {"tax_rate": rate, "base": total.base, "tax": total.tax}


async def registered(act: Act, t_number: str | None, on: date) -> dict[str, Any]:
    """What is known of the number on a receipt for its day; without a number nobody was registered."""
    if t_number is None:
        found = masterdata.Registration(RegistrationState.NOT_REGISTERED, None)
    else:
        found = (await masterdata.number_registrations_on(act.tx, [(t_number, on)]))[t_number, on]
    return {
        "registration": found.state.value,
        "registration_checked_on": found.checked_on,
        "published_name": found.published_name,
    }


async def _receipt(act: Act, claim: dict[str, Any], given: Given) -> dict[str, Any]:
    if given.receipt is None:
        return {"receipt": None, "receipt_sha256": None}
    # One paper may stand behind several lines of one claim (two tax rates), never behind two claims.
    await lock_name(act, "receipt", act.company, given.receipt.sha256)
    there = await act.tx.value(SAME_FILE, act.company, given.receipt.sha256, claim["id"])
    if there:
        raise ReceiptClaimed(there)
    kept = await keep_as(act, given.receipt, permission=RECEIPT)
    return {"receipt": kept, "receipt_sha256": given.receipt.sha256}


def _text(given: str | None) -> str | None:
    return (given or "").strip() or None
