"""Forms: one mutation each, every field drawn from the input type the schema has for it.

    {{ form("confirmSalesOrder", {"order": salesOrder.id}) }}                   one button

    {% call(f) form("registerParty", next=url("masterdata/party", id="{id}")) %}   a form with fields
      {{ f.field("name", kana="nameKana") }} {{ f.field("nameKana") }} {{ f.submit() }}
    {% endcall %}

A value that is given and not shown as a field travels hidden. A form whose mutation the reader may not use
is not drawn at all.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    get_nullable_type,
)
from markupsafe import Markup

from erp.kernel.labels import label as label_of
from erp.web import formats
from erp.web.forms import default_of, has_default
from erp.web.shapes import Record
from erp.web.view import View, current

KINDS = {
    "Date": "date",
    "Money": "money",
    "Quantity": "quantity",
    "Decimal": "quantity",
    "Int": "int",
    "Boolean": "flag",
    "DateTime": "text",
}
SHORT, LONG = 500, 10_000


@dataclass
class Field:
    """All that the macro needs in order to draw one field."""

    name: str
    path: str
    id: str
    label: str
    kind: str
    value: Any = ""
    shown: str = ""
    required: bool = False
    options: Sequence[tuple[str, str]] = ()
    error: str = ""
    hint: str = ""
    rows: int = 0
    lookup: str = ""
    limit: int = SHORT
    more: Mapping[str, Any] = field(default_factory=dict)


def display(value: Any) -> str:
    """The line by which people know a record: its number or code, then its name."""
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    names = [value[key] for key in ("number", "code") if key in value][:1]
    names += [value[key] for key in ("name", "title") if key in value][:1]
    return " ".join(str(each) for each in names if each) or str(value.get("id", ""))


class Form:
    """One form on the page, drawn by the template through its methods."""

    def __init__(
        self, view: View, change: Any, values: Mapping[str, Any], options: Mapping[str, Any]
    ) -> None:
        self.view, self.change, self.values, self.options = view, change, values, options
        keys = json.dumps({name: _plain(value) for name, value in values.items() if _is_key(value)})
        salt = f"{change.name}|{options.get('id', '')}|{keys}"
        self.id = "f" + hashlib.sha256(salt.encode()).hexdigest()[:8]
        sent = view.sent
        # A form may have a second button with a mutation of its own, such as keeping a draft.
        known = (change.name, *options.get("also", ()))
        self.sent = sent if sent and sent.mutation in known and sent.form == self.id else None
        self.key = self.sent.key if self.sent and self.sent.keep_key else secrets.token_urlsafe(18)
        self.drawn: set[str] = set()
        self.told: set[str] = set()
        self.brings_files = False

    # -- what a template calls ------------------------------------------------------------------------
    def field(self, path: str, label: str | None = None, **options: Any) -> Markup:
        """One field with its label, its message and what it needs to be typed well."""
        return self._macro("field")(self.info(path, label, **options), self)

    def file(self, path: str, label: str | None = None, **options: Any) -> Markup:
        """A file to choose; `accept=".pdf,image/*"`, `capture=true` for a phone's camera, `multiple=true`."""
        self.brings_files = True
        return self._macro("field")(self.info(path, label, type="file", **options), self)

    def hidden(self, path: str, value: Any) -> Markup:
        self.drawn.add(path)
        return self._macro("hidden")(f"input.{path}", _plain(value))

    def submit(self, label: str | None = None, kind: str = "primary", **options: Any) -> Markup:
        return self._macro("submit")(label or self.label, kind, options)

    def lines(self, path: str, columns: Sequence[Any], **options: Any) -> Markup:
        """A table of lines to type in; `amount=("quantity", "unitPrice")` shows each line's product."""
        from erp.web.lines import lines_of

        self.drawn.add(path)
        return self._macro("lines")(lines_of(self, path, columns, **options), self)

    def free(self, path: str, kind: str, label: str, **options: Any) -> Markup:
        """A field the schema knows only as a part of a value of its own design; the page says what it is."""
        from erp.web.free_fields import free_field

        return free_field(self, path, kind, label, **options)

    def refused(self, code: str) -> Mapping[str, Any] | None:
        """The facts of a refusal of this form by its code, so that a page can offer the way on."""
        return self.view.refused(self.change.name, code) if self.sent else None

    def typed(self, path: str) -> str:
        """What was sent for a field, if this form was just sent."""
        pairs = self.sent.pairs if self.sent else ()
        return next((value for name, value in reversed(pairs) if name == f"input.{path}"), "")

    def picked(self, path: str, known: Sequence[str] = ()) -> Sequence[str]:
        """The values of a field that takes several: those that were sent, or those the record has."""
        if not self.sent:
            return known
        return [value for name, value in self.sent.pairs if name == f"input.{path}"]

    @property
    def label(self) -> str:
        return label_of(f"Mutation.{self.change.name}", self.view.language)

    # -- what the macros use --------------------------------------------------------------------------
    @property
    def message(self) -> str:
        return self.sent.message if self.sent else ""

    @property
    def left_over_errors(self) -> list[str]:
        """Messages whose field is not on this form."""
        errors = self.sent.errors if self.sent else {}
        return [text for path, text in errors.items() if path not in self.told]

    def left_over_values(self) -> list[tuple[str, str]]:
        return [
            (f"input.{path}", _plain(value)) for path, value in self.values.items() if path not in self.drawn
        ]

    def info(self, path: str, label: str | None = None, *, value: Any = None, **options: Any) -> Field:
        """What the schema, the sender and the template know of one field."""
        owner, kind = input_at(self.change.input_type, path)
        self.drawn.add(path)
        self.told.add(path)
        bare = get_nullable_type(kind.type)
        name, last = f"input.{path}", path.rpartition(".")[2]
        given = value if value is not None else self.values.get(path, _shown_default(kind))
        language = self.view.language
        found = Field(
            name=name,
            path=path,
            id=f"{self.id}-{path.replace('.', '-')}",
            label=label or label_of(f"{owner.name}.{last}", language),
            kind=KINDS.get(getattr(bare, "name", ""), "text"),
            required=isinstance(kind.type, GraphQLNonNull) and not has_default(kind),
            error=(self.sent.errors.get(path, "") if self.sent else ""),
            hint=options.pop("hint", ""),
            rows=options.pop("rows", 0),
        )
        self._choose(found, bare, last, options)
        self._fill(found, given)
        found.more = options
        return found

    def _choose(self, found: Field, bare: Any, last: str, options: dict[str, Any]) -> None:
        """Which kind of field it is: a choice, a look-up, a figure, a text."""
        engine, language = self.view.engine, self.view.language
        choices, lookup = options.pop("options", None), options.pop("lookup", None)
        if found.rows:
            found.limit = LONG
        if choices is not None:
            found.kind = "select"
            found.options = [choice_of(each) for each in choices]
        elif isinstance(bare, GraphQLEnumType):
            found.kind = "select"
            found.options = [(value, label_of(f"{bare.name}.{value}", language)) for value in bare.values]
        elif getattr(bare, "name", "") == "ID" and (lookup or last in engine.lookups):
            found.kind, found.lookup = "lookup", lookup or last
            if self.sent and (choices := self.sent.choices.get(found.path)):
                found.kind = "select"
                found.options = [choice_of(each) for each in choices]
        elif found.kind == "text":
            found.kind = {"email": "email", "phone": "tel", "password": "password", "secret": "password"}.get(
                last, "text"
            )
        found.kind = options.pop("type", found.kind)

    def _fill(self, found: Field, given: Any) -> None:
        if self.sent:
            values = [value for name, value in self.sent.pairs if name == found.name]
            beside = "__file" if found.kind == "file" else "__text"
            texts = [value for name, value in self.sent.pairs if name == found.name + beside]
            if values or texts:
                found.value = values[-1] if values else ""
                found.shown = texts[-1] if texts else found.value
                return
        found.shown = display(given)
        found.value = _plain(given)
        if found.kind == "date":
            found.value = formats.day(found.value)
        elif found.kind in ("money", "quantity"):
            found.value = formats.quantity(found.value)

    def _macro(self, name: str) -> Callable[..., Markup]:
        return getattr(self.view.engine.renderer.module("_fields.html"), name)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("id", ""))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _is_key(value: Any) -> bool:
    return isinstance(value, Record) or (
        isinstance(value, str) and len(value) == 36 and value.count("-") == 4
    )


def choice_of(each: Any) -> tuple[str, str]:
    if isinstance(each, Mapping):
        return str(each["id"]), display(each)
    if isinstance(each, (tuple, list)):
        return str(each[0]), str(each[1])
    return str(each), str(each)


def _shown_default(kind: Any) -> Any:
    value = default_of(kind)
    return None if value is Undefined or isinstance(value, (list, dict)) else value


def input_at(kind: Any, path: str) -> tuple[GraphQLInputObjectType, Any]:
    """The input type that holds a field, and the field: `lines.0.quantity` looks into the line's type."""
    owner: Any = get_nullable_type(kind)
    found: Any = None
    for part in path.split("."):
        if part.isdigit() or part == "__n__":
            continue
        if found is not None:
            owner = get_nullable_type(found.type)
            while isinstance(owner, GraphQLList):
                owner = get_nullable_type(owner.of_type)
        if not isinstance(owner, GraphQLInputObjectType) or part not in owner.fields:
            raise LookupError(f"{owner} has no field {part} (asked for {path})")
        found = owner.fields[part]
    return owner, found


def form(
    mutation: str,
    values: Mapping[str, Any] | None = None,
    *,
    caller: Callable[[Form], Markup] | None = None,
    **options: Any,
) -> Markup:
    """The form of one mutation of this page; without a body it is one button."""
    view = current()
    change = view.page.changes.get(mutation)
    if change is None:
        raise LookupError(f"{view.page.name}.graphql has no mutation {mutation}")
    if not view.engine.may_change(view.asking, mutation):
        return Markup("")
    made = Form(view, change, dict(values or {}), options)
    body = caller(made) if caller else None
    return made._macro("form")(made, body, options)
