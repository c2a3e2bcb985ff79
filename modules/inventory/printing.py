"""Labels and count sheets become PDFs: once, after they were asked for, and outside every transaction."""

import json
import logging
from typing import Any
from uuid import UUID

from erp import printing
from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from modules.inventory.coding import bars, square
from modules.inventory.states import PrintKind

log = logging.getLogger("erp.stock_print")

READ = "inventory.read_stock_print"
TEMPLATES = {
    PrintKind.LABELS: "modules/inventory/prints/labels.typ",
    PrintKind.COUNT_SHEET: "modules/inventory/prints/count_sheet.typ",
}
MOST_TRIES = 5
HELD_S = 120
AT_ONCE = 10

TAKE = """
UPDATE inventory.stock_print
   SET held_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
 WHERE id IN (SELECT p.id FROM inventory.stock_print p
               WHERE p.company = $1 AND p.file IS NULL AND p.attempts < $3
                 AND (p.held_until IS NULL OR p.held_until < clock_timestamp())
               ORDER BY p.id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING id, kind, title, document, said::text AS said, recorded_at::date AS day
"""
KEEP = """
UPDATE inventory.stock_print SET file = $3, rendered_at = $4, held_until = NULL
 WHERE id = $1 AND company = $2 AND file IS NULL
"""
COUNT = """
    SELECT c.number, c.is_blind, c.started_on, c.note, w.name AS warehouse, o.name AS company
    FROM inventory.stock_count c JOIN masterdata.warehouse w ON w.id = c.warehouse
    JOIN masterdata.company o ON o.id = c.company WHERE c.id = $1
"""
# Where somebody counted already, what was expected then; else what lies there now.
LINES = """
    SELECT l.line_no, p.code || ' ' || p.name AS place, i.number, i.name, l.lot, u.name_ja AS unit,
           trim_scale(coalesce(b.on_hand, 0))::text AS expected
    FROM inventory.stock_count_line l
    JOIN masterdata.location p ON p.id = l.location
    JOIN masterdata.product i ON i.id = l.product
    JOIN masterdata.unit u ON u.id = i.unit
    LEFT JOIN inventory.stock_balance b ON b.product = l.product AND b.location = l.location
         AND b.lot = l.lot AND b.owner IS NOT DISTINCT FROM l.owner
    WHERE l.stock_count = $1 ORDER BY l.line_no
"""


async def render_stock_prints(database: Database) -> int:
    """Print what is waiting, company by company; answers how many."""
    made = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        made += await _render(database, company["id"])
    return made


async def _render(database: Database, company: UUID) -> int:
    asking = await service_asking(database, company, "worker")
    async with database.transaction(asking=asking, verb="render_stock_print") as tx:
        taken = await tx.rows(TAKE, company, HELD_S, MOST_TRIES, AT_ONCE)
    made = 0
    for row in taken:
        kind = PrintKind(row["kind"])
        try:
            data = await _data(database, company, kind, dict(row))
            content = await printing.pdf(TEMPLATES[kind], data, created=row["day"])
        except (printing.PrintingFailed, printing.PrintTooLong):  # one that fails does not hold others back
            log.exception("%s of %s could not be printed", kind, row["title"])
            continue
        await _keep(database, asking, row, content)
        made += 1
    return made


async def _data(database: Database, company: UUID, kind: PrintKind, row: dict[str, Any]) -> dict[str, Any]:
    if kind is PrintKind.LABELS:
        said = json.loads(row["said"])
        labels = [
            each | {"bars": bars(each["code"]), "square": square(each["code"])} for each in said["labels"]
        ]
        copies = [each for each in labels for _ in range(each["copies"])]
        return {"title": row["title"], "skip": said["skip"], "labels": copies}
    (head,) = await database.rows(COUNT, row["document"], company=company)
    lines = await database.rows(LINES, row["document"], company=company)
    names = ("line_no", "place", "number", "name", "lot", "expected", "unit")
    return {
        "number": head["number"],
        "company": head["company"],
        "warehouse": head["warehouse"],
        "started_on": head["started_on"],
        "note": head["note"] or "",
        "blind": head["is_blind"],
        "square": square(head["number"]),
        "rows": [
            ["" if head["is_blind"] and name == "expected" else line[name] for name in names]
            for line in lines
        ],
    }


async def _keep(database: Database, asking: Asking, row: Any, content: bytes) -> None:
    async with database.transaction(asking=asking, verb="render_stock_print") as tx:
        act = Act(tx=tx, asking=asking, verb="render_stock_print")
        word = "ラベル" if row["kind"] == PrintKind.LABELS.value else "棚卸表"
        name = f"{word}-{row['title'][:60].replace('/', '-')}.pdf"
        file = await files.keep(act, content, name=name, media_type="application/pdf", permission=READ)
        await act.tx.run(KEEP, row["id"], act.company, file, act.at)
