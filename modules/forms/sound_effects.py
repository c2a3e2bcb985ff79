"""Whether what a version brings about can be brought about: checked when it is published.

A form does nothing that its designer could not do: an effect that changes master data needs the permission of
that verb.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from erp.kernel.asking import Act
from modules.forms.designing import FormRow, fields_of, form_named
from modules.forms.masters import MASTER_VERBS, inputs_of
from modules.forms.refusals import DesignUnsound
from modules.forms.rules.fields import Field, FieldKind
from modules.forms.states import EffectKind

EFFECTS = "SELECT * FROM forms.form_effect WHERE version = $1 ORDER BY position, id"
ALERTS = "SELECT * FROM forms.form_alert WHERE version = $1 ORDER BY position, id"


async def check_effects(act: Act, form: FormRow, fields: Sequence[Field]) -> None:
    """Every field that an effect or an alert names is there and of the right kind."""
    kinds = {each.code: each.kind for each in fields}
    for row in await act.tx.rows(EFFECTS, form.draft):
        await _check_effect(act, row, kinds)
    for row in await act.tx.rows(ALERTS, form.draft):
        if kinds.get(row["day_field"]) is not FieldKind.DATE:
            raise DesignUnsound("ALERT_NEEDS_A_DATE", row["day_field"])
        if row["notice_field"] and kinds.get(row["notice_field"]) is not FieldKind.NUMBER:
            raise DesignUnsound("NOTICE_NEEDS_A_NUMBER", row["notice_field"])
        if row["done_field"] and row["done_field"] not in kinds:
            raise DesignUnsound("UNKNOWN_FIELD", row["done_field"])


async def _check_effect(act: Act, row: Any, kinds: Mapping[str, FieldKind]) -> None:
    mapping = mapping_of(row)
    for source in (each["source"] for each in mapping if each["source"]):
        if source not in kinds and source not in FROM_REQUEST:
            raise DesignUnsound("UNKNOWN_FIELD", source)
    if row["due_field"] and kinds.get(row["due_field"]) is not FieldKind.DATE:
        raise DesignUnsound("DUE_NEEDS_A_DATE", row["due_field"])
    kind = EffectKind(row["kind"])
    targets: set[str] = set()
    if kind is EffectKind.ADD_RECORD:
        register = await form_named(act, row["register"])
        version = register.current or register.draft
        targets = {each.code for each in await fields_of(act.tx, version)} if version else set()
    elif kind is EffectKind.CHANGE_MASTER:
        permission = MASTER_VERBS.get(row["verb"])
        if permission is None:
            raise DesignUnsound("UNKNOWN_VERB", row["verb"])
        act.need(permission)
        targets = inputs_of(row["verb"])
    for each in mapping:
        if kind is not EffectKind.OPEN_TASK and each["target"] not in targets:
            raise DesignUnsound("UNKNOWN_TARGET", each["target"])


# What an effect may take from a request beside its fields.
FROM_REQUEST = frozenset({"number", "title", "requested_by", "today"})


def mapping_of(row: Any) -> list[dict[str, Any]]:
    """What is filled from where."""
    given = row["mapping"]
    return list(json.loads(given) if isinstance(given, str) else given)
