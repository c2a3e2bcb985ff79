"""A law changes a rate, a limit or a share from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import name_of, period_of
from erp.masterdata.dating import end_before
from erp.masterdata.queries.statutory import statutory_names, statutory_rows
from erp.masterdata.refusals import StatutoryValuesOverlap
from erp.masterdata.rules.effective import Dated
from erp.masterdata.tables import StatutoryValue
from erp.masterdata.writing import add

MOST = Decimal(10) ** 11


async def set_statutory_value(
    *,
    act: Act,
    kind: str,
    value: Decimal,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
    is_active: bool = True,
) -> UUID:
    """Add a figure of a kind that is known: the one that is open until now ends the day before.

    `source` says where it is written. One that is not in force yet is added with `is_active` off and ends
    nothing.
    """
    if kind not in statutory_rows():
        raise BadInput("kind", "UNKNOWN_STATUTORY_KIND", given=kind[:60])
    if not 0 <= value < MOST or value != round(value, 6):
        raise BadInput("value", "NOT_A_STATUTORY_VALUE", given=value)
    period_of(valid_from, valid_to)
    taken = StatutoryValuesOverlap(kind, valid_from)
    new = Dated(valid_from, valid_to, value)
    if is_active:
        known = await act.tx.rows(
            "SELECT id, valid_from, valid_to FROM masterdata.statutory_value"
            " WHERE kind = $1 AND is_active ORDER BY valid_from FOR UPDATE",
            kind,
        )
        await end_before(act, StatutoryValue, known, new, taken)
    statutory_value = new_id()
    row = {
        "id": statutory_value,
        "kind": kind,
        **statutory_names(kind),
        "value": value,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source": name_of("source", source),
        "is_active": is_active,
    }
    await add(act, StatutoryValue, row, taken=taken)
    return statutory_value
