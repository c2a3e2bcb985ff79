"""Leave: what was granted, asked for and taken. Grants and takings are facts."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, quantity, ref, text, whole
from erp.masterdata.tables import Company, Department
from modules.attendance.states import GrantGround, LeaveNature, LeavePart, LeaveState
from modules.attendance.tables.people import Employee


class LeaveKind(Table, schema="attendance", tablename="leave_kind"):
    """A sort of leave; shared by all companies. One that `needs_grant` is taken from days granted before."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    nature = choice(LeaveNature)
    needs_grant = flag()
    counts_as_attendance = flag()
    usual_days = quantity(null=True)
    is_active = flag()


class LeaveGrant(Table, schema="attendance", tablename="leave_grant"):
    """Days somebody may take; of `duty_days` between two days it is said that they must be taken."""

    id = key()
    company = ref(Company)
    employee = ref(Employee)
    person = key_of_document()
    kind = ref(LeaveKind)
    granted_on = day()
    expires_on = day()
    days = quantity()
    ground = choice(GrantGround)
    service_months = whole(null=True)
    attended_days = whole(null=True)
    scheduled_days = whole(null=True)
    duty_days = quantity(null=True)
    duty_from = day(null=True)
    duty_until = day(null=True)
    note = text(null=True)
    granted_by = key_of_document()
    granted_at = instant()


class LeaveRequest(Table, schema="attendance", tablename="leave_request"):
    """Somebody wants to be away; the same part of each working day between two days."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(LeaveState)
    employee = ref(Employee)
    person = key_of_document()
    requested_by = key_of_document()
    kind = ref(LeaveKind)
    department = ref(Department, null=True)
    from_on = day()
    to_on = day()
    part = choice(LeavePart)
    hours = whole(null=True)
    days = quantity()
    reason = text(null=True)
    requested_at = instant()
    decided_by = key_of_document(null=True)
    decided_at = instant(null=True)
    answer = text(null=True)


class LeaveTaking(Table, schema="attendance", tablename="leave_taking"):
    """What one day takes from one grant, in days; with `returns` it was given back."""

    id = key()
    company = ref(Company)
    leave_request = ref(LeaveRequest)
    leave_grant = ref(LeaveGrant, null=True)
    person = key_of_document()
    kind = ref(LeaveKind)
    on_day = day()
    part = choice(LeavePart)
    days = quantity()
    minutes = whole()
    returns = ref("self", null=True)
    taken_by = key_of_document()
    taken_at = instant()
