"""How much of an invoice's tax counts, decided when it is posted: by ground, share and the yearly amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Rounding
from erp.masterdata.states import RegistrationState
from modules.payables.rules.deduction import FULL, Measures, deductible, ground_of
from modules.payables.states import DeductionGround, LedgerOnlyReason
from modules.payables.suppliers import Setting

YEAR = """
    SELECT starts_on, ends_on FROM accounting.fiscal_year
    WHERE company = $1 AND starts_on <= $2 AND ends_on >= $2
"""
USED = """
    SELECT coalesce(sum(CASE WHEN i.kind = 'INVOICE' THEN t.covered ELSE -t.covered END), 0)
    FROM payables.supplier_invoice i JOIN payables.supplier_invoice_tax t ON t.supplier_invoice = i.id
    WHERE i.company = $1 AND i.supplier = ANY($2::uuid[]) AND i.state = 'POSTED' AND t.ground = 'TRANSITIONAL'
      AND i.supplied_on BETWEEN $3 AND $4
"""
ORIGINAL = "SELECT * FROM payables.supplier_invoice_tax WHERE supplier_invoice = $1"
MARK = {
    LedgerOnlyReason.PUBLIC_TRANSPORT: "公共交通機関特例",
    LedgerOnlyReason.VENDING_MACHINE: "自動販売機特例",
    LedgerOnlyReason.POSTAGE: "郵便特例",
    LedgerOnlyReason.COLLECTED_TICKET: "入場券等回収特例",
    LedgerOnlyReason.EMPLOYEE_TRAVEL: "出張旅費等特例",
    LedgerOnlyReason.BOUGHT_FOR_RESALE: "古物商等特例",
}


@dataclass(frozen=True, slots=True)
class Deduction:
    """What counts of the tax of one class and rate."""

    tax: dict[str, Any]
    ground: DeductionGround | None
    share: Decimal
    covered: Decimal
    amount: Decimal

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of its row."""
        return {
            "id": self.tax["id"],
            "ground": self.ground.value if self.ground else None,
            "share": self.share,
            "covered": self.covered,
            "deductible": self.amount,
        }


async def deductions_of(
    act: Act, head: dict[str, Any], taxes: Sequence[dict[str, Any]], setting: Setting
) -> list[Deduction]:
    """What counts of each tax of a draft, on the day of its supply; serialised by supplier where a limit
    holds.
    """
    how = setting.deduction_rounding
    if head["credits"] is not None:
        return await _as_original(act, head["credits"], taxes, how)
    ground, share = await _ground(act, head, setting)
    left = await _left(act, head) if ground is DeductionGround.TRANSITIONAL else None
    found = []
    for tax in taxes:
        gross = tax["base"] + tax["tax"]
        if not tax["tax"]:
            found.append(Deduction(tax, None, ZERO, ZERO, ZERO))
            continue
        covered = gross if left is None else min(gross, left)
        left = None if left is None else left - covered
        found.append(_deduction(act, tax, ground, share, covered, how))
    return found


def _deduction(
    act: Act, tax: dict[str, Any], ground: DeductionGround, share: Decimal, covered: Decimal, how: Rounding
) -> Deduction:
    amount = deductible(
        tax["tax"],
        gross=tax["base"] + tax["tax"],
        rate=tax["rate"],
        share=share,
        covered=covered,
        rounding=how,
        currency=act.currency,
    )
    return Deduction(tax, ground, share, covered, amount)


@dataclass(frozen=True, slots=True)
class YearlyCap:
    """What counts at most of one seller without registration in a fiscal year, tax included."""

    starts_on: date
    ends_on: date
    amount: Decimal


async def yearly_cap(act: Act, on: date) -> YearlyCap | None:
    """The amount of the year of a day; None where there is no year or no limit.

    The limit is that of the fiscal year's first day: the new one holds for years that begin after it.
    """
    year = await act.tx.row(YEAR, act.company, on)
    if year is None:
        return None
    limit = await masterdata.statutory_value_or_none(act.tx, "TRANSITIONAL_CAP", year["starts_on"])
    return None if limit is None else YearlyCap(year["starts_on"], year["ends_on"], limit)


async def measures_on(act: Act, on: date, setting: Setting) -> Measures:
    """What the law and the company allow for a purchase of that day."""
    return Measures(
        await masterdata.statutory_value_or_none(act.tx, "TRANSITIONAL_SHARE", on) or ZERO,
        await masterdata.statutory_value_or_none(act.tx, "SMALL_PURCHASE_LIMIT", on),
        setting.uses_small_purchases,
    )


async def _ground(act: Act, head: dict[str, Any], setting: Setting) -> tuple[DeductionGround, Decimal]:
    law = await measures_on(act, head["supplied_on"], setting)
    reason = LedgerOnlyReason(head["ledger_only"]) if head["ledger_only"] else None
    return ground_of(RegistrationState(head["registration"]), head["total"], reason, law)


async def _left(act: Act, head: dict[str, Any]) -> Decimal | None:
    """What the yearly amount of this supplier still covers; None where there is no limit."""
    cap = await yearly_cap(act, head["supplied_on"])
    if cap is None:
        return None
    supplier: UUID = head["supplier"]
    await lock_name(act, "transitional_cap", act.company, supplier)
    everybody = await masterdata.aliases_of(act.tx, supplier)
    used: Decimal = await act.tx.value(USED, act.company, everybody, cap.starts_on, cap.ends_on)
    return max(ZERO, cap.amount - used)


async def _as_original(
    act: Act, original: UUID, taxes: Sequence[dict[str, Any]], how: Rounding
) -> list[Deduction]:
    """What comes back takes as much of the deduction along as it had."""
    rows = {row["tax_code"]: row for row in await act.tx.rows(ORIGINAL, original)}
    found = []
    for tax in taxes:
        was = rows.get(tax["tax_code"])
        if not tax["tax"]:
            found.append(Deduction(tax, None, ZERO, ZERO, ZERO))
        elif was is None or was["ground"] is None:
            gross = tax["base"] + tax["tax"]
            found.append(_deduction(act, tax, DeductionGround.QUALIFIED, FULL, gross, how))
        else:
            gross, whole = tax["base"] + tax["tax"], was["base"] + was["tax"]
            covered = gross if was["covered"] == whole else gross * was["covered"] // whole
            found.append(_deduction(act, tax, DeductionGround(was["ground"]), was["share"], covered, how))
    return found


def mark_of(deduction: Deduction, ledger_only: str | None) -> str | None:
    """What the law wants to read in the books beside such a purchase."""
    if deduction.ground is DeductionGround.TRANSITIONAL:
        return f"{deduction.share.normalize():f}%控除対象"
    if deduction.ground is DeductionGround.SMALL_PURCHASE:
        return "少額特例"
    if deduction.ground is DeductionGround.LEDGER_ONLY and ledger_only:
        return MARK[LedgerOnlyReason(ledger_only)]
    return None
