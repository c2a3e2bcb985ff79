"""What somebody entered, checked against the version of the form, and written once as it is and
once in columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.money import decimals_of
from erp.kernel.numbering import take_numbers
from erp.kernel.register import searchable
from modules.forms import tables
from modules.forms.designing import FormRow, fields_of
from modules.forms.refusals import FormChanged
from modules.forms.rules.fields import FIGURES, REFERENCES, Field, FieldKind
from modules.forms.rules.order import figure_key, text_key
from modules.forms.rules.values import Unfit, Values, taken

NUMBER = "_number"
# What each reference is called, as long as it may be used; nothing for a key nobody has.
THERE = """
    SELECT k.kind, k.id, CASE k.kind
        WHEN 'PARTY' THEN (SELECT m.name FROM masterdata.party m WHERE m.id = k.id AND (m.is_active
        OR k.known)) WHEN 'PRODUCT' THEN (SELECT m.name FROM masterdata.product m WHERE m.id = k.id AND
        (m.is_active OR k.known))
        WHEN 'ACCOUNT' THEN (SELECT m.name_ja FROM masterdata.account m WHERE m.id = k.id AND
        (m.is_active OR k.known)) WHEN 'DEPARTMENT' THEN (SELECT m.name FROM masterdata.department m
                                WHERE m.id = k.id AND (m.valid_to IS NULL OR m.valid_to >= $4 OR k.known))
        ELSE (SELECT u.name FROM access.app_user u WHERE u.id = k.id AND (u.is_active OR k.known)) END AS name
    FROM unnest($1::text[], $2::uuid[], $3::boolean[]) AS k (kind, id, known)
"""
NAMED = "SELECT reference::text FROM forms.field_value WHERE record = $1 AND reference IS NOT NULL"
FILES = """
    SELECT f.id, f.name, f.media_type, f.size, f.sha256, f.permission, f.stored_by
    FROM kernel.stored_file f WHERE f.id = ANY($1::uuid[])
      AND NOT EXISTS (SELECT FROM kernel.file_removal r WHERE r.file = f.id)
"""


@dataclass(frozen=True)
class Cell:
    """One single value with its place: `lines.price` of row 2."""

    field: Field
    place: str
    name: str
    row: int
    value: Any


@dataclass
class Entered:
    """Values that fit their version, and what they say about the whole."""

    version: UUID
    fields: tuple[Field, ...]
    values: Values
    names: dict[str, str] = field(default_factory=dict)

    def fed(self, feeds: str) -> Any:
        """The value of the field that tells the approval this."""
        code = next((each.code for each in self.fields if each.feeds == feeds), None)
        return self.values.get(code) if code else None

    def title(self, fallback: str) -> str:
        """What people know it by: the field that says so, else the first text."""
        told = self.fed("TITLE") or next(
            (
                self.values[each.code]
                for each in self.fields
                if each.kind is FieldKind.TEXT and each.code in self.values
            ),
            None,
        )
        return str(told or fallback)[:200]

    def amount(self) -> Decimal | None:
        told = self.fed("AMOUNT")
        return None if told is None else Decimal(told)

    def reference(self, feeds: str) -> UUID | None:
        told = self.fed(feeds)
        return None if told is None else UUID(told)

    def search(self, number: str) -> str:
        """Every word by which it is found."""
        told = [number]
        for cell in cells_of(self.fields, self.values):
            if cell.field.kind in REFERENCES:
                told.append(self.names.get(str(cell.value), ""))
            elif cell.field.kind not in (FieldKind.FILE, FieldKind.YES_NO):
                told.append(str(cell.value))
        return searchable(*told)


def cells_of(fields: tuple[Field, ...], values: Mapping[str, Any]) -> Iterator[Cell]:
    """Each single value: of fields, of rows of tables, of several choices."""
    for each in fields:
        value = values.get(each.code)
        if value is None:
            continue
        if each.kind is FieldKind.TABLE:
            for at, row in enumerate(value):
                for inner in each.columns:
                    if inner.code in row:
                        place = f"{each.code}.{at}.{inner.code}"
                        yield Cell(inner, place, f"{each.code}.{inner.code}", at + 1, row[inner.code])
        elif each.kind is FieldKind.CHOICES:
            for at, chosen in enumerate(value):
                yield Cell(each, each.code, each.code, at, chosen)
        else:
            yield Cell(each, each.code, each.code, 0, value)


async def entered(
    act: Act,
    form: FormRow,
    given: Any,
    *,
    permission: str,
    version: UUID | None = None,
    record: UUID | None = None,
) -> Entered:
    """Check what was entered against the version in use.

    Refuses `FORM_CHANGED` when it was filled in on another version, and each value by its place. What the
    `record` names already may be out of use by now, and its files stay.
    """
    assert form.current is not None
    if version is not None and version != form.current:
        raise FormChanged(form.code, form.current_number or 0)
    fields = await fields_of(act.tx, form.current)
    found = checked(fields, given, act.today, act.currency)
    made = Entered(form.current, fields, found)
    known = await _named_by(act, record) if record else set[str]()
    await _look_up(act, made, known)
    await _keep_files(act, made, known, permission)
    return made


def checked(fields: tuple[Field, ...], given: Any, today: date, currency: str) -> Values:
    """The values by the rule; what does not fit is told by its place."""
    try:
        return taken(fields, given, today, decimals_of(currency))
    except Unfit as unfit:
        raise BadInput(f"values.{unfit.place}".removesuffix("."), unfit.reason) from None


async def _named_by(act: Act, record: UUID) -> set[str]:
    """The records and files that a request or a record names already."""
    return {row["reference"] for row in await act.tx.rows(NAMED, record)}


async def _look_up(act: Act, made: Entered, known: set[str]) -> None:
    """Every reference leads to a master record that may be used; all in one statement."""
    cells = [each for each in cells_of(made.fields, made.values) if each.field.kind in REFERENCES]
    if not cells:
        return
    kinds = [each.field.kind.value for each in cells]
    ids = [UUID(each.value) for each in cells]
    rows = await act.tx.rows(THERE, kinds, ids, [each.value in known for each in cells], act.today)
    names = {(row["kind"], str(row["id"])): row["name"] for row in rows}
    for each in cells:
        name = names.get((each.field.kind.value, each.value))
        if name is None:
            raise NotFound(each.field.kind.value.lower(), each.value, field=f"values.{each.place}")
        made.names[each.value] = name


async def _keep_files(act: Act, made: Entered, known: set[str], permission: str) -> None:
    """Files that were uploaded for this are kept under the right to read it; those it had stay."""
    cells = [each for each in cells_of(made.fields, made.values) if each.field.kind is FieldKind.FILE]
    fresh = [each for each in cells if each.value not in known]
    rows = (
        {str(row["id"]): row for row in await act.tx.rows(FILES, [UUID(each.value) for each in fresh])}
        if fresh
        else {}
    )
    for each in fresh:
        row = rows.get(each.value)
        # Only what one has brought oneself: a key somebody saw elsewhere opens nothing.
        if row is None or row["permission"] is not None or not files.open_to(row, act.asking):
            raise NotFound("stored_file", each.value, field=f"values.{each.place}")
        made.values[each.name] = str(await files.keep_as(act, files.stored(row), permission=permission))


async def next_number(act: Act, form: FormRow, count: int = 1) -> list[str]:
    """The next numbers of a form: its letters, the year if it counts by years, six digits."""
    year = act.today.year if form.is_yearly else 0
    values = await take_numbers(act, f"form:{form.id}", year, count)
    head = f"{form.prefix}-{year}" if year else form.prefix
    return [f"{head}-{value:06d}" for value in values]


def value_rows(act: Act, record: UUID, form: UUID, number: str, made: Entered) -> list[dict[str, Any]]:
    """Each value in the column of its kind, and the number, by which a list stands if nothing else
    is asked."""
    base = {"company": act.company, "record": record, "form": form, "version": made.version}
    empty = {"text": None, "number": None, "day": None, "reference": None}
    head = {"field": NUMBER, "kind": FieldKind.TEXT, "position": 0, "row": 0, "sort": number}
    rows = [{"id": new_id(), **base, **head, **empty, "text": number}]
    there = set()
    for at, cell in enumerate(cells_of(made.fields, made.values), 1):
        there.add(cell.name)
        row = {"field": cell.name, "kind": cell.field.kind, "position": at, "row": cell.row}
        rows.append({"id": new_id(), **base, **row, **empty, **_columns(made, cell)})
    for each in made.fields:
        if each.code not in there and each.kind is not FieldKind.TABLE:
            # A list that stands by this field shows those without a value too.
            row = {"field": each.code, "kind": each.kind, "position": 0, "row": 0, "sort": ""}
            rows.append({"id": new_id(), **base, **row, **empty})
    order = ("id", *base, "field", "kind", "position", "row", "sort", *empty)
    return [{name: row[name] for name in order} for row in rows]


def _columns(made: Entered, cell: Cell) -> dict[str, Any]:
    kind, value = cell.field.kind, cell.value
    if kind in FIGURES:
        return {"number": Decimal(value), "sort": figure_key(value)}
    if kind is FieldKind.DATE:
        return {"day": date.fromisoformat(value), "sort": value}
    if kind is FieldKind.YES_NO:
        return {"text": "true" if value else "false", "sort": "1" if value else "0"}
    if kind in REFERENCES or kind is FieldKind.FILE:
        return {"reference": UUID(value), "sort": text_key(made.names.get(value, ""))}
    if kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        return {"text": value, "sort": f"{cell.field.choices.index(value):03d}"}
    return {"text": value, "sort": text_key(value)}


async def write_values(act: Act, record: UUID, form: UUID, number: str, made: Entered) -> None:
    """The columns of a record, instead of those it had."""
    await act.tx.run("DELETE FROM forms.field_value WHERE record = $1", record)
    await act.tx.insert(tables.FieldValue, value_rows(act, record, form, number, made))
