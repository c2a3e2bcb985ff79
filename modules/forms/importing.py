"""A file of records for a register: every line is tried, then all of it is taken in or nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from erp.kernel import files, media
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from erp.kernel.money import decimals_of
from modules.forms import tables
from modules.forms.designing import FormRow, fields_of
from modules.forms.entering import Entered, next_number, write_values
from modules.forms.recording import READ, insert_record, said_by
from modules.forms.rules.archive import opened
from modules.forms.rules.csv_rows import MOST_FAULTS, Fault, Row, read_rows
from modules.forms.rules.fields import REFERENCES, Field, FieldKind
from modules.forms.rules.values import Unfit, taken

HEADS = """
    SELECT concat_ws('.', p.code, f.code) AS code, concat_ws('.', p.label_ja, f.label_ja) AS label_ja,
           concat_ws('.', p.label_en, f.label_en) AS label_en
    FROM forms.form_field f LEFT JOIN forms.form_field p ON p.id = f.parent
    WHERE f.version = $1 AND f.kind <> 'TABLE'
"""
CHOICES = """
    SELECT concat_ws('.', p.code, f.code) AS code, c.value, c.label_ja, c.label_en
    FROM forms.form_field f LEFT JOIN forms.form_field p ON p.id = f.parent
    JOIN forms.form_choice c ON c.field = f.id WHERE f.version = $1
"""
FILES = "SELECT id::text, name FROM kernel.stored_file WHERE id = ANY($1::uuid[])"
# So much of a file tells what it is.
HEAD = 4096
KNOWN = """
    SELECT r.id, r.number, r.state, r."values" FROM forms.register_record r
    WHERE r.form = $1 AND r.number = ANY($2::text[]) ORDER BY r.id FOR UPDATE
"""
# A record is named as a list writes it, by its number or code, or by its name.
NAMED = {
    FieldKind.PARTY: "SELECT id, number AS code, name FROM masterdata.party WHERE is_active AND",
    FieldKind.PRODUCT: "SELECT id, number AS code, name FROM masterdata.product WHERE is_active AND",
    FieldKind.DEPARTMENT: "SELECT id, code, name FROM masterdata.department WHERE",
    FieldKind.ACCOUNT: "SELECT id, code, name_ja AS name FROM masterdata.account WHERE is_active AND",
    FieldKind.USER: "SELECT id, login AS code, name FROM access.app_user WHERE is_active AND",
}
COLUMNS = {
    FieldKind.PARTY: ("number", "name"),
    FieldKind.PRODUCT: ("number", "name"),
    FieldKind.DEPARTMENT: ("code", "name"),
    FieldKind.ACCOUNT: ("code", "name_ja"),
    FieldKind.USER: ("login", "name"),
}


@dataclass
class Planned:
    """One line that fits: a new record, or new values for one that is there."""

    row: Row
    made: Entered
    known: Any = None
    brought: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """What the words of a file lead to: masters, choices, files that are there, and files beside it."""

    masters: Mapping[tuple[FieldKind, str], tuple[str, str]]
    choices: Mapping[tuple[str, str], str]
    kept: Mapping[str, str]
    beside: Mapping[str, bytes]


async def plan(
    act: Act, form: FormRow, content: bytes
) -> tuple[list[Planned], list[Fault], Mapping[str, bytes]]:
    """Every record tried; what is wrong is told by line and column. Answers the files beside it as well."""
    assert form.current is not None
    unpacked = opened(content)
    if unpacked is None:
        return [], [Fault(0, "", "UNREADABLE")], {}
    sheet, beside = unpacked
    heads: dict[str, str] = {}
    for head in await act.tx.rows(HEADS, form.current):
        heads |= {head["label_ja"]: head["code"], head["label_en"]: head["code"], head["code"]: head["code"]}
    rows, faults = read_rows(sheet, heads)
    fields = await fields_of(act.tx, form.current)
    known = await _known(act, form, rows)
    named = Named(
        await _references(act, fields, rows),
        await _choices(act, form),
        await _kept(act, fields, known),
        beside,
    )
    planned: list[Planned] = []
    for row in rows:
        if row.number and row.number not in known:
            faults.append(Fault(row.line, "number", "NONE_FOUND"))
            continue
        try:
            planned.append(_tried(act, form, fields, row, known.get(row.number), named))
        except Unfit as unfit:
            faults.append(Fault(_line_of(row, unfit.place), unfit.place, unfit.reason))
    return planned, faults[:MOST_FAULTS], beside


def _line_of(row: Row, place: str) -> int:
    """The line of the file that a place in a record stands on."""
    table, _, rest = place.partition(".")
    at = rest.partition(".")[0]
    lines = row.tables.get(table, [])
    return lines[int(at)][0] if at.isdigit() and int(at) < len(lines) else row.line


def _tried(act: Act, form: FormRow, fields: tuple[Field, ...], row: Row, known: Any, named: Named) -> Planned:
    if known is not None and known["state"] != "ACTIVE":
        raise Unfit("number", "OUT_OF_USE")
    given = json.loads(known["values"]) if known is not None else {}
    names: dict[str, str] = {}
    brought: dict[str, str] = {}
    for each in fields:
        if each.kind is FieldKind.TABLE and each.code in row.tables:
            given[each.code] = [
                {
                    column.code: _said(column, f"{each.code}.{column.code}", cells[column.code], named, names)
                    for column in each.columns
                    if column.code in cells
                }
                for _, cells in row.tables[each.code]
            ]
        elif each.code not in row.cells:
            continue
        elif each.kind is FieldKind.FILE:
            given[each.code] = _file(each, row.cells[each.code], given.get(each.code), named, brought)
        else:
            given[each.code] = _said(each, each.code, row.cells[each.code], named, names)
    sums = {each.code for each in fields if each.kind is FieldKind.SUM}
    codes = {each.code for each in fields}
    kept = {code: value for code, value in given.items() if code not in sums and code in codes}
    values = taken(fields, kept, act.today, decimals_of(act.currency))
    assert form.current is not None
    return Planned(row, Entered(form.current, fields, values, names), known, brought)


def _said(each: Field, code: str, text: str, named: Named, names: dict[str, str]) -> Any:
    """What a cell says: the key behind a name, the value behind the words of a choice, or itself."""
    if each.kind in REFERENCES and text:
        reference = named.masters.get((each.kind, text))
        if reference is None:
            raise Unfit(code, "NONE_FOUND")
        names[reference[0]] = reference[1]
        return reference[0]
    if each.kind is FieldKind.CHOICE:
        return named.choices.get((code, text), text)
    if each.kind is FieldKind.CHOICES:
        return [named.choices.get((code, one.strip()), one.strip()) for one in text.split("、") if one]
    return text


def _file(each: Field, text: str, held: str | None, named: Named, brought: dict[str, str]) -> str | None:
    """The file of that name: the one the record has, or one that lies beside the sheet."""
    if not text:
        return None
    if held is not None and named.kept.get(held) == text and text not in named.beside:
        return held
    if text not in named.beside:
        raise Unfit(each.code, "NONE_FOUND")
    try:
        media.checked(named.beside[text][:HEAD], text, each.code)
    except Refused as refused:
        raise Unfit(each.code, refused.code) from None
    brought[each.code] = text
    return str(new_id())


async def _kept(act: Act, fields: tuple[Field, ...], known: Mapping[str, Any]) -> dict[str, str]:
    """The names of the files that the records have, by their keys."""
    codes = [each.code for each in fields if each.kind is FieldKind.FILE]
    values = [json.loads(row["values"]) for row in known.values()] if codes else []
    ids = sorted({each[code] for each in values for code in codes if each.get(code)})
    return {row["id"]: row["name"] for row in await act.tx.rows(FILES, ids)} if ids else {}


async def _known(act: Act, form: FormRow, rows: Sequence[Row]) -> dict[str, Any]:
    numbers = sorted({row.number for row in rows if row.number})
    return {row["number"]: row for row in await act.tx.rows(KNOWN, form.id, numbers)} if numbers else {}


async def _references(
    act: Act, fields: tuple[Field, ...], rows: Sequence[Row]
) -> dict[tuple[FieldKind, str], tuple[str, str]]:
    """What the file names, kind by kind, one statement each; a name that several have is none."""
    found: dict[tuple[FieldKind, str], tuple[str, str]] = {}
    for kind in REFERENCES:
        texts = sorted(_texts(fields, rows, kind))
        if not texts:
            continue
        words = sorted({*texts, *(text.split(" ")[0] for text in texts)})
        code, name = COLUMNS[kind]
        sql = f"{NAMED[kind]} ({code} = ANY($1::text[]) OR {name} = ANY($1::text[]))"
        there = await act.tx.rows(sql, words)
        for text in texts:
            hits = [row for row in there if row["code"] in (text, text.split(" ")[0])]
            hits = hits or [row for row in there if row["name"] == text]
            if len(hits) == 1:
                found[kind, text] = (str(hits[0]["id"]), hits[0]["name"])
    return found


def _texts(fields: tuple[Field, ...], rows: Sequence[Row], kind: FieldKind) -> set[str]:
    """Every word of the file that stands for a master of a kind."""
    own = [each.code for each in fields if each.kind is kind]
    found = {row.cells[code] for row in rows for code in own if row.cells.get(code)}
    for table in fields:
        inner = [column.code for column in table.columns if column.kind is kind]
        lines = [cells for row in rows for _, cells in row.tables.get(table.code, ())] if inner else []
        found |= {cells[code] for cells in lines for code in inner if cells.get(code)}
    return found


async def _choices(act: Act, form: FormRow) -> dict[tuple[str, str], str]:
    """The value behind the words of a choice, in either language."""
    found: dict[tuple[str, str], str] = {}
    for row in await act.tx.rows(CHOICES, form.current):
        for words in (row["label_ja"], row["label_en"], row["value"]):
            found[row["code"], words] = row["value"]
    return found


async def take_in(act: Act, form: FormRow, planned: Sequence[Planned], beside: Mapping[str, bytes]) -> None:
    """Write all of it: new records under the next numbers, new values for those that are there."""
    for each in planned:
        for code, name in each.brought.items():
            kind = media.checked(beside[name][:HEAD], name, code)
            kept = await files.keep(act, beside[name], name=name, media_type=kind, permission=READ)
            each.made.values[code] = str(kept)
    fresh = [each for each in planned if each.known is None]
    numbers = await next_number(act, form, len(fresh)) if fresh else []
    for each, number in zip(fresh, numbers, strict=True):
        await insert_record(act, form, each.made, number)
    for each in planned:
        if each.known is not None and changes(each):
            said = said_by(form, each.row.number, each.made)
            await act.tx.update(tables.RegisterRecord, [{"id": each.known["id"], **said}])
            await write_values(act, each.known["id"], form.id, each.row.number, each.made)


def changes(each: Planned) -> bool:
    """Whether a line says anything else than what is there."""
    return json.loads(each.known["values"]) != each.made.values


def told(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """What is wrong, as it is kept."""
    return [asdict(fault) for fault in sorted(faults, key=lambda fault: fault.line)]


__all__ = ["Planned", "changes", "plan", "take_in", "told"]
