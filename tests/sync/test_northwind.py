"""Northwind as a proof: two years of a real trade taken over, and every figure compared with the files."""

import asyncio
import os
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.facade import Erp, Running
from tests.people import a_person
from tests.server import ROOT, Server, background
from tests.sync.folders import counts

FOLDER = Path(os.environ.get("ERP_TEST_NORTHWIND", ROOT.parent / "shared" / "data" / "northwind"))
MAPPING = ROOT / "erp" / "sync" / "mappings" / "northwind.toml"
CENT = Decimal("0.01")

pytestmark = [
    pytest.mark.skipif(
        not (FOLDER / "orders.csv").is_file(),
        reason=f"the Northwind files are not in {FOLDER}; name their folder in ERP_TEST_NORTHWIND",
    ),
    # One database is taken over once and asked by all of these.
    pytest.mark.xdist_group("northwind"),
]


def _take_over(url: str) -> None:
    from erp.kernel.database import Database
    from erp.kernel.migrating import migrate
    from erp.kernel.seeding import seed

    async def work() -> None:
        database = await Database.open(url)
        try:
            await seed(database, demo=False)
            assert await _import(database) is not None
        finally:
            await database.close()

    migrate(url)
    asyncio.run(work())


async def _import(database: Any) -> UUID | None:
    from erp.sync.importing import committing, previewing
    from erp.sync.importing.mapping import read_mapping
    from erp.sync.importing.performing import silent

    mapping = read_mapping(MAPPING)
    found = await previewing.read(database, mapping, FOLDER, None)
    assert not found.faults, [fault.text("en") for fault in found.faults]
    return await committing.commit(database, found.entrance, mapping, FOLDER, found.plan, silent)


def _somebody(running: Running) -> Erp:
    company = running.sql("SELECT id FROM masterdata.company WHERE code = 'NW'")[0]["id"]
    roles = ["administrator", "sales", "warehouse", "accounting"]
    token = background().run(a_person(running.database, "nw", roles, company))
    return Erp(running, login="nw", token=token, company=str(company))


@pytest.fixture(scope="module")
def northwind(server: Server, first_of_april: None) -> Iterator[Erp]:
    """The house with Northwind in it."""
    name = server.clone(server.template("northwind", _take_over))
    running = Running(server, name)
    yield _somebody(running)
    running.end()
    server.drop(name)


def _lines() -> list[dict[str, Any]]:
    """The shipped lines, computed from the files without any code of ours."""
    import pandas

    details = pandas.read_csv(FOLDER / "order_details.csv", dtype=str)
    orders = pandas.read_csv(FOLDER / "orders.csv", dtype=str)
    return details.merge(orders[["order_id", "shipped_date"]], on="order_id").to_dict("records")


def _amount(line: dict[str, Any]) -> Decimal:
    price = Decimal(line["unit_price"]).quantize(CENT, ROUND_HALF_UP)
    discount = Decimal(line["discount"]).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return (price * Decimal(line["quantity"]) * (1 - discount)).quantize(CENT, ROUND_HALF_UP)


def _is_shipped(line: dict[str, Any]) -> bool:
    return isinstance(line["shipped_date"], str)


def test_everything_came(northwind: Erp) -> None:
    found = northwind.query(
        """{ customers: parties(isCustomer: true) { totalCount }
             suppliers: parties(isSupplier: true) { totalCount }
             products { totalCount } salesOrders { totalCount } invoices { totalCount }
             open: salesOrders(shipped: [NONE]) { totalCount } }"""
    )
    assert {name: each["totalCount"] for name, each in found.items()} == {
        "customers": 91, "suppliers": 29, "products": 77, "salesOrders": 830, "invoices": 809, "open": 21,
    }  # fmt: skip
    assert northwind.sql("SELECT count(*) AS n FROM ordering.sales_order_line")[0]["n"] == 2155
    employees = "SELECT count(*) AS n FROM access.app_user WHERE login LIKE '%@northwind.example'"
    assert northwind.sql(employees)[0]["n"] == 9
    states = northwind.sql("SELECT DISTINCT state FROM ordering.sales_order")
    assert states == [{"state": "CONFIRMED"}]


def test_the_trial_balance_balances_on_every_months_end(northwind: Erp) -> None:
    import pandas

    for end in pandas.date_range("1996-07-31", "1998-12-31", freq="ME"):
        rows = northwind.query(
            "query($on: Date!) { trialBalance(asOf: $on) { debit credit } }", on=end.date()
        )["trialBalance"]
        debit, credit = (sum(Decimal(row[side]) for row in rows) for side in ("debit", "credit"))
        assert debit == credit > 0, end


def test_revenue_is_the_sum_of_the_files_lines_rounded_to_cents(northwind: Erp) -> None:
    expected = sum(_amount(line) for line in _lines() if _is_shipped(line))
    billed = northwind.sql("SELECT sum(total) AS total FROM accounting.invoice")[0]["total"]
    sales = northwind.sql(
        """SELECT sum(l.credit - l.debit) AS total FROM accounting.journal_line l
           JOIN masterdata.account a ON a.id = l.account WHERE a.kind = 'REVENUE'"""
    )[0]["total"]
    assert billed == sales == expected


def test_each_order_comes_to_what_its_lines_come_to(northwind: Erp) -> None:
    expected: dict[str, Decimal] = {}
    for line in _lines():
        expected[line["order_id"]] = expected.get(line["order_id"], Decimal(0)) + _amount(line)
    rows = northwind.sql("SELECT customer_reference AS id, total FROM ordering.sales_order")
    assert {row["id"]: row["total"] for row in rows} == expected


def test_what_may_be_promised_is_what_the_files_say_lies_there(northwind: Erp) -> None:
    import pandas

    products = pandas.read_csv(FOLDER / "products.csv", dtype=str)
    held: dict[str, Decimal] = dict.fromkeys(products["product_id"], Decimal(0))
    for line in _lines():
        if not _is_shipped(line):
            held[line["product_id"]] += Decimal(line["quantity"])
    expected = {
        row["product_name"]: (Decimal(row["units_in_stock"]), held[row["product_id"]])
        for row in products.to_dict("records")
    }
    found = northwind.query("{ stockOnHand { productName available reserved } }")["stockOnHand"]
    stock = {row["productName"]: (Decimal(row["available"]), Decimal(row["reserved"])) for row in found}
    assert stock == expected


def test_stock_value_is_its_account_on_every_months_end(northwind: Erp) -> None:
    rows = northwind.sql(
        """SELECT d.day,
                  (SELECT coalesce(sum(CASE WHEN m.to_location IS NULL THEN -m.value ELSE m.value END), 0)
                   FROM inventory.stock_move m WHERE m.occurred_on <= d.day) AS goods,
                  (SELECT coalesce(sum(l.debit - l.credit), 0) FROM accounting.journal_line l
                   JOIN accounting.posting_account p ON p.account = l.account AND p.company = l.company
                   WHERE p.purpose = 'STOCK' AND l.effective_on <= d.day) AS books
           FROM (SELECT (date '1996-07-01' + n * interval '1 month' - interval '1 day')::date AS day
                 FROM generate_series(1, 30) n) d"""
    )
    assert len(rows) == 30
    assert all(row["goods"] == row["books"] > 0 for row in rows)


def test_again_nothing_changes(northwind: Erp) -> None:
    before = counts(northwind)
    assert background().run(_import(northwind.running.database)) is None
    assert counts(northwind) == before


def test_the_events_of_the_import_bill_nothing_twice(northwind: Erp) -> None:
    while northwind.deliver_events():
        pass
    assert northwind.sql("SELECT count(*) AS n FROM accounting.invoice")[0]["n"] == 809
    assert not northwind.sql("SELECT FROM kernel.delivery WHERE state <> 'DONE'")


def test_after_the_undo_nothing_is_left_but_the_history(northwind: Erp) -> None:
    from erp.sync.importing.undoing import undo

    (run,) = northwind.sql("SELECT id FROM sync.import_run")
    work = undo(northwind.running.database, run["id"], "NW", "only a try")
    background().run(work, timeout=240)
    rest = northwind.sql(
        "SELECT account, sum(debit - credit) AS rest FROM accounting.journal_line GROUP BY account"
    )
    assert len(rest) >= 4 and not any(row["rest"] for row in rest)
    ends = northwind.sql(
        """SELECT account, date_trunc('month', effective_on), sum(debit - credit) AS rest
           FROM accounting.journal_line GROUP BY 1, 2 HAVING sum(debit - credit) <> 0"""
    )
    assert not ends, "each fact was answered in its own month"
    assert not northwind.sql("SELECT FROM inventory.stock_balance WHERE on_hand <> 0 OR reserved <> 0")
    assert not northwind.sql("SELECT FROM inventory.stock_value WHERE quantity <> 0 OR value <> 0")
    assert not northwind.sql("SELECT FROM accounting.open_item WHERE open_amount <> 0")
    assert not northwind.sql("SELECT FROM masterdata.party WHERE is_active")
