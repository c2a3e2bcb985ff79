"""Draft a form: a request form or a register begins, with a version to design and nothing asked yet."""

import re
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import PREFIXES
from modules.forms import tables
from modules.forms.designing import draft_version, trusted
from modules.forms.naming import labels_of, words
from modules.forms.refusals import FormCodeTaken, PrefixTaken
from modules.forms.rules.fields import CODE
from modules.forms.states import AccessKind, Audience, FormKind, FormState

PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}", re.ASCII)
TAKEN = "SELECT code, prefix FROM forms.form WHERE company = $1 AND (code = $2 OR prefix = $3)"


async def draft_form(
    *,
    act: Act,
    code: str,
    name_ja: str,
    prefix: str,
    kind: FormKind = FormKind.REQUEST,
    name_en: str | None = None,
    hint_ja: str | None = None,
    hint_en: str | None = None,
    is_yearly: bool = True,
) -> UUID:
    """Draft a form under a code, with the letters its numbers begin with.

    Anybody may send off a request until that is narrowed; a register is kept by who drafted it
    until others are named. Refuses a code or a prefix that is taken.
    """
    code, prefix = code.strip(), prefix.strip().upper()
    if not CODE.fullmatch(code):
        raise BadInput("code", "NOT_A_FIELD_CODE")
    if not PREFIX.fullmatch(prefix):
        raise BadInput("prefix", "NOT_A_PREFIX")
    ja, en = labels_of(name_ja, name_en, "nameJa")
    await _refuse_taken(act, code, prefix)
    form = new_id()
    row = {
        "id": form,
        "company": act.company,
        "code": code,
        "kind": kind,
        "state": FormState.DRAFT,
        "name_ja": ja,
        "name_en": en,
        "hint_ja": words(hint_ja, "hintJa"),
        "hint_en": words(hint_en, "hintEn"),
        "prefix": prefix,
        "is_yearly": is_yearly,
        "drafted_by": act.actor,
    }
    await act.tx.insert(tables.Form, [row])
    await draft_version(act, form, 1)
    opened: dict[str, Any] = {"id": new_id(), "company": act.company, "form": form}
    if kind is FormKind.REGISTER:
        opened |= {"access": AccessKind.KEEP, "audience": Audience.USER, "target": act.actor}
    else:
        opened |= {"access": AccessKind.SUBMIT, "audience": Audience.EVERYONE, "target": None}
    if kind is FormKind.REQUEST or not trusted(act):
        await act.tx.insert(tables.FormAccess, [opened])
    return form


async def _refuse_taken(act: Act, code: str, prefix: str) -> None:
    for row in await act.tx.rows(TAKEN, act.company, code, prefix):
        raise FormCodeTaken(code) if row["code"] == code else PrefixTaken(prefix)
    if prefix in PREFIXES.values():
        raise PrefixTaken(prefix)
