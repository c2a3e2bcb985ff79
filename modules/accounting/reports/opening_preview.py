"""What an import of opening balances would write, and whether both sides agree."""

from typing import Any

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from modules.accounting.opening_table import opening_of, totals
from modules.accounting.previewing import looking


async def opening_preview(asking: Asking, database: Database, *, csv: str | None = None) -> dict[str, Any]:
    """Both totals and how many rows of each sort; a row that cannot be read is refused by its line."""
    if not csv:
        return {"lines": 0, "items": 0, "debit": 0, "credit": 0, "difference": 0}
    act = looking(asking, database, "import_opening_balance")
    lines, items = await opening_of(act, csv)
    left, right = totals(lines, items)
    return {
        "lines": len(lines),
        "items": len(items),
        "debit": left,
        "credit": right,
        "difference": left - right,
    }
