"""The kinds hr knows, and the life of a task on a checklist.

>>> CHECKLIST_TASK.after("finish_checklist_task", ChecklistTaskState.OPEN)
<ChecklistTaskState.DONE: 'DONE'>
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class EmploymentType(StrEnum):
    """What somebody is to the company."""

    REGULAR = "REGULAR"
    CONTRACT = "CONTRACT"
    PART_TIME = "PART_TIME"
    REEMPLOYED = "REEMPLOYED"
    OFFICER = "OFFICER"
    DISPATCHED = "DISPATCHED"
    SECONDED_IN = "SECONDED_IN"
    CONTRACTOR = "CONTRACTOR"
    INTERN = "INTERN"


class PersonState(StrEnum):
    """How somebody stands to a company on a day."""

    NOT_YET = "NOT_YET"
    EMPLOYED = "EMPLOYED"
    ON_LEAVE = "ON_LEAVE"
    LEFT = "LEFT"


class LeavingReason(StrEnum):
    """Why an employment ends."""

    OWN_WISH = "OWN_WISH"
    RETIREMENT = "RETIREMENT"
    END_OF_TERM = "END_OF_TERM"
    COMPANY = "COMPANY"
    DISMISSAL = "DISMISSAL"
    TRANSFERRED = "TRANSFERRED"
    DEATH = "DEATH"
    OTHER = "OTHER"


class LongLeaveKind(StrEnum):
    """Why somebody does not work for a long time and stays employed."""

    SICKNESS = "SICKNESS"
    MATERNITY = "MATERNITY"
    CHILDCARE = "CHILDCARE"
    CARE = "CARE"
    STUDY = "STUDY"
    OTHER = "OTHER"


class PersonChangeKind(StrEnum):
    """What changed for somebody, as other parts are told."""

    HIRED = "HIRED"
    REHIRED = "REHIRED"
    MOVED = "MOVED"
    RENAMED = "RENAMED"
    ON_LEAVE = "ON_LEAVE"
    BACK = "BACK"
    LEAVING_SET = "LEAVING_SET"
    LEFT = "LEFT"
    CORRECTED = "CORRECTED"


class PersonChangeState(StrEnum):
    """Whether a change has begun to count; one that is taken back before never does."""

    PLANNED = "PLANNED"
    IN_FORCE = "IN_FORCE"
    WITHDRAWN = "WITHDRAWN"


class PrivateKind(StrEnum):
    """What is kept of a person for few eyes only; each kind is a permission of its own."""

    BIRTH_DATE = "BIRTH_DATE"
    HOME_ADDRESS = "HOME_ADDRESS"
    PRIVATE_PHONE = "PRIVATE_PHONE"
    PRIVATE_EMAIL = "PRIVATE_EMAIL"
    EMERGENCY_CONTACT = "EMERGENCY_CONTACT"
    PAY_ACCOUNT = "PAY_ACCOUNT"
    BASIC_PAY = "BASIC_PAY"


class ChecklistOccasion(StrEnum):
    """What a checklist is made for."""

    HIRED = "HIRED"
    MOVED = "MOVED"
    RENAMED = "RENAMED"
    ON_LEAVE = "ON_LEAVE"
    BACK = "BACK"
    LEAVING = "LEAVING"


class TaskOwner(StrEnum):
    """Whose task it is."""

    HR = "HR"
    ACCOUNTING = "ACCOUNTING"
    IT = "IT"
    MANAGER = "MANAGER"
    PERSON = "PERSON"


class DeadlineRule(StrEnum):
    """How a deadline is counted from the day of the event."""

    DAYS = "DAYS"
    MONTHS = "MONTHS"
    DAY_OF_NEXT_MONTH = "DAY_OF_NEXT_MONTH"


class ChecklistTaskState(StrEnum):
    """How far a task is."""

    OPEN = "OPEN"
    DOING = "DOING"
    DONE = "DONE"
    NOT_NEEDED = "NOT_NEEDED"


_Task = ChecklistTaskState
CHECKLIST_TASK = Lifecycle(
    "checklist_task",
    {
        "start_checklist_task": ({_Task.OPEN}, _Task.DOING),
        "finish_checklist_task": ({_Task.OPEN, _Task.DOING}, _Task.DONE),
        "skip_checklist_task": ({_Task.OPEN, _Task.DOING}, _Task.NOT_NEEDED),
        "reopen_checklist_task": ({_Task.DOING, _Task.DONE, _Task.NOT_NEEDED}, _Task.OPEN),
    },
)
