"""What an approval brings about: a task, a record of a register, a change of master data.

Each is done in a part of its own: what is refused leaves a row that says why, and the approval
stands. A person puts the cause right and has it tried again; what is done is not done twice.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.api.writing import kept_by_the_database
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.designing import form_named
from modules.forms.masters import carry_out
from modules.forms.recording import write_record
from modules.forms.sound_effects import mapping_of
from modules.forms.states import EffectKind, FormTaskState, OutcomeState
from modules.forms.telling import tell_task

OPEN = """
    SELECT e.* FROM forms.form_effect e
    WHERE e.version = $1 AND NOT EXISTS (
        SELECT FROM forms.request_outcome o WHERE o.request = $2 AND o.effect = e.id AND o.state = 'DONE')
    ORDER BY e.position, e.id
"""


async def carry_out_effects(act: Act, row: Any) -> int:
    """Do all that is still to be done for an approved request; answers how much that was."""
    effects = await act.tx.rows(OPEN, row["version"], row["id"])
    for at, effect in enumerate(effects):
        outcome: dict[str, Any] = {"state": OutcomeState.DONE, "made": None, "refusal": None}
        try:
            async with act.tx.savepoint(f"effect_{at}"):
                outcome["made"] = await _one(act, row, effect)
        except Exception as error:  # what is no refusal goes on as it came
            refusal = error if isinstance(error, Refused) else kept_by_the_database(error)
            if refusal is None:
                raise
            outcome |= {"state": OutcomeState.REFUSED, "refusal": str(refusal)[:500]}
        told = {"id": new_id(), "company": act.company, "request": row["id"], "effect": effect["id"]}
        await act.tx.insert(tables.RequestOutcome, [told | outcome | {"done_by": act.actor}])
    return len(effects)


async def _one(act: Act, row: Any, effect: Any) -> UUID:
    kind = EffectKind(effect["kind"])
    given = _filled(act, row, effect)
    if kind is EffectKind.OPEN_TASK:
        return await _open_task(act, row, effect)
    if kind is EffectKind.ADD_RECORD:
        register = await form_named(act, effect["register"], as_house=True)
        return await write_record(act, register, given, origin=row)
    return await carry_out(
        act, effect["verb"], {name: value for name, value in given.items() if value is not None}
    )


def _values(row: Any) -> dict[str, Any]:
    given = row["values"]
    return dict(json.loads(given) if isinstance(given, str) else given)


def _filled(act: Act, row: Any, effect: Any) -> dict[str, Any]:
    """What the effect is given: fields of the request, facts about it, and fixed texts."""
    own: Mapping[str, Any] = {
        "number": row["number"],
        "title": row["title"],
        "requested_by": str(row["requested_by"]),
        "today": act.today.isoformat(),
    }
    known = {**own, **_values(row)}
    return {
        each["target"]: known.get(each["source"]) if each["source"] else each["fixed"]
        for each in mapping_of(effect)
    }


async def _open_task(act: Act, row: Any, effect: Any) -> UUID:
    due = None
    told = _values(row).get(effect["due_field"]) if effect["due_field"] else None
    if told:
        due = date.fromisoformat(told)
    elif effect["due_days"] is not None:
        due = act.today + timedelta(days=effect["due_days"])
    task = new_id()
    fact = {"id": task, "company": act.company, "form": row["form"], "request": row["id"]}
    fact |= {"title": f"{effect['title_ja']}：{row['title']}"[:200], "holder": effect["holder"]}
    fact |= {"role": effect["role"], "due_on": due, "state": FormTaskState.OPEN}
    await act.tx.insert(tables.Task, [fact])
    await tell_task(act, task, fact["title"], due, effect["holder"], effect["role"])
    return task
