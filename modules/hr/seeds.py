"""The usual positions and checklists, and the people of the demo company."""

import tomllib
from pathlib import Path
from typing import Any

from erp.kernel.asking import Act
from modules.hr.actions.add_template_task import add_template_task
from modules.hr.actions.register_checklist_template import register_checklist_template
from modules.hr.states import ChecklistOccasion, DeadlineRule, TaskOwner

USUAL = Path(__file__).with_name("checklists.toml")


async def keep_current(act: Act) -> None:
    """The usual templates, where they are not there yet."""
    usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))["template"]
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM hr.checklist_template")}
    for each in usual:
        if each["code"] not in there:
            await _template(act, each)


async def _template(act: Act, each: dict[str, Any]) -> None:
    template = await register_checklist_template(
        act=act,
        code=each["code"],
        name_ja=each["name_ja"],
        name_en=each["name_en"],
        occasion=ChecklistOccasion(each["occasion"]),
    )
    for title_ja, title_en, owner, rule, span, source, hint in each["tasks"]:
        await add_template_task(
            act=act,
            template=template,
            title_ja=title_ja,
            title_en=title_en,
            owner=TaskOwner(owner),
            rule=DeadlineRule(rule),
            span=span,
            source=source,
            hint=hint,
        )
