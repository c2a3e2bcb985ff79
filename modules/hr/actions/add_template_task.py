"""Put a task on a template."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.masterdata.checks import name_of
from modules.hr import tables
from modules.hr.employing import words
from modules.hr.spans import span_of
from modules.hr.states import DeadlineRule, TaskOwner

LAST = "SELECT coalesce(max(position), 0) FROM hr.template_task WHERE template = $1"


async def add_template_task(
    *,
    act: Act,
    template: UUID,
    title_ja: str,
    owner: TaskOwner,
    rule: DeadlineRule,
    span: int,
    title_en: str | None = None,
    source: str | None = None,
    hint: str | None = None,
) -> UUID:
    """A task with its deadline, counted from the day of the event; with a source it is one of the law."""
    if not await lock_rows(act, tables.ChecklistTemplate, [template]):
        raise NotFound("ChecklistTemplate", template, field="template")
    title = name_of("titleJa", title_ja)
    row = {
        "id": new_id(),
        "template": template,
        "position": await act.tx.value(LAST, template) + 1,
        "title_ja": title,
        "title_en": words(title_en) or title,
        "owner": owner.value,
        "rule": rule.value,
        "span": span_of(rule, span),
        "is_legal": words(source) is not None,
        "source": words(source),
        "hint": words(hint),
        "is_active": True,
    }
    await act.tx.insert(tables.TemplateTask, [row])
    return template
