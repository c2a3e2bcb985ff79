"""What comes of a recurring entry on the days it falls due: each day once, and none is lost.

A day that cannot be posted, because its month is closed or an account is out of use, is kept with the
reason and waits for a person.
"""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.labels import refusal_message
from erp.kernel.locking import lock_rows
from modules.accounting import tables
from modules.accounting.drafting import write_draft
from modules.accounting.posting import book_entry
from modules.accounting.routine_states import RECURRING, OccurrenceState, RecurringState
from modules.accounting.rules.recurrence import Rhythm, occurrences
from modules.accounting.templating import entry_from_template

MOST_AT_ONCE = 120


async def locked_recurring(act: Act, recurring: UUID) -> dict[str, Any]:
    """The schedule, held until the end."""
    found = await lock_rows(act, tables.RecurringEntry, [recurring])
    if not found or found[0]["company"] != act.company:
        raise NotFound("RecurringEntry", recurring, field="recurring")
    return dict(found[0])


def due_days(row: dict[str, Any], until: date) -> list[date]:
    """Every day from which the schedule runs up to one."""
    since = max(row["starts_on"], row["runs_from"])
    last = until if row["ends_on"] is None else min(until, row["ends_on"])
    return occurrences(
        Rhythm(row["rhythm"]), since, last, day_of_month=row["day_of_month"], month=row["month"]
    )


async def catch_up(act: Act, row: dict[str, Any]) -> int:
    """Make what has fallen due and is not made yet; answers how many days that were."""
    if row["state"] != RecurringState.ACTIVE.value:
        return 0
    rows = await act.tx.rows(
        "SELECT due_on FROM accounting.recurring_occurrence WHERE recurring = $1", row["id"]
    )
    made = {each["due_on"] for each in rows}
    missing = [day for day in due_days(row, act.today) if day not in made]
    for day in missing[:MOST_AT_ONCE]:
        await _make(act, row, day)
    if row["ends_on"] is not None and row["ends_on"] < act.today and len(missing) <= MOST_AT_ONCE:
        ended = RECURRING.after("end_recurring_entry", RecurringState.ACTIVE)
        await act.tx.update(tables.RecurringEntry, [{"id": row["id"], "state": ended.value}])
    return len(missing)


async def _make(act: Act, row: dict[str, Any], due_on: date) -> None:
    came: dict[str, Any] = {"entry": None, "draft": None, "refusal": None}
    try:
        async with act.tx.savepoint("occurrence"):
            came |= await write_occurrence(act, row, due_on)
    except Refused as refusal:
        came |= {
            "state": OccurrenceState.REFUSED.value,
            "refusal": refusal_message(refusal, act.asking.language),
        }
    await act.tx.insert(
        tables.RecurringOccurrence,
        [
            {
                "id": new_id(),
                "company": act.company,
                "recurring": row["id"],
                "due_on": due_on,
                "reason": None,
                "tried_at": act.at,
            }
            | came
        ],
    )


async def write_occurrence(
    act: Act, row: dict[str, Any], due_on: date, *, on: date | None = None, post_late: bool = False
) -> dict[str, Any]:
    """Post it, or draft it as the schedule says; `on` puts it on another day than the one it fell due."""
    made = await entry_from_template(
        act,
        row["template"],
        on=on or due_on,
        amount=row["amount"],
        party=row["party"],
        department=row["department"],
    )
    if not row["posts"]:
        draft = await write_draft(
            act,
            on=on or due_on,
            description=made.description,
            lines=made.lines,
            template_version=made.version,
        )
        return {"state": OccurrenceState.DRAFTED.value, "draft": draft}
    entry = await book_entry(
        act,
        on=on or due_on,
        description=made.description,
        lines=made.lines,
        origin=f"recurring_entry:{row['id']}:{due_on}",
        post_late=post_late,
        template_version=made.version,
    )
    return {"state": OccurrenceState.POSTED.value, "entry": entry}
