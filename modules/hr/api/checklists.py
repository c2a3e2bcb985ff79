"""What has to be done for people who come, change or leave: templates, lists and tasks."""

from datetime import date, datetime

from erp.access.api import User
from erp.api import ID, children, computed, link, many, mutation, node, one
from modules.hr import tables
from modules.hr.actions.add_template_task import add_template_task
from modules.hr.actions.assign_checklist_task import assign_checklist_task
from modules.hr.actions.change_checklist_template import change_checklist_template
from modules.hr.actions.change_template_task import change_template_task
from modules.hr.actions.finish_checklist_task import finish_checklist_task
from modules.hr.actions.make_checklist import make_checklist
from modules.hr.actions.register_checklist_template import register_checklist_template
from modules.hr.actions.reopen_checklist_task import reopen_checklist_task
from modules.hr.actions.skip_checklist_task import skip_checklist_task
from modules.hr.actions.start_checklist_task import start_checklist_task
from modules.hr.api.people import PART_SEEN, Person
from modules.hr.states import (
    ChecklistOccasion,
    ChecklistTaskState,
    DeadlineRule,
    EmploymentType,
    TaskOwner,
)

NAME = "CASE WHEN :language::text = 'ja' THEN {t}.name_ja ELSE {t}.name_en END"
TITLE = "CASE WHEN :language::text = 'ja' THEN {t}.title_ja ELSE {t}.title_en END"
# One's own tasks, those of one's part of the office, and those for people below oneself.
SEEN = f"""({{t}}.assignee = :actor
    OR ({{t}}.owner = 'ACCOUNTING' AND 'hr.read_accounting_tasks' = ANY(:permissions))
    OR ({{t}}.owner = 'IT' AND 'hr.read_it_tasks' = ANY(:permissions)) OR {PART_SEEN})"""
VALID = "NOT (SELECT l.is_void FROM hr.checklist l WHERE l.id = {t}.checklist)"
COUNT = "(SELECT count(*) FROM hr.checklist_task k WHERE k.checklist = {{t}}.id{more})"
FILTERS = ("state", "owner", "assignee", "due_on", "is_legal", "person")


@node(tables.ChecklistTemplate)
class ChecklistTemplate:
    """What belongs on a checklist for one occasion."""

    id: ID
    code: str
    name: str = computed(NAME)
    name_ja: str
    name_en: str
    occasion: ChecklistOccasion
    employment_type: EmploymentType | None
    is_active: bool
    tasks: list["TemplateTask"] = children("template", by="position", expected=15)


@node(tables.TemplateTask, part_of=ChecklistTemplate)
class TemplateTask:
    """One task of a template, with its deadline."""

    id: ID
    position: int
    title: str = computed(TITLE)
    owner: TaskOwner
    rule: DeadlineRule
    span: int
    is_legal: bool
    source: str | None
    hint: str | None
    is_active: bool


@node(tables.Checklist, rows=f"({PART_SEEN})")
class Checklist:
    """The tasks for one person on one occasion."""

    id: ID
    person: Person = link("person")
    template: ChecklistTemplate = link("template")
    occasion: ChecklistOccasion
    event_on: date
    is_void: bool
    made_at: datetime
    task_count: int = computed(COUNT.format(more=""))
    closed_count: int = computed(COUNT.format(more=" AND k.state IN ('DONE', 'NOT_NEEDED')"))
    tasks: list["ChecklistTask"] = children("checklist", by="position", expected=15)


@node(tables.ChecklistTask, rows=SEEN)
class ChecklistTask:
    """One task; the deadline as counted, and the next day the office is open."""

    id: ID
    checklist: Checklist | None = link("checklist")
    person: Person | None = link("person")
    person_number: str = computed("(SELECT p.number FROM hr.person p WHERE p.id = {t}.person)")
    person_name: str = computed("(SELECT p.name FROM hr.person p WHERE p.id = {t}.person)")
    position: int
    title: str = computed(TITLE)
    owner: TaskOwner
    assignee: User | None = link("assignee")
    due_on: date
    office_due_on: date
    is_legal: bool
    is_late: bool = computed("({t}.state IN ('OPEN', 'DOING') AND {t}.due_on < :today)")
    source: str | None
    hint: str | None
    state: ChecklistTaskState
    reason: str | None
    closed_at: datetime | None


QUERY = [
    one(ChecklistTemplate),
    many(
        ChecklistTemplate,
        filters=("is_active", "occasion"),
        search=("code", "name_ja", "name_en"),
        sorts=("code",),
        default_sort="code",
    ),
    one(Checklist),
    many(
        Checklist,
        filters=("person", "occasion", "event_on", "is_void"),
        sorts=("event_on",),
        default_sort="-event_on",
    ),
    one(ChecklistTask),
    many(
        ChecklistTask,
        filters=FILTERS,
        search=("title_ja", "title_en"),
        sorts=("due_on",),
        default_sort="due_on",
        where=VALID,
    ),
    many(
        ChecklistTask,
        name="my_checklist_tasks",
        filters=FILTERS,
        sorts=("due_on",),
        default_sort="due_on",
        where=f"{{t}}.assignee = :actor AND {VALID}",
    ),
    many(
        ChecklistTask,
        name="accounting_checklist_tasks",
        filters=FILTERS,
        sorts=("due_on",),
        default_sort="due_on",
        where=f"{{t}}.owner = 'ACCOUNTING' AND {VALID}",
        permission="hr.read_accounting_tasks",
    ),
    many(
        ChecklistTask,
        name="it_checklist_tasks",
        filters=FILTERS,
        sorts=("due_on",),
        default_sort="due_on",
        where=f"{{t}}.owner = 'IT' AND {VALID}",
        permission="hr.read_it_tasks",
    ),
]
MUTATION = [
    mutation(start_checklist_task, ChecklistTask),
    mutation(finish_checklist_task, ChecklistTask),
    mutation(skip_checklist_task, ChecklistTask),
    mutation(reopen_checklist_task, ChecklistTask),
    mutation(assign_checklist_task, ChecklistTask),
    mutation(make_checklist, Checklist),
    mutation(register_checklist_template, ChecklistTemplate),
    mutation(change_checklist_template, ChecklistTemplate),
    mutation(add_template_task, ChecklistTemplate),
    mutation(change_template_task, ChecklistTemplate),
]
