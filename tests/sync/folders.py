"""A small house's files and the mapping for them, written into a folder of a test."""

from pathlib import Path
from typing import Any
from uuid import UUID

from erp import access
from erp.sync.importing import committing, previewing
from erp.sync.importing.mapping import read_mapping
from erp.sync.importing.performing import silent
from tests.facade import Erp
from tests.server import background

FILES = {
    "customers.csv": "code,name,city\nA1,青空商店,東京\nA2,かもめ書房,横浜\n",
    "products.csv": "sku,name,price,stock\nP1,煎茶,500.00000001,10\nP2,ほうじ茶,300,20\n",
    "orders.csv": "no,customer,day,shipped\n1,A1,2026-01-10,2026-01-12\n2,A2,2026-02-03,\n",
    "lines.csv": "order,product,quantity,discount\n1,P1,2,0.150000006\n1,P2,4,0\n2,P2,5,0\n",
}

MAPPING = """
name = "small"
[[step]]
kind = "customer"
mutation = "registerParty"
file = "customers.csv"
key = "code"
[step.input]
name = "{name}"
[[step]]
kind = "address"
mutation = "addPartyAddress"
file = "customers.csv"
key = "code"
[step.input]
party = "{code|ref:customer}"
kind = "HEAD_OFFICE"
city = "{city}"
[[step]]
kind = "product"
mutation = "registerProduct"
file = "products.csv"
key = "sku"
[step.input]
name = "{name}"
unit = "{=PCS|known:unit}"
taxCode = "{=S10|known:tax_code}"
[[step]]
kind = "stock"
mutation = "receiveStock"
values = [{ on = "2026-01-01" }]
key = "on"
[step.input]
on = "{on}"
reason = "OPENING"
[step.lines]
file = "products.csv"
rows = "all"
sums.ordered = { file = "lines.csv", by = ["product", "sku"], column = "quantity" }
[step.lines.input]
product = "{sku|ref:product}"
quantity = "{stock|plus:ordered}"
unitCost = "{price|times:0.5|decimal:0}"
[[step]]
kind = "order"
mutation = "draftSalesOrder"
file = "orders.csv"
key = "no"
[step.input]
customer = "{customer|ref:customer}"
orderedOn = "{day|date}"
customerReference = "{no}"
[step.lines]
file = "lines.csv"
by = ["order", "no"]
[step.lines.input]
product = "{product|ref:product}"
quantity = "{quantity}"
unitPrice = "500"
discount = "{discount|times:100|decimal:2}"
[[step]]
kind = "order.confirm"
mutation = "confirmSalesOrder"
file = "orders.csv"
key = "no"
[step.input]
order = "{no|ref:order}"
[[step]]
kind = "order.ship"
mutation = "shipSalesOrder"
file = "orders.csv"
key = "no"
when = "shipped"
[step.input]
order = "{no|ref:order}"
on = "{shipped|date}"
"""


def a_folder(path: Path, encoding: str = "utf-8", mapping: str = MAPPING, **changed: str | bytes) -> Path:
    """The files in an encoding, some of them replaced (`orders="…"` is orders.csv)."""
    path.mkdir(exist_ok=True)
    for name, text in FILES.items():
        given = changed.get(name.removesuffix(".csv"), text)
        (path / name).write_bytes(given if isinstance(given, bytes) else given.encode(encoding))
    (path / "mapping.toml").write_text(mapping, encoding="utf-8")
    return path


def look(erp: Erp, folder: Path, *, rehearse: bool = True) -> previewing.Preview:
    """What an import of the folder would do."""

    async def work() -> previewing.Preview:
        mapping = read_mapping(folder / "mapping.toml")
        found = await previewing.read(erp.running.database, mapping, folder, None)
        if rehearse and not found.faults:
            await previewing.rehearse(erp.running.database, found, silent)
        return found

    return background().run(work())


def take_over(erp: Erp, folder: Path) -> UUID | None:
    """Import the folder without looking first."""

    async def work() -> UUID | None:
        mapping = read_mapping(folder / "mapping.toml")
        found = await previewing.read(erp.running.database, mapping, folder, None)
        assert not found.faults, [fault.text("en") for fault in found.faults]
        return await committing.commit(
            erp.running.database, found.entrance, mapping, folder, found.plan, silent
        )

    return background().run(work())


def counts(erp: Erp) -> dict[str, Any]:
    """How many rows every table has, the audit with them."""
    # The account under which the house works by itself comes with its first work of any kind.
    background().run(access.service_asking(erp.running.database, UUID(erp.company)))
    tables = erp.sql(
        """SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
           WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"""
    )
    parts = [f"SELECT '{row['name']}' AS name, count(*) AS rows FROM {row['name']}" for row in tables]
    return {row["name"]: row["rows"] for row in erp.sql(" UNION ALL ".join(parts))}
