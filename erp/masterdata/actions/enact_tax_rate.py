"""A prepared rate becomes law: from its first day on one computes with it."""

from datetime import timedelta
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.dating import end_before
from erp.masterdata.refusals import RatesOverlap
from erp.masterdata.rules.effective import Dated
from erp.masterdata.tables import TaxCode, TaxRate
from erp.masterdata.writing import add


class AlreadyEnacted(Refused):
    """The rate is in force as it is."""

    def __init__(self) -> None:
        super().__init__(field="tax_rate")


async def enact_tax_rate(*, act: Act, tax_rate: UUID) -> UUID:
    """Switch a prepared rate on; answers its tax code.

    The rate that was open ends the day before. Where the prepared one has a last day, the earlier rate comes
    back on the day after it.
    """
    row = await locked(act, TaxRate, tax_rate, field="tax_rate")
    if row["is_active"]:
        raise AlreadyEnacted()
    code = await locked(act, TaxCode, row["tax_code"], field="tax_rate")
    known = await act.tx.rows(
        """SELECT id, rate, valid_from, valid_to FROM masterdata.tax_rate
           WHERE tax_code = $1 AND is_active ORDER BY valid_from""",
        code["id"],
    )
    before = next((each for each in known if each["valid_to"] is None), None)
    if before is None:
        raise NotFound("TaxRate", tax_rate, field="tax_rate")
    taken = RatesOverlap(code["code"], row["valid_from"])
    await end_before(act, TaxRate, known, Dated(row["valid_from"], row["valid_to"], row["rate"]), taken)
    await act.tx.update(TaxRate, [{"id": tax_rate, "is_active": True}])
    if row["valid_to"] is not None:
        back = {
            "id": new_id(),
            "tax_code": code["id"],
            "rate": before["rate"],
            "valid_from": row["valid_to"] + timedelta(days=1),
            "valid_to": None,
            "is_active": True,
            "source": row["source"],
        }
        await add(act, TaxRate, back, taken=taken)
    return code["id"]
