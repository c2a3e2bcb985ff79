"""Days on which there is no business: the nation's holidays and each company's own."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, ref, text
from erp.masterdata.states import HolidayKind
from erp.masterdata.tables.company import Company


class Holiday(Table, schema="masterdata", tablename="holiday"):
    """A national holiday (国民の祝日). Rows are added with new years of the calendar and never altered."""

    id = key()
    day = day()
    name_ja = text()
    name_en = text()
    kind = choice(HolidayKind)


class ClosedDay(Table, schema="masterdata", tablename="closed_day"):
    """A day on which one company does not work although the banks do; taken back, the row stays."""

    id = key()
    company = ref(Company)
    day = day()
    name = text()
    is_active = flag()
