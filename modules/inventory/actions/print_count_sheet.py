"""Print a count sheet: what is to be counted, place by place, with room to write."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from modules.inventory import tables
from modules.inventory.states import PrintKind

COUNT = """
    SELECT c.number, (SELECT count(*) FROM inventory.stock_count_line l WHERE l.stock_count = c.id) AS lines
    FROM inventory.stock_count c WHERE c.id = $1
"""


async def print_count_sheet(*, act: Act, count: UUID) -> UUID:
    """Ask for the sheet of a count; answers what is printed. The PDF is made at once by a job.

    Of a blind count it does not say what is expected.
    """
    row = await act.tx.row(COUNT, count)
    if row is None:
        raise NotFound("StockCount", count, field="count")
    print_id = new_id()
    head = {"id": print_id, "company": act.company, "kind": PrintKind.COUNT_SHEET.value}
    head |= {"title": row["number"], "pieces": row["lines"], "said": {}, "document": count}
    await act.tx.insert(tables.StockPrint, [head | {"recorded_at": act.at, "attempts": 0}])
    return print_id
