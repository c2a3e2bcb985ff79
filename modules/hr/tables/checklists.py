"""What has to be done when somebody comes, changes or leaves: templates, and the lists made from them."""

from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company
from modules.hr.states import ChecklistOccasion, ChecklistTaskState, DeadlineRule, EmploymentType, TaskOwner
from modules.hr.tables.employments import Employment
from modules.hr.tables.people import Person


class ChecklistTemplate(Table, schema="hr", tablename="checklist_template"):
    """What belongs on a checklist for one occasion; shared by all companies."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    occasion = choice(ChecklistOccasion)
    # Empty: for every type of employment.
    employment_type = choice(EmploymentType, null=True)
    is_active = flag()


class TemplateTask(Table, schema="hr", tablename="template_task"):
    """One task of a template; the deadline is counted from the day of the event."""

    id = key()
    template = ref(ChecklistTemplate, index=True)
    position = whole()
    title_ja = text()
    title_en = text()
    owner = choice(TaskOwner)
    rule = choice(DeadlineRule)
    span = whole()
    is_legal = flag()
    source = text(null=True)
    hint = text(null=True)
    is_active = flag()


class Checklist(Table, schema="hr", tablename="checklist"):
    """The tasks for one person on one occasion; `event_on` is the day deadlines are counted from."""

    id = key()
    company = ref(Company)
    person = ref(Person, index=True)
    employment = ref(Employment, null=True)
    template = ref(ChecklistTemplate)
    occasion = choice(ChecklistOccasion)
    event_on = day()
    is_void = flag()
    made_by = key_of_document()
    made_at = instant()


class ChecklistTask(Table, schema="hr", tablename="checklist_task"):
    """One task: `due_on` is the deadline as counted, `office_due_on` the next day the office is open."""

    id = key()
    company = ref(Company)
    checklist = ref(Checklist, index=True)
    person = ref(Person, index=True)
    position = whole()
    title_ja = text()
    title_en = text()
    owner = choice(TaskOwner)
    assignee = ref(User, null=True)
    due_on = day()
    office_due_on = day()
    is_legal = flag()
    source = text(null=True)
    hint = text(null=True)
    state = choice(ChecklistTaskState)
    reason = text(null=True)
    closed_by = key_of_document(null=True)
    closed_at = instant(null=True)
    reminded_on = day(null=True)
