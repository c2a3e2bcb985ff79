"""Who manages whom, who heads what, who is away and who stands in: each with its days, both included."""

from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import day, instant, key, money, ref, text
from erp.masterdata.tables import Company, Department


class ReportingLine(Table, schema="approval", tablename="reporting_line"):
    """One person's manager."""

    id = key()
    company = ref(Company)
    person = ref(User, index=True)
    manager = ref(User, index=True)
    valid_from = day()
    valid_to = day(null=True)


class DepartmentHead(Table, schema="approval", tablename="department_head"):
    """The head of a department."""

    id = key()
    company = ref(Company)
    department = ref(Department, index=True)
    head = ref(User, index=True)
    valid_from = day()
    valid_to = day(null=True)


class Delegation(Table, schema="approval", tablename="delegation"):
    """One person decides in another's name, for kinds of documents and up to an amount."""

    id = key()
    company = ref(Company)
    grantor = ref(User, index=True)
    delegate = ref(User, index=True)
    valid_from = day()
    valid_to = day()
    amount_limit = money(null=True)
    note = text(null=True)
    made_by = ref(User)
    made_at = instant()
    ended_by = ref(User, null=True)


class DelegationKind(Table, schema="approval", tablename="delegation_kind"):
    """One kind of document a delegation is limited to; none means all."""

    id = key()
    company = ref(Company)
    delegation = ref(Delegation, index=True)
    kind = text()


class Absence(Table, schema="approval", tablename="absence"):
    """Somebody is away and nothing waits for him meanwhile."""

    id = key()
    company = ref(Company)
    person = ref(User, index=True)
    valid_from = day()
    valid_to = day()
    note = text(null=True)
    made_by = ref(User)
    made_at = instant()
