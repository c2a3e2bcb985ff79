"""The company in whose books one writes, and where its goods lie."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.kernel.money import Rounding
from erp.masterdata.placing import place_transit
from erp.masterdata.refusals import NoDefaultLocation


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """What documents need to know of their company."""

    id: UUID
    code: str
    name: str
    currency: str
    timezone: str
    t_number: str | None
    fiscal_year_start_month: int
    tax_rounding: Rounding
    is_active: bool


async def company_row(tx: Transaction, company: UUID) -> CompanyRow:
    """One company by its key."""
    found = await tx.rows(
        "SELECT id, code, name, currency, timezone, t_number, fiscal_year_start_month, tax_rounding,"
        " is_active FROM masterdata.company WHERE id = $1",
        company,
    )
    if not found:
        raise NotFound("Company", company)
    row = dict(found[0])
    return CompanyRow(**(row | {"tax_rounding": Rounding(row["tax_rounding"])}))


async def default_warehouse(tx: Transaction, company: UUID, named: UUID | None = None) -> UUID:
    """The warehouse that is named, if it is one of this company; else the first active one by its code."""
    return (await _default_place(tx, company, named))["warehouse"]


async def default_location(tx: Transaction, company: UUID, warehouse: UUID | None = None) -> UUID:
    """The place in a warehouse goods go to when nobody names one."""
    return (await _default_place(tx, company, warehouse))["location"]


async def transit_location(act: Act) -> UUID:
    """Where goods are that left one warehouse of the company and have not reached another; made when first
    needed.
    """
    found = await act.tx.value(
        "SELECT l.id FROM masterdata.warehouse w JOIN masterdata.location l ON l.warehouse = w.id"
        " WHERE w.company = $1 AND w.is_transit",
        act.company,
    )
    return found or await place_transit(act)


async def _default_place(tx: Transaction, company: UUID, warehouse: UUID | None):
    found = await tx.rows(
        "SELECT w.id AS warehouse, l.id AS location"
        " FROM masterdata.warehouse w JOIN masterdata.location l ON l.warehouse = w.id AND l.is_default"
        " WHERE w.company = $1 AND w.is_active AND NOT w.is_transit"
        " AND (w.id = $2 OR $2::uuid IS NULL AND w.consignee IS NULL) ORDER BY w.code LIMIT 1",
        company,
        warehouse,
    )
    if not found and warehouse is not None:
        raise NotFound("Warehouse", warehouse, field="warehouse")
    if not found:
        raise NoDefaultLocation(field="warehouse")
    return found[0]
