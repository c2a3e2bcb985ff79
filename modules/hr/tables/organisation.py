"""Positions, and how departments hang together and who heads them, from a day on."""

from piccolo.table import Table

from erp.kernel.columns import day, flag, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company, Department
from modules.hr.tables.people import Person


class Position(Table, schema="hr", tablename="position"):
    """A position such as 部長; rank 1 stands highest. Shared by all companies."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    rank = whole()
    is_active = flag()


class DepartmentParent(Table, schema="hr", tablename="department_parent"):
    """Under which department one stands from a day on (none: at the top)."""

    id = key()
    department = ref(Department)
    parent = ref(Department, null=True)
    valid_from = day()
    set_by = key_of_document()
    set_at = instant()


class DepartmentHead(Table, schema="hr", tablename="department_head"):
    """Who heads a department from a day on (none: nobody)."""

    id = key()
    company = ref(Company)
    department = ref(Department)
    person = ref(Person, null=True)
    valid_from = day()
    set_by = key_of_document()
    set_at = instant()
