"""Deadlines of records are told on their days: a row each."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.rules.deadlines import deadline_of, level_on, to_tell
from modules.forms.states import NoticeUnit
from modules.forms.telling import tell_keepers

# The rules of the version in use look at every record that stands, whatever version it was entered on.
CANDIDATES = """
    SELECT r.id AS record, r.form, r.title, a.id AS rule, a.title_ja, a.day_field, a.notice_unit,
           a.lead_days, d.day,
           trunc(coalesce(n.number, 0))::int AS notice
    FROM forms.form f JOIN forms.form_version v ON v.form = f.id AND v.state = 'PUBLISHED'
    JOIN forms.form_alert a ON a.version = v.id
    JOIN forms.register_record r ON r.form = f.id AND r.state = 'ACTIVE'
    JOIN forms.field_value d ON d.record = r.id AND d.field = a.day_field AND d.row = 0 AND d.day IS NOT NULL
    LEFT JOIN forms.field_value n ON n.record = r.id AND n.field = a.notice_field AND n.row = 0
         AND n.number BETWEEN 0 AND 1200
    WHERE f.company = $1 AND f.state = 'PUBLISHED'
      AND d.day <= $2::date + a.lead_days
                   + CASE a.notice_unit WHEN 'DAYS' THEN 1 ELSE 31 END * trunc(coalesce(n.number, 0))::int
      AND NOT EXISTS (SELECT FROM forms.field_value x
                      WHERE x.record = r.id AND x.field = a.done_field
                        AND (x.day IS NOT NULL OR x.number IS NOT NULL OR x.reference IS NOT NULL
                             OR (x.text IS NOT NULL AND x.text <> 'false')))
    ORDER BY d.day, r.number
"""
LEVELS = """
    SELECT t.record, o.day_field, t.deadline, array_agg(t.level) AS levels,
           bool_or(t.raised_on = $2) AS today
    FROM forms.alert t JOIN forms.form_alert o ON o.id = t.rule
    WHERE t.company = $1 AND t.record = ANY($3::uuid[]) GROUP BY 1, 2, 3
"""


async def tell_deadlines(act: Act) -> int:
    """Write what is to be told today; told twice on a day it is told once. Answers how much that was."""
    near = await act.tx.rows(CANDIDATES, act.company, act.today)
    if not near:
        return 0
    told = await act.tx.rows(LEVELS, act.company, act.today, [row["record"] for row in near])
    known = {(row["record"], row["day_field"], row["deadline"]): row for row in told}
    rows = []
    for row in near:
        unit = NoticeUnit(row["notice_unit"])
        deadline = deadline_of(row["day"], min(max(row["notice"], 0), 1200), unit.value)
        before = known.get((row["record"], row["day_field"], deadline))
        level = level_on(deadline, row["lead_days"], act.today)
        levels = frozenset(before["levels"]) if before else frozenset[str]()
        if (before and before["today"]) or not to_tell(level, levels):
            continue
        rows.append(_alert(act, row, level, deadline))
    await act.tx.insert(tables.Alert, rows)
    await tell_keepers(act, rows, {row["record"]: row["form"] for row in near})
    return len(rows)


def _alert(act: Act, row: Any, level: str | None, deadline: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "record": UUID(str(row["record"])),
        "rule": row["rule"],
        "title": f"{row['title_ja']}：{row['title']}"[:200],
        "level": level,
        "deadline": deadline,
        "raised_on": act.today,
    }
