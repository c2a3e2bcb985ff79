"""Set an overtime agreement (36協定): the limits of an establishment for its period."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.law import OVERTIME, figures_on
from modules.attendance.rules.paid_leave import expiry
from modules.attendance.timing import words

YEAR = 12
THERE = """
    SELECT valid_from FROM attendance.overtime_agreement
    WHERE company = $1 AND place = $2 AND is_variable = $3 AND valid_from <= $5 AND valid_to >= $4
"""


async def set_overtime_agreement(
    *,
    act: Act,
    valid_from: date,
    place: str = "",
    valid_to: date | None = None,
    is_variable: bool = False,
    has_special_clause: bool = False,
    month_hours: Decimal | None = None,
    year_hours: Decimal | None = None,
    special_year_hours: Decimal | None = None,
    special_times: int | None = None,
    filed_on: date | None = None,
    note: str | None = None,
) -> UUID:
    """For a year, unless said otherwise, and with the law's limits where none is named; more than these is
    refused. `is_variable` is for people whose hours vary over a year; no place, for those without one.
    """
    agreed = await _agreed(
        act, valid_from, is_variable, month_hours, year_hours, special_year_hours, special_times
    )
    last = valid_to or expiry(valid_from, YEAR)
    if not valid_from <= last <= expiry(valid_from, YEAR):
        reason = "LONGER_THAN_A_YEAR" if last > valid_from else "ENDS_BEFORE_IT_BEGINS"
        raise BadInput("validTo", reason, valid_from=valid_from, valid_to=last)
    where = words("place", place) if place else ""
    await lock_name(act, "overtime_agreement", act.company, where)
    there = await act.tx.value(THERE, act.company, where, is_variable, valid_from, last)
    if there is not None:
        raise BadInput("validFrom", "AGREEMENT_THERE", given=there)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "place": where,
        "valid_from": valid_from,
        "valid_to": last,
        "filed_on": filed_on,
        "is_variable": is_variable,
        "month_hours": agreed["monthHours"],
        "year_hours": agreed["yearHours"],
        "has_special_clause": has_special_clause,
        "special_year_hours": agreed["specialYearHours"],
        "special_times": int(agreed["specialTimes"]),
        "note": (note or "").strip() or None,
        "set_by": act.actor,
        "set_at": act.at,
    }
    await act.tx.insert(tables.OvertimeAgreement, [row])
    return made


async def _agreed(
    act: Act,
    valid_from: date,
    is_variable: bool,
    month_hours: Decimal | None,
    year_hours: Decimal | None,
    special_year_hours: Decimal | None,
    special_times: int | None,
) -> dict[str, Decimal]:
    told = await figures_on(act.tx, OVERTIME, valid_from)
    tail = "_VARIABLE" if is_variable else ""
    lawful = {
        "monthHours": (month_hours, told[f"OVERTIME_MONTH_HOURS{tail}"]),
        "yearHours": (year_hours, told[f"OVERTIME_YEAR_HOURS{tail}"]),
        "specialYearHours": (special_year_hours, told["OVERTIME_SPECIAL_YEAR_HOURS"]),
        "specialTimes": (special_times, told["OVERTIME_SPECIAL_TIMES"]),
    }
    agreed: dict[str, Decimal] = {}
    for field, (given, most) in lawful.items():
        if given is not None and not 0 <= given <= most:
            raise BadInput(field, "OUT_OF_RANGE", least=0, most=most)
        agreed[field] = most if given is None else Decimal(given)
    return agreed
