"""How cases of the usual kinds are counted, and what the demo company thinks a case takes."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from erp.kernel.asking import Act
from erp.kernel.money import Money
from modules.kpi.actions.define_process import define_process
from modules.kpi.actions.set_process_minutes import set_process_minutes
from modules.kpi.knowing import known_states

USUAL = Path(__file__).with_name("usual.toml")
MINUTES = (("expense_claim", 12), ("supplier_invoice", 8), ("sales_order", 10), ("purchase_order", 15))


async def keep_current(act: Act) -> None:
    """The first version of each usual definition whose kind is installed, where there is none."""
    there = {row["kind"] for row in await act.tx.rows("SELECT kind FROM kpi.process_definition")}
    for row in tomllib.loads(USUAL.read_text(encoding="utf-8"))["process"]:
        if row["kind"] in known_states() and row["kind"] not in there:
            await define_process(act=act, **row)


async def seed_demo(act: Act) -> None:
    """Minutes and an hour's cost, so that costs can be seen."""
    for kind, minutes in MINUTES:
        if kind in known_states():
            await set_process_minutes(
                act=act,
                kind=kind,
                minutes=Decimal(minutes),
                yen_per_hour=Money(Decimal(3000)),
                valid_from=date(act.today.year - 1, 1, 1),
            )
