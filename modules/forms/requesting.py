"""Requests as the verbs need them: found and held, written, sent off, and what was decided brought about."""

import json
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.register import register_document
from modules.forms import tables
from modules.forms.designing import FormRow, trusted
from modules.forms.entering import Entered, entered, next_number, write_values
from modules.forms.refusals import NotYourRequest
from modules.forms.states import REQUEST, RequestState

READ = "forms.read_request"
VISIBLE = "SELECT forms.may_see_request($1, $2)"


async def held_request(act: Act, request: UUID) -> Any:
    """A request, held until the end; for who may not see it there is none."""
    rows = await lock_rows(act, tables.Request, [request])
    if not rows or not (trusted(act) or await act.tx.value(VISIBLE, request, act.actor)):
        raise NotFound("request", request, field="request")
    return rows[0]


def refuse_others(act: Act, row: Any) -> None:
    """Only who asked for it goes on with a request."""
    if row["requested_by"] != act.actor and not trusted(act):
        raise NotYourRequest(row["number"])


def values_of(row: Any) -> dict[str, Any]:
    """What was entered, as it is kept."""
    given = row["values"]
    return dict(json.loads(given) if isinstance(given, str) else given)


async def write_request(act: Act, form: FormRow, given: Any, version: UUID | None) -> UUID:
    """A new request, not yet sent off."""
    made = await entered(act, form, given, permission=READ, version=version)
    (number,) = await next_number(act, form)
    request = new_id()
    row = {
        "id": request,
        "company": act.company,
        "form": form.id,
        "number": number,
        "state": RequestState.DRAFT,
        "currency": act.currency,
        "requested_by": act.actor,
        **_said(form, number, made),
    }
    await act.tx.insert(tables.Request, [row])
    await _note(act, form, request, number, made)
    return request


async def rewrite_request(act: Act, form: FormRow, row: Any, given: Any, version: UUID | None) -> None:
    """Other values for a request that is not on its way; it moves to the version in use."""
    made = await entered(act, form, given, permission=READ, version=version, record=row["id"])
    await act.tx.update(tables.Request, [{"id": row["id"], **_said(form, row["number"], made)}])
    await _note(act, form, row["id"], row["number"], made)


def _said(form: FormRow, number: str, made: Entered) -> dict[str, Any]:
    return {
        "version": made.version,
        "title": made.title(form.name),
        "values": made.values,
        "search": made.search(number),
        "amount": made.amount(),
        "department": made.reference("DEPARTMENT"),
        "account": made.reference("ACCOUNT"),
        "party": made.reference("PARTY"),
        "risks": made.fed("RISKS") or [],
    }


async def _note(act: Act, form: FormRow, request: UUID, number: str, made: Entered) -> None:
    await write_values(act, request, form.id, number, made)
    await register_document(
        act,
        kind="request",
        id=request,
        number=number,
        on=act.today,
        title=f"{form.name} {made.title('')}".strip(),
        party=made.reference("PARTY"),
        amount=made.amount(),
        search=made.search(""),
    )


async def step(act: Act, row: Any, verb: str, **changes: Any) -> None:
    """The request goes on in its life."""
    state = REQUEST.after(verb, RequestState(row["state"]))
    await act.tx.update(tables.Request, [{"id": row["id"], "state": state, **changes}])
