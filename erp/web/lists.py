"""Lists and facts: tables that know their columns from the schema, filters, sorting, paging by key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLEnumType, GraphQLList, GraphQLObjectType, get_named_type, get_nullable_type
from markupsafe import Markup, escape

from erp.kernel.labels import label as label_of
from erp.web import formats
from erp.web.fields import KINDS, Field, choice_of, display
from erp.web.shapes import HIDDEN, Hidden, Leaf, MoneyText, Record, Records, Shape
from erp.web.spreading import spread_of
from erp.web.view import address, current

PAGING = ("first", "after", "last", "before")
NOT_FILTERS = (*PAGING, "sort", "done", "format", "id")
RIGHT = ("money", "quantity", "number")


@dataclass
class Column:
    """One column of a table: its head, how it sorts, how its cells look."""

    path: str
    label: str
    shown_as: str
    sort_url: str = ""
    direction: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Cell:
    column: Column
    html: Any
    url: str = ""


@dataclass
class Row:
    url: str
    cells: list[Cell]


def value_at(row: Any, path: str) -> Any:
    """The value at `customer.name`; nothing where a link on the way is empty."""
    for part in path.split("."):
        if row is None or isinstance(row, Hidden):
            return row
        row = row[part]
    return row


def kind_at(fields: Mapping[str, Any], kind: str, path: str) -> tuple[str, Any]:
    """The type that holds a column and what its values are."""
    found: Any = None
    for part in path.split("."):
        if isinstance(found, Shape):
            fields, kind = found.fields, found.kind
        found = fields.get(part)
    return kind, found


def rows_of(rows: Any) -> Any:
    """The rows of a connection, or the list itself."""
    return rows["nodes"] if isinstance(rows, Mapping) and "nodes" in rows else rows


def columns_of(rows: Any, columns: Sequence[Any], sorts: bool) -> list[Column]:
    fields = getattr(rows, "columns", None) or {}
    specs = [dict(each) if isinstance(each, Mapping) else {"field": each} for each in columns]
    paths = {each["field"] for each in specs if "field" in each}
    found: list[Column] = []
    for each in specs:
        if "spread" in each:
            found += [
                Column(head, head, each.get("as", "amount"), options={"cell": draw})
                for head, draw in spread_of(rows, each)
            ]
        else:
            found.append(_column(rows, fields, each, paths, sorts))
    return found


def _column(
    rows: Any, fields: Mapping[str, Any], options: dict[str, Any], paths: set[str], sorts: bool
) -> Column:
    path = options["field"]
    kind, leaf = kind_at(fields, getattr(rows, "kind", ""), path)
    given = label_of(f"{kind}.{path.rpartition('.')[2]}", current().language)
    through = path.rpartition(".")[0]
    named = path.endswith((".name", ".title")) or (f"{through}.name" not in paths)
    if through and named and path.endswith((".name", ".number", ".code", ".title")):
        owner, _ = kind_at(fields, getattr(rows, "kind", ""), through)
        given = label_of(f"{owner}.{path.split('.')[-2]}", current().language)
    shown = options.get("as") or getattr(leaf, "shown_as", "") or ("text" if leaf is None else "")
    if "cell" in options and shown == "code":
        shown = "text"  # the page draws the state itself
    column = Column(path, options.get("label") or given, shown or "text", options=options)
    if sorts:
        column.sort_url, column.direction = sort_of(options.get("sort") or path)
    return column


def sort_of(path: str) -> tuple[str, str]:
    """The address that sorts by a column, and how it is sorted now; empty where it cannot be."""
    view = current()
    kind = view.page.variables.get("sort") if view.page else None
    named = get_named_type(kind) if kind else None
    if not isinstance(named, GraphQLEnumType):
        return "", ""
    name = "".join("_" + letter if letter.isupper() else letter for letter in path).upper().replace(".", "_")
    up, down = f"{name}_ASC", f"{name}_DESC"
    if up not in named.values:
        return "", ""
    asked = view.asked("sort")
    now = {up: "ascending", down: "descending"}.get(asked, "")
    return here(sort=down if asked == up else up, after=None, before=None, last=None), now


def here(**changes: Any) -> str:
    """This page with some of its question changed; None takes a part away."""
    view = current()
    kept = [(name, value) for name, value in view.query if name not in changes and name != "done"]
    return address(view.page.name if view.page else view.path, [*kept, *changes.items()])


def cells_of(row: Any, columns: Sequence[Column]) -> list[Cell]:
    cells = []
    for column in columns:
        draw: Callable[..., Any] | None = column.options.get("cell")
        value = draw(row) if draw else value_at(row, column.path)
        url = ""
        if page := column.options.get("link"):
            key = value_at(row, column.options.get("id", "id"))
            url = address(page, {"id": key}) if key else ""
        cells.append(Cell(column, value, url))
    return cells


def table(
    rows: Any,
    columns: Sequence[Any],
    *,
    link: str | None = None,
    empty: str = "",
    action: Any = "",
    id: str = "id",
    caption: str = "",
    foot: Mapping[str, Any] | None = None,
    dense: bool = False,
) -> Markup:
    """A table of records; each row leads to its page, each head sorts if the list can be sorted by it."""
    sorts = isinstance(rows, Mapping)
    listed = rows_of(rows)
    heads = columns_of(listed, columns, sorts)
    drawn = []
    for row in listed or ():
        key = value_at(row, id) if link else ""
        drawn.append(Row(address(link, {"id": key}) if link and key else "", cells_of(row, heads)))
    macro = current().engine.renderer.module("_lists.html").table
    foots = {head.path: foot[head.path] for head in heads if head.path in foot} if foot else {}
    return macro(heads, drawn, empty, action, caption, foots, dense)


def facts(record: Any, columns: Sequence[Any]) -> Markup:
    """The facts of one record as pairs of label and value; empty ones are left out."""
    if not isinstance(record, Mapping):
        return Markup("")
    listed = Records([record])
    listed.kind = getattr(record, "kind", "")
    listed.columns = {name: _shape_again(value) for name, value in record.items()}
    cells = cells_of(record, columns_of(listed, columns, False))
    kept = [each for each in cells if each.html not in (None, "", []) or each.column.options.get("keep")]
    return current().engine.renderer.module("_lists.html").facts(kept)


def _shape_again(value: Any) -> Any:
    if isinstance(value, Record):
        return Shape(value.kind, {name: _shape_again(each) for name, each in value.items()}, {})
    return type(value) if isinstance(value, Leaf) else None


def paging(connection: Any) -> Markup:
    """Links to the rows before and after, by key: page 5,000 costs what page 1 costs."""
    if not isinstance(connection, Mapping):
        return Markup("")
    info = connection["pageInfo"]
    size = current().asked("first") or current().asked("last") or None
    back = forth = ""
    if info["hasPreviousPage"]:
        back = here(before=info["startCursor"], last=size or 50, after=None, first=None)
    if info["hasNextPage"]:
        forth = here(after=info["endCursor"], first=size, before=None, last=None)
    total = connection.get("totalCount", HIDDEN)
    shown = len(rows_of(connection) or ())
    return current().engine.renderer.module("_lists.html").paging(back, forth, total, shown)


def filters(names: Sequence[str], **options: Any) -> Markup:
    """The search and filter form of a list, and the conditions that are set, each with a way to drop it."""
    fields = [_filter(name, options.get(name) or {}) for name in names]
    opened = bool(options.get("open"))
    kept = [(name, value) for name, value in current().query if name == "sort"]
    chips = [each for name in names for each in _chips(name, options.get(name) or {})]
    clear = address(current().page.name, kept)
    return current().engine.renderer.module("_lists.html").filters(fields, chips, kept, clear, opened)


def _filter(name: str, options: Mapping[str, Any]) -> Field:
    view = current()
    kind = get_nullable_type(view.page.variables[name])
    inner = get_nullable_type(kind.of_type) if isinstance(kind, GraphQLList) else kind
    found = Field(
        name=name,
        path=name,
        id=f"filter-{name}",
        label=options.get("label") or variable_label(name),
        kind=KINDS.get(getattr(inner, "name", ""), "text"),
        value=view.asked(name),
        shown=view.asked(f"{name}__text") or view.asked(name),
        more={"choices": [value for key, value in view.query if key == name]},
    )
    if isinstance(inner, GraphQLEnumType):
        found.kind = "choices" if isinstance(kind, GraphQLList) else "select"
        found.options = [(value, label_of(f"{inner.name}.{value}", view.language)) for value in inner.values]
    elif getattr(inner, "name", "") == "Boolean":
        found.kind = "select"
        found.options = [("true", "はい"), ("false", "いいえ")] if view.language == "ja" else _YES_NO
    elif getattr(inner, "name", "") == "ID" and (options.get("lookup") or name in view.engine.lookups):
        found.kind, found.lookup = "lookup", options.get("lookup") or name
        if found.value and found.shown == found.value:
            # A link brought a key and no words; the page may know the record, else it is just chosen.
            known = options.get("shown")
            found.shown = display(known) if known else ("選択中" if view.language == "ja" else "chosen")
    elif options.get("options"):
        found.kind, found.options = "select", [choice_of(each) for each in options["options"]]
    elif name == "search":
        found.kind = "search"
    return found


_YES_NO = [("true", "Yes"), ("false", "No")]


def variable_label(name: str) -> str:
    """What a condition is called: the field it looks at, with from or to."""
    view = current()
    root, _, argument = (view.page.uses.get(name) or f".{name}").partition(".")
    query = view.engine.schema.query_type
    kind = get_named_type(query.fields[root].type) if root in query.fields else None
    if isinstance(kind, GraphQLObjectType) and "nodes" in kind.fields:
        kind = get_named_type(kind.fields["nodes"].type)
    owner = kind.name if kind else "Query"
    for suffix, ja, en in (("From", "（から）", " from"), ("To", "（まで）", " to")):
        if argument.endswith(suffix) and len(argument) > len(suffix):
            shown = label_of(f"{owner}.{argument.removesuffix(suffix)}", view.language)
            return shown + (ja if view.language == "ja" else en)
    return label_of(f"{owner}.{argument}", view.language)


def _chips(name: str, options: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    view = current()
    found = []
    for value in [value for key, value in view.query if key == name and value]:
        rest = [(key, each) for key, each in view.query if (key, each) != (name, value)]
        rest = [pair for pair in rest if pair[0] not in (*PAGING, f"{name}__text", f"{name}__was")]
        drawn = _filter(name, options)
        text = next((label for key, label in drawn.options if key == value), None)
        shown = text or (drawn.shown if drawn.kind == "lookup" else value)
        found.append((drawn.label, shown, address(view.page.name, rest)))
    return found


def filter_facts(view: Any) -> list[tuple[str, str]]:
    """The conditions a list is narrowed by, and its days, as pairs of what and which."""
    names = [name for name in view.page.variables if name not in NOT_FILTERS]
    found = [(label, text) for name in names for label, text, _ in _chips(name, {})]
    if not view.asked("today") and "today" in view.page.variables:
        found.append((variable_label("today"), formats.day(view.asking.today.isoformat())))
    return found


def total_of(rows: Any, path: str) -> Markup:
    """The exact sum of a column of amounts, in the currency of its rows."""
    from decimal import Decimal

    values = [value_at(row, path) for row in rows_of(rows) or ()]
    amounts = [each for each in values if isinstance(each, MoneyText)]
    summed = MoneyText(f"{sum((Decimal(str(each)) for each in amounts), Decimal(0)):f}")
    summed.currency = amounts[0].currency if amounts else ""
    return escape(summed)
