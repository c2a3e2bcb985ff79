"""The lives of forms, requests, register records and tasks, and the choices a form is built from.

>>> REQUEST.after("submit_request", RequestState.RETURNED).value
'PENDING'
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle
from modules.forms.rules.fields import FieldKind


class FormKind(StrEnum):
    """A form people send off for a decision, or a register of records that are kept."""

    REQUEST = "REQUEST"
    REGISTER = "REGISTER"


class FormState(StrEnum):
    """Being designed, in use, or out of use with its past kept."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    RETIRED = "RETIRED"


class VersionState(StrEnum):
    """A version is designed, then in use, then answered by the next; once published it never changes."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    SUPERSEDED = "SUPERSEDED"


class Feeds(StrEnum):
    """What a field tells the approval route and the lists."""

    TITLE = "TITLE"
    AMOUNT = "AMOUNT"
    DEPARTMENT = "DEPARTMENT"
    ACCOUNT = "ACCOUNT"
    PARTY = "PARTY"
    RISKS = "RISKS"


class AccessKind(StrEnum):
    """See what was entered; send off requests; keep a register's records."""

    SEE = "SEE"
    SUBMIT = "SUBMIT"
    KEEP = "KEEP"


class Audience(StrEnum):
    """To whom a right on a form is given."""

    EVERYONE = "EVERYONE"
    ROLE = "ROLE"
    DEPARTMENT = "DEPARTMENT"
    USER = "USER"


class EffectKind(StrEnum):
    """What happens when a request is approved."""

    OPEN_TASK = "OPEN_TASK"
    ADD_RECORD = "ADD_RECORD"
    CHANGE_MASTER = "CHANGE_MASTER"


class NoticeUnit(StrEnum):
    """In what a period of notice is counted."""

    DAYS = "DAYS"
    MONTHS = "MONTHS"


class RequestState(StrEnum):
    """Written, on its way, decided."""

    DRAFT = "DRAFT"
    PENDING = "PENDING"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class RecordState(StrEnum):
    """Kept; answered by a renewed one; or out of use."""

    ACTIVE = "ACTIVE"
    RENEWED = "RENEWED"
    RETIRED = "RETIRED"


class FormTaskState(StrEnum):
    """To be done, done, or given back with a reason."""

    OPEN = "OPEN"
    DONE = "DONE"
    RETURNED = "RETURNED"


class OutcomeState(StrEnum):
    """Whether what an approval brings about was done, or why not."""

    DONE = "DONE"
    REFUSED = "REFUSED"


class RegisterImportState(StrEnum):
    """Only tried, or taken in."""

    TRIED = "TRIED"
    DONE = "DONE"


class AlertLevel(StrEnum):
    """How near a deadline is."""

    FIRST = "FIRST"
    HALF = "HALF"
    DAILY = "DAILY"
    MISSED = "MISSED"


FORM: Lifecycle[FormState] = Lifecycle(
    "form",
    {
        "publish_form": ({FormState.DRAFT, FormState.PUBLISHED}, FormState.PUBLISHED),
        "retire_form": ({FormState.DRAFT, FormState.PUBLISHED}, FormState.RETIRED),
        "reinstate_form": ({FormState.RETIRED}, FormState.PUBLISHED),
    },
)
REQUEST: Lifecycle[RequestState] = Lifecycle(
    "request",
    {
        "submit_request": ({RequestState.DRAFT, RequestState.RETURNED}, RequestState.PENDING),
        "approve_request": ({RequestState.PENDING}, RequestState.APPROVED),
        "return_request": ({RequestState.PENDING}, RequestState.RETURNED),
        "reject_request": ({RequestState.PENDING}, RequestState.REJECTED),
        "withdraw_request": (
            {RequestState.DRAFT, RequestState.PENDING, RequestState.RETURNED},
            RequestState.WITHDRAWN,
        ),
    },
)
RECORD: Lifecycle[RecordState] = Lifecycle(
    "register_record",
    {
        "renew_register_record": ({RecordState.ACTIVE}, RecordState.RENEWED),
        "retire_register_record": ({RecordState.ACTIVE}, RecordState.RETIRED),
    },
)
TASK: Lifecycle[FormTaskState] = Lifecycle(
    "task",
    {
        "finish_task": ({FormTaskState.OPEN}, FormTaskState.DONE),
        "return_task": ({FormTaskState.OPEN}, FormTaskState.RETURNED),
    },
)

__all__ = [
    "FORM",
    "RECORD",
    "REQUEST",
    "TASK",
    "AccessKind",
    "AlertLevel",
    "Audience",
    "EffectKind",
    "Feeds",
    "FieldKind",
    "FormKind",
    "FormState",
    "FormTaskState",
    "RegisterImportState",
    "NoticeUnit",
    "OutcomeState",
    "RecordState",
    "RequestState",
    "VersionState",
]
