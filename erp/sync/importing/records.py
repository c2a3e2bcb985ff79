"""From files to records: each row of a step becomes the input of a verb, checked as far as files can tell.

Nothing is asked of the database here. References to other records stay names until they are needed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.api.inputs import InputShape, input_of, input_of_action
from erp.api.schema import build
from erp.kernel.digits import wire
from erp.kernel.errors import BadInput
from erp.sync.importing.csv_files import Row, Sheet, read_sheet
from erp.sync.importing.faults import Faults
from erp.sync.importing.mapping import ImportMapping, Lines, Made, Step, Sum
from erp.sync.importing.templates import Known, Ref, Template, number
from erp.sync.refusals import BadFile, BadMapping, BadRow, BadValue, MissingColumn

LONGEST_KEY = 200
INLINE = "mapping"
_ANY = str(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Record:
    """What one row asks for."""

    step: Step
    external_id: str
    row: Row
    lines: tuple[Row, ...]
    values: Mapping[str, Any]
    digest: str

    def column_of(self, field: str | None) -> tuple[Row, str | None]:
        """The row and column from which a field of the input came: `input.lines.2.product`."""
        path = [part for part in (field or "").split(".") if part != "input"]
        lines = self.step.lines
        if lines and len(path) >= 2 and path[0] == lines.into and path[1].isdigit():
            row = self.lines[int(path[1])] if int(path[1]) < len(self.lines) else self.row
            return row, _column(lines.input, path[2] if len(path) > 2 else "")
        return self.row, _column(self.step.input, path[0] if path else "")


def _column(made: Mapping[str, Made], key: str) -> str | None:
    # Actions name some fields with underscores, the API in camels.
    wanted = key.replace("_", "").lower()
    for name, value in made.items():
        if name.lower() == wanted:
            columns = value.columns if isinstance(value, Template) else ()
            return ", ".join(columns) or name
    return key or None


def shape_of_step(step: Step) -> InputShape:
    """The input of a step's verb; refuses a verb the API does not have and fields it does not take."""
    mutation = build().mutations.get(step.mutation)
    if mutation is None:
        raise BadMapping(f"{step.place}.mutation", "NO_SUCH_VERB", verb=step.mutation)
    shape = input_of_action(mutation)
    given = set(step.input) | ({step.lines.into} if step.lines else set())
    _require_fields(shape, given, f"{step.place}.input")
    if step.lines:
        typed = next(each.typed for each in shape.parameters if each.key == step.lines.into)
        if not (typed.is_input and typed.many):
            raise BadMapping(f"{step.place}.lines", "NOT_A_LIST", field=step.lines.into)
        _require_fields(input_of(typed.base), set(step.lines.input), f"{step.place}.lines.input")
    return shape


def _require_fields(shape: InputShape, given: set[str], place: str) -> None:
    known = {each.key: each for each in shape.parameters}
    for name in sorted(given - set(known)):
        raise BadMapping(f"{place}.{name}", "UNKNOWN_FIELD")
    for name, each in known.items():
        if each.required and name not in given:
            raise BadMapping(f"{place}.{name}", "MISSING")


class Reader:
    """Reads a folder by a mapping; every file once."""

    def __init__(self, mapping: ImportMapping, folder: Path) -> None:
        self.mapping, self.folder = mapping, folder
        self.faults = Faults()
        self._sheets: dict[str, Sheet] = {}

    def records(self) -> list[Record]:
        """Every record of every step in order; what is wrong is in `faults`."""
        if not self.folder.is_dir():
            raise BadFile(str(self.folder), "NO_FOLDER")
        shapes = [shape_of_step(step) for step in self.mapping.steps]
        found: list[Record] = []
        for step, shape in zip(self.mapping.steps, shapes, strict=True):
            found += self._step(step, shape)
        return found

    def _sheet(self, name: str) -> Sheet:
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self.folder, name)
        return self._sheets[name]

    def _step(self, step: Step, shape: InputShape) -> list[Record]:
        rows = self._heads(step)
        lines = self._lines(step.lines) if step.lines else {}
        if step.lines and step.lines.by and rows:
            self._require(rows[0], step.lines.by[1])
        seen: dict[str, Record] = {}
        for row in rows:
            if not all(each.holds(row.values) for each in step.when):
                continue
            key = "/".join(row.values[column].strip() for column in step.key)
            if not key.strip("/") or len(key) > LONGEST_KEY:
                self.faults.add(row.file, row.line, ", ".join(step.key), BadRow("NO_KEY"))
                continue
            by = step.lines.by if step.lines else None
            own = lines.get(row.values[by[1]].strip() if by else "", ())
            record = self._record(step, shape, key, row, tuple(own))
            if record is None:
                continue
            other = seen.setdefault(key, record)
            if other.digest != record.digest:
                refused = BadRow("KEY_TWICE", key=key, first=other.row.line)
                self.faults.add(row.file, row.line, ", ".join(step.key), refused)
        return list(seen.values())

    def _heads(self, step: Step) -> list[Row]:
        if step.file is None:
            rows = [Row(INLINE, place, each) for place, each in enumerate(step.values, start=1)]
        else:
            rows = self._with_sums(list(self._sheet(step.file).rows), step.sums)
        when = [each.column for each in step.when]
        wanted = [*step.key, *when, *([step.sort] if step.sort else []), *_columns(step.input)]
        self._require_columns(step.file or INLINE, rows, wanted)
        by = step.sort
        return rows if by is None else sorted(rows, key=lambda row: row.values[by])

    def _lines(self, lines: Lines) -> Mapping[str, Sequence[Row]]:
        rows = self._with_sums(list(self._sheet(lines.file).rows), lines.sums)
        column = lines.by[0] if lines.by else None
        self._require_columns(lines.file, rows, [*([column] if column else []), *_columns(lines.input)])
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.values[column].strip() if column else ""].append(row)
        return groups

    def _with_sums(self, rows: list[Row], sums: Sequence[Sum]) -> list[Row]:
        for each in sums:
            theirs, ours = each.by
            parts = list(self._sheet(each.file).rows)
            self._require_columns(each.file, parts, [theirs, each.column])
            if rows:
                self._require(rows[0], ours)
            totals: dict[str, Decimal] = defaultdict(Decimal)
            for part in parts:
                try:
                    totals[part.values[theirs].strip()] += number(part.values[each.column].strip() or "0")
                except BadValue as refused:
                    self.faults.add(part.file, part.line, each.column, refused)
            rows = [
                Row(row.file, row.line, {**row.values, each.name: wire(totals[row.values[ours].strip()])})
                for row in rows
            ]
        return rows

    def _require_columns(self, file: str, rows: Sequence[Row], wanted: Sequence[str]) -> None:
        there = set(self._sheets[file].columns) if file in self._sheets and not rows else None
        for column in wanted:
            if rows:
                for row in rows if file == INLINE else rows[:1]:
                    self._require(row, column)
            elif there is not None and column not in there:
                raise MissingColumn(file, column)

    @staticmethod
    def _require(row: Row, column: str) -> None:
        if column not in row.values:
            raise MissingColumn(row.file, column)

    def _record(
        self, step: Step, shape: InputShape, key: str, row: Row, lines: tuple[Row, ...]
    ) -> Record | None:
        before = self.faults.count
        values = self._values(step.input, row)
        if step.lines:
            values[step.lines.into] = [self._values(step.lines.input, line) for line in lines]
        told = json.dumps([step.mutation, values], sort_keys=True, default=repr)
        record = Record(step, key, row, lines, values, sha256(told.encode()).hexdigest())
        if self.faults.count == before:
            try:
                shape.take(resolved(values, lambda _: _ANY), "input")
            except BadInput as refused:
                where, column = record.column_of(refused.field)
                self.faults.add(where.file, where.line, column, refused)
        return record if self.faults.count == before else None

    def _values(self, made: Mapping[str, Made], row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, each in made.items():
            try:
                value = each.value(row.values, self.mapping.maps) if isinstance(each, Template) else each
            except BadValue as refused:
                columns = each.columns if isinstance(each, Template) else ()
                self.faults.add(row.file, row.line, ", ".join(columns) or name, refused)
                continue
            # What is empty is left out, so that the verb's own default holds.
            if value is not None:
                values[name] = value
        return values


def _columns(made: Mapping[str, Made]) -> list[str]:
    return [column for each in made.values() if isinstance(each, Template) for column in each.columns]


def resolved(values: Any, find: Any) -> Any:
    """The same values with every reference replaced by what `find` answers for it."""
    if isinstance(values, (Ref, Known)):
        return find(values)
    if isinstance(values, Mapping):
        return {name: resolved(each, find) for name, each in values.items()}
    return [resolved(each, find) for each in values] if isinstance(values, list) else values


def named(values: Any, path: str = "") -> Iterator[tuple[str, Ref | Known]]:
    """Every reference among values, with the field it is for."""
    if isinstance(values, (Ref, Known)):
        yield path, values
    elif isinstance(values, (Mapping, list)):
        inner = values.items() if isinstance(values, Mapping) else enumerate(values)
        for name, each in inner:
            yield from named(each, f"{path}.{name}" if path else str(name))
