"""A file of records for a register: every line is tried, then all of it is taken in or nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from erp.kernel import my_number
from erp.kernel.asking import Act
from erp.kernel.money import decimals_of
from modules.forms import tables
from modules.forms.designing import FormRow, fields_of
from modules.forms.entering import Entered, next_number, write_values
from modules.forms.recording import insert_record, said_by
from modules.forms.rules.csv_rows import MOST_FAULTS, Fault, Row, read_rows
from modules.forms.rules.fields import REFERENCES, Field, FieldKind
from modules.forms.rules.values import Unfit, taken

HEADS = """
    SELECT f.code, f.label_ja, f.label_en FROM forms.form_field f
    WHERE f.version = $1 AND f.parent IS NULL AND f.kind NOT IN ('TABLE', 'FILE')
"""
CHOICES = """
    SELECT f.code, c.value, c.label_ja, c.label_en FROM forms.form_field f
    JOIN forms.form_choice c ON c.field = f.id WHERE f.version = $1 AND f.parent IS NULL
"""
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


async def plan(act: Act, form: FormRow, content: bytes) -> tuple[list[Planned], list[Fault]]:
    """Every line tried; what is wrong is told by line and column."""
    assert form.current is not None
    heads: dict[str, str] = {}
    for head in await act.tx.rows(HEADS, form.current):
        heads |= {head["label_ja"]: head["code"], head["label_en"]: head["code"], head["code"]: head["code"]}
    rows, faults = read_rows(content, heads)
    fields = await fields_of(act.tx, form.current)
    known = await _known(act, form, rows)
    found = await _references(act, fields, rows)
    choices = await _choices(act, form)
    planned: list[Planned] = []
    for row in rows:
        if row.number and row.number not in known:
            faults.append(Fault(row.line, "number", "NONE_FOUND"))
            continue
        try:
            planned.append(_tried(act, form, fields, row, known.get(row.number), found, choices))
        except Unfit as unfit:
            faults.append(Fault(row.line, unfit.place, unfit.reason))
    return planned, faults[:MOST_FAULTS]


def _tried(
    act: Act,
    form: FormRow,
    fields: tuple[Field, ...],
    row: Row,
    known: Any,
    found: Mapping[tuple[FieldKind, str], tuple[str, str]],
    choices: Mapping[tuple[str, str], str],
) -> Planned:
    if known is not None and known["state"] != "ACTIVE":
        raise Unfit("number", "OUT_OF_USE")
    given = json.loads(known["values"]) if known is not None else {}
    names: dict[str, str] = {}
    for each in fields:
        if each.code not in row.cells:
            continue
        text = row.cells[each.code]
        if my_number.held(text):
            raise Unfit(each.code, "MY_NUMBER")
        value: Any = text
        if each.kind in REFERENCES and text:
            reference = found.get((each.kind, text))
            if reference is None:
                raise Unfit(each.code, "NONE_FOUND")
            value, names[reference[0]] = reference[0], reference[1]
        elif each.kind is FieldKind.CHOICE:
            value = choices.get((each.code, text), text)
        elif each.kind is FieldKind.CHOICES:
            value = [choices.get((each.code, one.strip()), one.strip()) for one in text.split("、") if one]
        given[each.code] = value
    sums = {each.code for each in fields if each.kind is FieldKind.SUM}
    codes = {each.code for each in fields}
    kept = {code: value for code, value in given.items() if code not in sums and code in codes}
    values = taken(fields, kept, act.today, decimals_of(act.currency))
    assert form.current is not None
    return Planned(row, Entered(form.current, fields, values, names), known)


async def _known(act: Act, form: FormRow, rows: Sequence[Row]) -> dict[str, Any]:
    numbers = sorted({row.number for row in rows if row.number})
    return {row["number"]: row for row in await act.tx.rows(KNOWN, form.id, numbers)} if numbers else {}


async def _references(
    act: Act, fields: tuple[Field, ...], rows: Sequence[Row]
) -> dict[tuple[FieldKind, str], tuple[str, str]]:
    """What the file names, kind by kind, one statement each; a name that several have is none."""
    found: dict[tuple[FieldKind, str], tuple[str, str]] = {}
    for kind in REFERENCES:
        codes = [each.code for each in fields if each.kind is kind]
        texts = sorted({row.cells[code] for row in rows for code in codes if row.cells.get(code)})
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


async def _choices(act: Act, form: FormRow) -> dict[tuple[str, str], str]:
    """The value behind the words of a choice, in either language."""
    found: dict[tuple[str, str], str] = {}
    for row in await act.tx.rows(CHOICES, form.current):
        for words in (row["label_ja"], row["label_en"], row["value"]):
            found[row["code"], words] = row["value"]
    return found


async def take_in(act: Act, form: FormRow, planned: Sequence[Planned]) -> None:
    """Write all of it: new records under the next numbers, new values for those that are there."""
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
