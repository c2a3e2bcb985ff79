"""What was recorded about a record, in words: which fields changed, who did it by which verb, its kind."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from erp.kernel.labels import camel, label
from erp.web import formats
from erp.web.view import current

WITHOUT_NEWS = {"id", "company", "tx", "recordedAt", "createdAt", "search", "nameKey", "version", "origin"}
KEY = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
LONGEST = 80


@dataclass
class Changed:
    label: str
    before: str
    after: str


def kind_label(kind: str) -> str:
    """sales_order → 受注."""
    return label(_type_name(kind), current().language)


def state_label(kind: str, state: str) -> str:
    """sales_order, CONFIRMED → 確定; a state whose type has another name keeps its own."""
    value = str(state)
    shown = current().engine.schema.type_map.get(_type_name(str(kind)))
    known = isinstance(shown, GraphQLObjectType) and "state" in shown.fields
    owner = get_named_type(shown.fields["state"].type) if known else None
    if isinstance(owner, GraphQLEnumType) and value in owner.values:
        return label(f"{owner.name}.{value}", current().language)
    return value


def verb_label(verb: str | None) -> str:
    """confirm_sales_order → 受注を確定."""
    return label(f"Mutation.{camel(str(verb))}", current().language) if verb else ""


def changed_fields(change: Mapping[str, Any]) -> list[Changed]:
    """The fields of one change with their values before and after, as the pages show such values."""
    told = change["changes"]
    parts = json.loads(told) if isinstance(told, str) else told
    table = str(change["tableName"])
    owner = _type_name(table if table in OTHER_NAMES else table.rpartition(".")[2].removeprefix("app_"))
    found = []
    for name, value in (parts or {}).items():
        field = camel(name)
        if field in WITHOUT_NEWS:
            continue
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        shown = Changed(
            label(f"{owner}.{field}", current().language),
            _text(owner, field, before),
            _text(owner, field, after),
        )
        if shown.before or shown.after:
            found.append(shown)
    return found


# Tables whose type has another name: lists of the schema are called connections, and the books have accounts.
OTHER_NAMES = {
    "connection": "system_connection",
    "identity.account": "identity_account",
    "identity.holder": "account_holder",
    "identity.inventory": "identity_inventory",
    "identity.system": "identity_system",
    "identity.wish": "account_wish",
}


def _type_name(kind: str) -> str:
    name = camel(OTHER_NAMES.get(str(kind).lower(), str(kind).lower()))
    return name[:1].upper() + name[1:]


def _text(owner: str, field: str, value: Any) -> str:
    """A stored value as people read it; the key of another record says nothing to anybody."""
    if value is None or value == "" or KEY.fullmatch(str(value)):
        return ""
    if isinstance(value, bool):
        words = {"ja": ("いいえ", "はい"), "en": ("no", "yes")}
        return words[current().language][value]
    kind = _kind(owner, field)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(kind, GraphQLEnumType):
        text = label(f"{kind.name}.{text}", current().language)
    elif getattr(kind, "name", "") in ("Money", "Quantity", "Decimal"):
        text = formats.quantity(text)
    elif getattr(kind, "name", "") == "Date":
        text = formats.day(text)
    elif getattr(kind, "name", "") == "DateTime":
        text = formats.moment(text, current().asking.timezone)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _kind(owner: str, field: str) -> Any:
    found = current().engine.schema.type_map.get(owner)
    if isinstance(found, GraphQLObjectType) and field in found.fields:
        return get_named_type(found.fields[field].type)
    return None
