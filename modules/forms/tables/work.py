"""What follows from what was entered: outcomes of approvals, tasks, and alerts before deadlines."""

from piccolo.constraints import Unique
from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, ref, text
from erp.masterdata.tables import Company
from modules.forms.states import AlertLevel, FormTaskState, OutcomeState
from modules.forms.tables.design import Form, FormAlert, FormEffect
from modules.forms.tables.entries import RegisterRecord, Request


class RequestOutcome(Table, schema="forms", tablename="request_outcome"):
    """What an approval brought about, or why it was refused."""

    id = key()
    company = ref(Company)
    request = ref(Request, index=True)
    effect = ref(FormEffect)
    state = choice(OutcomeState)
    made = key_of_document(null=True)
    refusal = text(null=True)
    done_by = key_of_document()
    done_at = instant()


class Task(Table, schema="forms", tablename="task"):
    """Something a person or a role has to do by a day."""

    id = key()
    company = ref(Company)
    form = ref(Form, null=True)
    request = ref(Request, null=True, index=True)
    title = text()
    holder = key_of_document(null=True, index=True)
    role = key_of_document(null=True)
    due_on = day(null=True)
    state = choice(FormTaskState)
    note = text(null=True)
    opened_at = instant()
    ended_by = key_of_document(null=True)
    ended_at = instant(null=True)


class Alert(Table, schema="forms", tablename="alert"):
    """A deadline of a record was told on a day; told once on each."""

    id = key()
    company = ref(Company)
    record = ref(RegisterRecord, index=True)
    rule = ref(FormAlert)
    title = text()
    level = choice(AlertLevel)
    deadline = day()
    raised_on = day()
    once_a_day = Unique([record, rule, raised_on])


TABLES: tuple[type[Table], ...] = (RequestOutcome, Task, Alert)
