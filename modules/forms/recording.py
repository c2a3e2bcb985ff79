"""Records of registers as the verbs need them: found and held, written, renewed."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.register import register_document
from modules.forms import tables
from modules.forms.designing import FormRow, form_to_use, trusted
from modules.forms.entering import Entered, entered, next_number, write_values
from modules.forms.refusals import FormNotInUse, RecordReplaced
from modules.forms.states import AccessKind, FormKind, FormState, RecordState

READ = "forms.read_register_record"
VISIBLE = "SELECT forms.may_see_record($1, $2)"


async def held_record(act: Act, record: UUID) -> tuple[Any, FormRow]:
    """A record that stands and its register, held until the end; both open to who asks."""
    rows = await lock_rows(act, tables.RegisterRecord, [record])
    if not rows or not (trusted(act) or await act.tx.value(VISIBLE, record, act.actor)):
        raise NotFound("register_record", record, field="record")
    row = rows[0]
    form = await form_to_use(act, row["form"], FormKind.REGISTER, AccessKind.KEEP)
    if row["state"] != RecordState.ACTIVE:
        raise RecordReplaced(row["number"], row["state"])
    return row, form


async def write_record(
    act: Act,
    form: FormRow,
    given: Any,
    *,
    version: UUID | None = None,
    origin: Any = None,
    replaces: Any = None,
) -> UUID:
    """A new record under the next number; `replaces` is the one it renews, `origin` the request it
    came from."""
    if form.state is not FormState.PUBLISHED or form.current is None:
        raise FormNotInUse(form.code, form.state.value)
    named = (origin or replaces or {"id": None})["id"]
    made = await entered(act, form, given, permission=READ, version=version, record=named)
    (number,) = await next_number(act, form)
    return await insert_record(act, form, made, number, origin=origin, replaces=replaces)


async def insert_record(
    act: Act, form: FormRow, made: Entered, number: str, *, origin: Any = None, replaces: Any = None
) -> UUID:
    """The rows of a record whose values fit."""
    record = new_id()
    row = {
        "id": record,
        "company": act.company,
        "form": form.id,
        "number": number,
        "state": RecordState.ACTIVE,
        "replaces": replaces["id"] if replaces else None,
        "origin": origin["id"] if origin else None,
        "added_by": act.actor,
        **said_by(form, number, made),
    }
    await act.tx.insert(tables.RegisterRecord, [row])
    causes = [each["id"] for each in (origin, replaces) if each]
    await _note(act, form, record, number, made, causes)
    return record


async def rewrite_record(act: Act, form: FormRow, row: Any, given: Any, version: UUID | None = None) -> None:
    """Other values for a record; its history tells each."""
    made = await entered(act, form, given, permission=READ, version=version, record=row["id"])
    await act.tx.update(tables.RegisterRecord, [{"id": row["id"], **said_by(form, row["number"], made)}])
    await _note(act, form, row["id"], row["number"], made, [])


def said_by(form: FormRow, number: str, made: Entered) -> dict[str, Any]:
    """What the row of a record says of its values."""
    return {
        "version": made.version,
        "title": made.title(form.name),
        "values": made.values,
        "search": made.search(number),
        "amount": made.amount(),
        "party": made.reference("PARTY"),
    }


async def _note(
    act: Act, form: FormRow, record: UUID, number: str, made: Entered, causes: list[UUID]
) -> None:
    await write_values(act, record, form.id, number, made)
    await register_document(
        act,
        kind="register_record",
        id=record,
        number=number,
        on=act.today,
        title=f"{form.name} {made.title('')}".strip(),
        party=made.reference("PARTY"),
        amount=made.amount(),
        causes=causes,
        search=made.search(""),
    )
