"""Rows for benches, copied in by the superuser without triggers and foreign keys: quick, and sound by
construction.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel.keys import new_id
from tests.bench.house import House


@asynccontextmanager
async def filling(house: House) -> AsyncIterator[asyncpg.Connection]:
    """The superuser, for whom nothing is checked."""
    owner = await asyncpg.connect(house.superuser)
    try:
        await owner.execute("SET session_replication_role = replica")
        yield owner
    finally:
        await owner.close()


async def first(owner: asyncpg.Connection, master: str) -> UUID:
    """Any one record of a master: the first."""
    found: UUID = await owner.fetchval(f"SELECT id FROM masterdata.{master} ORDER BY id LIMIT 1")
    return found


def party(at: int) -> dict[str, Any]:
    texts = {"number": f"BENCH-P{at}", "name": f"株式会社見本{at}", "name_key": f"見本{at}"}
    kinds = {"kind": "COMPANY", "billing": "PER_SHIPMENT", "holiday_shift": "NONE", "t_number_state": "NONE"}
    flags = {"is_customer": True, "is_supplier": False, "prices_include_tax": False, "is_active": True}
    terms = {"language": "ja", "currency": "JPY", "payment_months": 1, "payment_day": 31, "version": 1}
    return {"id": new_id()} | texts | kinds | flags | terms


def product(at: int, unit: UUID, tax_code: UUID) -> dict[str, Any]:
    texts = {"number": f"BENCH-I{at}", "name": f"見本の品 その{at}", "name_key": f"品{at}", "kind": "GOODS"}
    return (
        {"id": new_id(), "unit": unit, "tax_code": tax_code, "is_stocked": True}
        | texts
        | {
            "is_active": True,
            "version": 1,
        }
    )


async def copy(owner: asyncpg.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    schema, _, name = table.partition(".")
    columns = list(rows[0])
    records = [tuple(row[column] for column in columns) for row in rows]
    await owner.copy_records_to_table(name, schema_name=schema, columns=columns, records=records)
    await owner.execute(f"VACUUM ANALYZE {table}")
