"""The forms that come with the house: made once in a company, through the same verbs as any other."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.actions.add_form_alert import add_form_alert
from modules.forms.actions.add_form_effect import MappingDraft, add_form_effect
from modules.forms.actions.add_form_field import add_form_field
from modules.forms.actions.draft_form import draft_form
from modules.forms.actions.grant_form_access import grant_form_access
from modules.forms.actions.publish_form import publish_form
from modules.forms.field_rows import ChoiceDraft
from modules.forms.states import AccessKind, Audience, EffectKind, Feeds, FieldKind, FormKind, NoticeUnit

FILE = Path(__file__).with_name("shipped.toml")
THERE = "SELECT code FROM forms.form WHERE company = $1"
PREFIXES = "SELECT prefix FROM forms.form WHERE company = $1"
ROLE = "SELECT id FROM access.role WHERE code = $1"
# Who keeps the registers that come with the house, beside the administrators.
KEEPERS = ("administrator", "accounting")
TABLE = """
    SELECT f.id FROM forms.form_field f JOIN forms.form_version v ON v.id = f.version
    WHERE v.form = $1 AND v.state = 'DRAFT' AND f.code = $2 AND f.parent IS NULL
"""


async def ship_forms(act: Act) -> int:
    """Make those a company does not have yet; answers how many. One it has, or had, is left alone."""
    there = {row["code"] for row in await act.tx.rows(THERE, act.company)}
    taken = {row["prefix"] for row in await act.tx.rows(PREFIXES, act.company)}
    made = 0
    for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["form"]:
        if each["code"] not in there and each["prefix"] not in taken:
            await _make(act, each)
            made += 1
    return made


async def _make(act: Act, given: dict[str, Any]) -> None:
    code, kind = given["code"], FormKind(given["kind"])
    named: dict[str, Any] = {
        name: given.get(name) for name in ("name_ja", "name_en", "hint_ja", "hint_en", "prefix")
    }
    form = await draft_form(
        act=act,
        code=code,
        kind=kind,
        is_yearly=given.get("is_yearly", True),
        **named,
    )
    for field in given["fields"]:
        await _field(act, code, field)
        if "columns" in field:
            parent = await act.tx.value(TABLE, form, field["code"])
            for column in field["columns"]:
                await _field(act, code, column, parent)
    await _what_follows(act, code, given)
    if kind is FormKind.REGISTER:
        await _open(act, code, given.get("open_to_all", False))
    await publish_form(act=act, form=code)


async def _field(act: Act, form: str, given: dict[str, Any], parent: UUID | None = None) -> None:
    await add_form_field(
        act=act,
        form=form,
        parent=parent,
        kind=FieldKind(given["kind"]),
        code=given["code"],
        label_ja=given["ja"],
        label_en=given["en"],
        hint_ja=given.get("hint_ja"),
        hint_en=given.get("hint_en"),
        is_required=given.get("required", False),
        is_listed=given.get("listed", True),
        default_value=given.get("default"),
        sums=given.get("sums"),
        feeds=Feeds(given["feeds"]) if "feeds" in given else None,
        choices=[ChoiceDraft(ja, en, value) for value, ja, en in given.get("choices", ())],
    )


async def _what_follows(act: Act, form: str, given: dict[str, Any]) -> None:
    for each in given.get("effects", ()):
        await add_form_effect(
            act=act,
            form=form,
            kind=EffectKind(each["kind"]),
            title_ja=each["ja"],
            title_en=each["en"],
            register=each.get("register"),
            role=await act.tx.value(ROLE, each["role"]) if "role" in each else None,
            due_days=each.get("due_days"),
            due_field=each.get("due_field"),
            mapping=[MappingDraft(target, source) for target, source in each.get("mapping", ())],
        )
    for each in given.get("alerts", ()):
        await add_form_alert(
            act=act,
            form=form,
            title_ja=each["ja"],
            title_en=each["en"],
            day_field=each["day"],
            notice_field=each.get("notice"),
            notice_unit=NoticeUnit(each.get("unit", "DAYS")),
            lead_days=each["lead"],
            done_field=each.get("done"),
        )


async def _open(act: Act, form: str, to_all: bool) -> None:
    """A register is kept by those who do such things anyway, or by everybody."""
    if to_all:
        await grant_form_access(act=act, form=form, access=AccessKind.KEEP, audience=Audience.EVERYONE)
        return
    for code in KEEPERS:
        role = await act.tx.value(ROLE, code)
        if role is not None:
            await grant_form_access(
                act=act, form=form, access=AccessKind.KEEP, audience=Audience.ROLE, role=role
            )
