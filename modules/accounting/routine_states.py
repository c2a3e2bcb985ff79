"""The lives of what comes again: schedules, drafts, accruals and prepaid expenses.

>>> RECURRING.after("pause_recurring_entry", RecurringState.ACTIVE)
<RecurringState.PAUSED: 'PAUSED'>
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class RecurringState(str, Enum):
    """Whether a schedule still makes entries."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


class OccurrenceState(str, Enum):
    """What came of one day of a schedule; REFUSED waits for a person, nothing of it is lost."""

    REFUSED = "REFUSED"
    DRAFTED = "DRAFTED"
    POSTED = "POSTED"
    SKIPPED = "SKIPPED"


class EntryDraftState(str, Enum):
    """Whether a draft has come into the books."""

    DRAFT = "DRAFT"
    POSTED = "POSTED"
    DISCARDED = "DISCARDED"


class AccrualState(str, Enum):
    """Whether an accrual was taken back."""

    WAITING = "WAITING"
    REVERSED = "REVERSED"


class PrepaidState(str, Enum):
    """Whether anything of a prepaid expense is left."""

    RUNNING = "RUNNING"
    DONE = "DONE"


RECURRING = Lifecycle(
    "recurring_entry",
    {
        "pause_recurring_entry": ({RecurringState.ACTIVE}, RecurringState.PAUSED),
        "resume_recurring_entry": ({RecurringState.PAUSED}, RecurringState.ACTIVE),
        "end_recurring_entry": ({RecurringState.ACTIVE, RecurringState.PAUSED}, RecurringState.ENDED),
    },
)
OCCURRENCE = Lifecycle(
    "recurring_occurrence",
    {
        "post_occurrence": ({OccurrenceState.REFUSED}, OccurrenceState.POSTED),
        "skip_occurrence": ({OccurrenceState.REFUSED}, OccurrenceState.SKIPPED),
    },
)
ENTRY_DRAFT = Lifecycle(
    "entry_draft",
    {
        "change_entry_draft": ({EntryDraftState.DRAFT}, EntryDraftState.DRAFT),
        "post_entry_draft": ({EntryDraftState.DRAFT}, EntryDraftState.POSTED),
        "discard_entry_draft": ({EntryDraftState.DRAFT}, EntryDraftState.DISCARDED),
    },
)
ACCRUAL = Lifecycle("accrual", {"reverse_accrual": ({AccrualState.WAITING}, AccrualState.REVERSED)})
