"""The law changes a rate from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import period_of
from erp.masterdata.dating import end_before
from erp.masterdata.refusals import RatesOverlap
from erp.masterdata.rules.effective import Dated
from erp.masterdata.tables import TaxCode, TaxRate
from erp.masterdata.writing import add


async def set_tax_rate(
    *, act: Act, tax_code: UUID, rate: Decimal, valid_from: date, valid_to: date | None = None
) -> UUID:
    """Set the rate in per cent from a day on: the rate that is open until now ends the day before."""
    if not 0 <= rate < 100 or rate != round(rate, 6):
        raise BadInput("rate", "NOT_A_RATE", given=rate)
    period_of(valid_from, valid_to)
    code = await locked(act, TaxCode, tax_code, field="tax_code")
    taken = RatesOverlap(code["code"], valid_from)
    known = await act.tx.rows(
        "SELECT id, valid_from, valid_to FROM masterdata.tax_rate"
        " WHERE tax_code = $1 AND is_active ORDER BY valid_from",
        tax_code,
    )
    await end_before(act, TaxRate, known, Dated(valid_from, valid_to, rate), taken)
    row = {"id": new_id(), "tax_code": tax_code, "rate": rate, "valid_from": valid_from, "valid_to": valid_to,
           "is_active": True, "source": None}  # fmt: skip
    await add(act, TaxRate, row, taken=taken)
    return tax_code
