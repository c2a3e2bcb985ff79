"""What holds between a person and a company, each with its days (both included)."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, ref, text
from erp.masterdata.tables import Company, Department
from modules.hr.states import (
    EmploymentType,
    LeavingReason,
    LongLeaveKind,
    PersonChangeKind,
    PersonChangeState,
)
from modules.hr.tables.organisation import Position
from modules.hr.tables.people import Person, PersonName


class Employment(Table, schema="hr", tablename="employment"):
    """One contract of work. `stops_at` is the moment of one that ended at once."""

    id = key()
    company = ref(Company)
    person = ref(Person, index=True)
    type = choice(EmploymentType)
    starts_on = day()
    last_day = day(null=True)
    stops_at = instant(null=True)
    leaving_reason = choice(LeavingReason, null=True)
    note = text(null=True)
    made_by = key_of_document()
    made_at = instant()


class Assignment(Table, schema="hr", tablename="assignment"):
    """A post in a department: one is the main one, others are held beside it (兼務).

    With a host company the person works there and stays employed here (出向).
    """

    id = key()
    company = ref(Company)
    employment = ref(Employment, index=True)
    person = ref(Person, index=True)
    department = ref(Department, index=True)
    position = ref(Position, null=True)
    place = text(null=True)
    is_main = flag()
    reports_to = ref(Person, null=True)
    host_company = ref(Company, null=True)
    valid_from = day()
    valid_to = day(null=True)
    reason = text(null=True)
    made_by = key_of_document()
    made_at = instant()


class LongLeave(Table, schema="hr", tablename="long_leave"):
    """A leave of absence (休職, 育児休業 …); without an end until somebody says so."""

    id = key()
    company = ref(Company)
    employment = ref(Employment, index=True)
    person = ref(Person, index=True)
    kind = choice(LongLeaveKind)
    valid_from = day()
    valid_to = day(null=True)
    note = text(null=True)
    made_by = key_of_document()
    made_at = instant()


class ProjectMember(Table, schema="hr", tablename="project_member"):
    """Somebody works on a project from a day on."""

    id = key()
    company = ref(Company)
    person = ref(Person, index=True)
    project = text()
    valid_from = day()
    valid_to = day(null=True)
    made_by = key_of_document()
    made_at = instant()


class PersonChange(Table, schema="hr", tablename="person_change"):
    """A change of somebody's facts and the day from which it counts; told to others then, once."""

    id = key()
    company = ref(Company)
    person = ref(Person, index=True)
    kind = choice(PersonChangeKind)
    on = day()
    state = choice(PersonChangeState)
    employment = ref(Employment, null=True)
    # What it opened and what it ended, so that a change to come can be taken back.
    opened = ref(Assignment, null=True)
    ended = ref(Assignment, null=True)
    ended_before = day(null=True)
    long_leave = ref(LongLeave, null=True)
    person_name = ref(PersonName, null=True)
    note = text(null=True)
    made_by = key_of_document()
    made_at = instant()
    told_at = instant(null=True)
    withdrawn_by = key_of_document(null=True)
