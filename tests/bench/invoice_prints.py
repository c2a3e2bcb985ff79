"""How long it takes until 1,000 invoices lie there as one archive and one PDF, though a worker dies over it.

From asking to both files: renderings are made by a worker that is a process of its own; it is killed at a
third of the way, a second one goes on, and nothing is printed twice. Progress is read as a page reads it.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.accounting.actions.print_invoices import print_invoices
from modules.accounting.invoice_batches import work_on_batches
from tests.bench.filling import copy, filling, first, party
from tests.bench.house import House
from tests.bench.rows import Row
from tests.people import founder

INVOICES, LINES = 1_000, 5
GOAL_S = 180.0
_STATE = "SELECT done, finished_at, file, merged FROM accounting.print_batch WHERE id = $1"
_COUNTS = """
SELECT (SELECT count(*) FROM accounting.invoice_rendering) AS printed,
       (SELECT size FROM kernel.stored_file f JOIN accounting.print_batch b ON f.id = b.merged) AS size
"""


async def bench(house: House, invoices: int = INVOICES) -> list[Row]:
    """Issue, ask, kill one worker on the way, wait for the second."""
    os.environ["ERP_DATA_DIR"] = str(house.data_dir)
    database = await Database.open(house.url, size=4)
    try:
        batch_of = await _issue(database, house, invoices)
        began = clock.monotonic()
        batch = await batch_of()
        worker = await _worker(house)
        seen = [await _until(database, house, batch, done=invoices // 3)]
        os.kill(worker.pid, signal.SIGKILL)
        await worker.wait()
        worker = await _worker(house)
        seen += [await _until(database, house, batch, done=invoices * 2 // 3)]
        await _until(database, house, batch, done=None)
        took = clock.monotonic() - began
        worker.kill()
        await worker.wait()
        (counts,) = await database.rows(_COUNTS, company=house.company)
        assert counts["printed"] == invoices and seen == sorted(seen) and 0 < seen[0] < invoices
        print(f"progress seen {seen}, merged PDF {counts['size'] / 1e6:.1f} MB", file=sys.stderr)
    finally:
        await database.close()
    return [Row("1,000 invoices as one file, a worker killed", "s", took, None, at_most=GOAL_S)]


async def _until(database: Database, house: House, batch: UUID, *, done: int | None) -> int:
    while True:
        (row,) = await database.rows(_STATE, batch, company=house.company)
        if (row["finished_at"] is not None) if done is None else (row["done"] >= done):
            return int(row["done"])
        await asyncio.sleep(0.2)


async def _worker(house: House) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.invoice_prints",
        house.url,
        env=os.environ | {"ERP_DATA_DIR": str(house.data_dir)},
    )


async def _issue(database: Database, house: House, invoices: int) -> Any:
    """The invoices, without their renderings; answers what asks for the batch."""
    today = clock.today("Asia/Tokyo")
    asking = replace(founder(house.company), today=today)
    async with filling(house) as owner:
        taxed = await owner.fetchval("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
        unit, customer = await first(owner, "unit"), party(1)
        await copy(owner, "masterdata.party", [customer])
    lines = [
        accounting.InvoiceLineDraft(
            description=f"見本の品 その{at}",
            quantity=Quantity(Decimal(at)),
            unit=unit,
            unit_price=Money(Decimal(1234)),
            tax_code=taxed,
        )
        for at in range(1, LINES + 1)
    ]
    for start in range(0, invoices, 100):
        async with database.transaction(asking=asking, verb="issue_invoice") as tx:
            act = Act(tx=tx, asking=asking, verb="issue_invoice")
            for _ in range(start, min(start + 100, invoices)):
                await accounting.issue_invoice(act=act, customer=customer["id"], on=today, lines=lines)

    async def ask() -> UUID:
        async with database.transaction(asking=asking, verb="print_invoices") as tx:
            return await print_invoices(act=Act(tx=tx, asking=asking, verb="print_invoices"))

    return ask


async def _work(url: str) -> None:
    """The worker: nothing but its job for batches, until somebody ends it."""
    database = await Database.open(url, size=4)
    while True:
        await work_on_batches(database)
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1]))
