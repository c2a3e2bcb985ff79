"""Write a payroll file: a closed month in the columns a payroll wants."""

import asyncio
import csv
import io
import json
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.files import keep
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.column_sets import columns_of
from modules.attendance.rules.payroll_items import PayrollFigure, column_of, shown

LINES = """
    SELECT l.*, to_char(p.month, 'YYYY-MM') AS month, p.from_on, p.to_on, p.rule_version,
           coalesce(u.name, '') AS closed_by_name
    FROM attendance.payroll_line l JOIN attendance.payroll_period p ON p.id = l.payroll_period
    LEFT JOIN access.app_user u ON u.id = p.closed_by
    WHERE l.payroll_period = $1 ORDER BY l.employee_number, l.kind DESC, l.id
"""


async def write_payroll_file(*, act: Act, period: UUID, format: UUID) -> UUID:
    """Each file is kept; a difference of an earlier month is a line of its own."""
    closed = await act.tx.row(
        "SELECT number FROM attendance.payroll_period WHERE id = $1 AND company = $2", period, act.company
    )
    if closed is None:
        raise NotFound("PayrollPeriod", period, field="period")
    saved = await columns_of(act, format, is_outgoing=True)
    lines = await act.tx.rows(LINES, period)
    content = await asyncio.to_thread(written_file, saved, [dict(row) for row in lines])
    name = f"{closed['number']}-{saved['code']}.csv"
    file = await keep(
        act, content, name=name, media_type="text/csv", permission="attendance.read_payroll_period"
    )
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "payroll_period": period,
        "column_set": format,
        "file": file,
        "file_name": name,
        "line_count": len(lines),
        "written_by": act.actor,
        "written_at": act.at,
    }
    await act.tx.insert(tables.PayrollFile, [row])
    return made


def written_file(saved: dict[str, Any], lines: list[dict[str, Any]]) -> bytes:
    """The whole file; a letter the encoding does not have is refused by name."""
    columns = json.loads(saved["columns"]) if isinstance(saved["columns"], str) else saved["columns"]
    out = io.StringIO()
    if saved["first_line"]:
        out.write(f"{saved['first_line']}\r\n")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([each["heading"] for each in columns])
    wanted = [
        (PayrollFigure(kind), form) for kind, _, form in (each["item"].partition(":") for each in columns)
    ]
    for line in lines:
        writer.writerow([_cell(shown(item, line[column_of(item)], form)) for item, form in wanted])
    text = out.getvalue()
    try:
        return text.encode("cp932") if saved["encoding"] == "CP932" else b"\xef\xbb\xbf" + text.encode()
    except UnicodeEncodeError as error:
        raise BadInput("format", "LETTER_NOT_IN_ENCODING", given=text[error.start]) from None


def _cell(text: str) -> str:
    """A name that begins like a formula is never calculated by whoever opens the file."""
    return (
        f"'{text}" if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:2].isdigit()) else text
    )
