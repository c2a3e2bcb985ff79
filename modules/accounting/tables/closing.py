"""How far each part of the books is locked, and who looks after what a close asks for."""

from piccolo.table import Table

from erp.kernel.closing import Area
from erp.kernel.columns import choice, day, instant, key, key_of_document, ref, text
from erp.masterdata.tables import Company


class AreaLock(Table, schema="accounting", tablename="area_lock"):
    """Documents of an area take no more change up to and including a day; without a day nothing is locked."""

    id = key()
    company = ref(Company)
    area = choice(Area)
    locked_through = day(null=True)
    changed_by = key_of_document()
    changed_at = instant()
    reason = text(null=True)


class ClosingTask(Table, schema="accounting", tablename="closing_task"):
    """Who looks after one of the checks of a close, named as the part that counts it names it."""

    id = key()
    company = ref(Company)
    check = text()
    owner = key_of_document(null=True)


CLOSING_TABLES = (AreaLock, ClosingTask)
