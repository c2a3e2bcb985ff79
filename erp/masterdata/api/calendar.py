"""Days without business: the nation's, and the company's own."""

from datetime import date

from erp.api import ID, computed, many, mutation, node, one
from erp.masterdata import tables
from erp.masterdata.actions.add_closed_day import add_closed_day
from erp.masterdata.actions.remove_closed_day import remove_closed_day
from erp.masterdata.states import HolidayKind


@node(tables.Holiday)
class Holiday:
    """A national holiday: banks are closed, and due days that fall on it move as agreed."""

    id: ID
    day: date
    name: str = computed("CASE WHEN :language = 'ja' THEN {t}.name_ja ELSE {t}.name_en END")
    kind: HolidayKind


@node(tables.ClosedDay)
class ClosedDay:
    """A day on which this company does not work."""

    id: ID
    day: date
    name: str
    is_active: bool


QUERY = [
    many(Holiday, filters=("day", "kind"), search=("name_ja", "name_en"), sorts=("day",), default_sort="day"),
    one(ClosedDay),
    many(ClosedDay, filters=("day", "is_active"), search=("name",), sorts=("day",), default_sort="day"),
]
MUTATION = [mutation(add_closed_day, ClosedDay), mutation(remove_closed_day, ClosedDay)]
