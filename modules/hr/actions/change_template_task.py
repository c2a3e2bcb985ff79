"""Change a task of a template, or take it off."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from erp.masterdata.checks import name_of
from modules.hr import tables
from modules.hr.employing import words
from modules.hr.spans import span_of
from modules.hr.states import DeadlineRule, TaskOwner


async def change_template_task(
    *,
    act: Act,
    task: UUID,
    title_ja: str | None = None,
    title_en: str | None = None,
    owner: TaskOwner | None = None,
    rule: DeadlineRule | None = None,
    span: int | None = None,
    source: str | None = None,
    hint: str | None = None,
    is_active: bool | None = None,
) -> UUID:
    """What is not given stays, an empty text clears; it counts for lists made from now on."""
    rows = await lock_rows(act, tables.TemplateTask, [task])
    if not rows:
        raise NotFound("TemplateTask", task, field="task")
    row = rows[0]
    counted = rule or DeadlineRule(row["rule"])
    legal = row["source"] if source is None else words(source)
    new = {
        "id": task,
        "title_ja": row["title_ja"] if title_ja is None else name_of("titleJa", title_ja),
        "title_en": words(title_en) or row["title_en"],
        "owner": (owner or TaskOwner(row["owner"])).value,
        "rule": counted.value,
        "span": span_of(counted, row["span"] if span is None else span),
        "source": legal,
        "is_legal": legal is not None,
        "hint": row["hint"] if hint is None else words(hint),
        "is_active": row["is_active"] if is_active is None else is_active,
    }
    await act.tx.update(tables.TemplateTask, [new])
    return UUID(str(row["template"]))
