"""A rate of a bill that is not law yet: written down, and not computed with."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import period_of, words
from erp.masterdata.refusals import RatesOverlap
from erp.masterdata.tables import TaxCode, TaxRate
from erp.masterdata.writing import add


async def prepare_tax_rate(
    *, act: Act, tax_code: UUID, rate: Decimal, valid_from: date, source: str, valid_to: date | None = None
) -> UUID:
    """Prepare the rate in per cent of a coming law; `enact_tax_rate` puts it in force."""
    if not 0 <= rate < 100 or rate != round(rate, 6):
        raise BadInput("rate", "NOT_A_RATE", given=rate)
    period_of(valid_from, valid_to)
    announced = words("source", source)
    if announced is None:
        raise BadInput("source", "EMPTY")
    code = await locked(act, TaxCode, tax_code, field="tax_code")
    row = {
        "id": new_id(),
        "tax_code": tax_code,
        "rate": rate,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "is_active": False,
        "source": announced,
    }
    await add(act, TaxRate, row, taken=RatesOverlap(code["code"], valid_from))
    return tax_code
