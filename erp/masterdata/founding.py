"""A company begins: its record and the first warehouse with a place for goods."""

from typing import Any

from erp.kernel.asking import Act
from erp.masterdata.placing import place_warehouse
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Company
from erp.masterdata.writing import add


async def found_company(act: Act, row: dict[str, Any]) -> None:
    """Write both. For a moment we speak for the new company: nobody else may write its warehouse."""
    await add(act, Company, row, taken=NumberTaken("Company", row["code"], field="code"))
    await act.tx.run("SELECT set_config('app.company', $1, true)", str(row["id"]))
    name = "本社倉庫" if row["timezone"] == "Asia/Tokyo" else "Main warehouse"
    await place_warehouse(act, row["id"], "W1", name)
    await act.tx.run("SELECT set_config('app.company', $1, true)", str(act.company))
