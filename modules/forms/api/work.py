"""Tasks that were opened, and deadlines that were told."""

from datetime import date, datetime
from typing import Any

from erp.api import ID, StoredFile, computed, link, many, mutation, node, one
from modules.forms import tables
from modules.forms.actions.finish_task import finish_task
from modules.forms.actions.import_register_records import import_register_records
from modules.forms.actions.return_task import return_task
from modules.forms.api.designs import Form, person, role_name
from modules.forms.api.entries import RegisterRecord, Request
from modules.forms.states import AlertLevel, FormTaskState, RegisterImportState

MINE = "({t}.holder = :actor OR forms.holds_role({t}.role, :actor))"


@node(tables.Task, rows="forms.may_see_task({t}.id, :actor)")
class Task:
    """Something a person or a role has to do by a day."""

    id: ID
    title: str
    state: FormTaskState
    due_on: date | None
    is_overdue: bool = computed("({t}.state = 'OPEN' AND coalesce({t}.due_on < :today, false))")
    is_mine: bool = computed(MINE)
    holder: str | None = computed(person("holder"))
    role: str | None = computed(role_name("role"))
    form: Form | None = link("form")
    request: Request | None = link("request")
    note: str | None
    opened_at: datetime
    ended_by: str | None = computed(person("ended_by"))
    ended_at: datetime | None


@node(tables.Alert, rows="forms.may_see_record({t}.record, :actor)")
class Alert:
    """A deadline of a record that was told on a day."""

    id: ID
    title: str
    level: AlertLevel
    deadline: date
    raised_on: date
    record: RegisterRecord | None = link("record")


@node(tables.RegisterImport, rows="forms.may({t}.form, 'KEEP', :actor)")
class RegisterImport:
    """A file of records that was tried, or taken in."""

    id: ID
    state: RegisterImportState
    form: Form | None = link("form")
    file: StoredFile | None = link("file")
    lines: int
    added: int
    changed: int
    faults: list[Any]
    tried_by: str | None = computed(person("tried_by"))
    tried_at: datetime


QUERY = [
    one(RegisterImport),
    many(
        Task,
        filters=("state", "due_on", "is_mine"),
        search=("title",),
        sorts=("due_on", "opened_at"),
        default_sort="due_on",
    ),
    many(
        Alert,
        filters=("level", "raised_on", "deadline"),
        search=("title",),
        sorts=("raised_on", "deadline"),
        default_sort="-raised_on",
    ),
]
MUTATION = [
    mutation(finish_task, Task),
    mutation(return_task, Task),
    mutation(import_register_records, RegisterImport),
]
