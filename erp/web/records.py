"""What was recorded about a record, in words: which fields changed, who did it by which verb, its kind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from erp.kernel.labels import camel, label, table
from erp.web.view import current

SYSTEM_FIELDS = {"id", "company", "tx", "recorded_at", "search", "name_key"}
LONGEST = 80


@dataclass
class Changed:
    label: str
    before: str
    after: str


def kind_label(kind: str) -> str:
    """sales_order → 受注."""
    name = camel(str(kind).lower())
    return label(name[:1].upper() + name[1:], current().language)


def verb_label(verb: str | None) -> str:
    """confirm_sales_order → 受注を確定."""
    return label(f"Mutation.{camel(str(verb))}", current().language) if verb else ""


def changed_fields(change: Mapping[str, Any]) -> list[Changed]:
    """The fields of one change with their values before and after; inner ones are left out."""
    told = change["changes"]
    parts = json.loads(told) if isinstance(told, str) else told
    kind = camel(str(change["tableName"]).rpartition(".")[2])
    owner = kind[:1].upper() + kind[1:]
    found = []
    for name, value in (parts or {}).items():
        if name in SYSTEM_FIELDS:
            continue
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        shown = label(f"{owner}.{camel(name)}", current().language)
        found.append(Changed(shown, _text(owner, name, before), _text(owner, name, after)))
    return found


def _text(owner: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if text.isupper():
        kinds = (f"{owner}{name[:1].upper()}{camel(name)[1:]}", owner)
        labels = table(current().language)
        text = next((labels[kind][text] for kind in kinds if text in labels.get(kind, {})), text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
