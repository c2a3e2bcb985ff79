"""Accounts by code and tax rates by day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.masterdata.refusals import DepartmentNotInUse, NoTaxRate, UnknownAccount


async def accounts(tx: Transaction, codes: Iterable[str]) -> dict[str, UUID]:
    """The keys of accounts, by their codes; refuses when one is missing or not used any more."""
    wanted = sorted(set(codes))
    found = await tx.rows(
        "SELECT code, id FROM masterdata.account WHERE code = ANY($1::text[]) AND is_active", wanted
    )
    known = {row["code"]: row["id"] for row in found}
    missing = [code for code in wanted if code not in known]
    if missing:
        raise UnknownAccount(missing)
    return known


async def tax_codes(tx: Transaction, codes: Iterable[str]) -> dict[str, UUID]:
    """The keys of tax codes, by their codes; refuses when one is missing."""
    wanted = sorted(set(codes))
    found = await tx.rows("SELECT code, id FROM masterdata.tax_code WHERE code = ANY($1::text[])", wanted)
    known = {row["code"]: row["id"] for row in found}
    for code in wanted:
        if code not in known:
            raise NotFound("TaxCode", code, field="tax_code")
    return known


async def tax_rates(tx: Transaction, tax_codes: Iterable[UUID], on: date) -> dict[UUID, Decimal]:
    """The rate in percent of each code on a day; refuses when one has none on that day."""
    wanted = sorted(set(tax_codes))
    found = await tx.rows(
        "SELECT c.id, c.code, r.rate FROM masterdata.tax_code c"
        " LEFT JOIN masterdata.tax_rate r ON r.tax_code = c.id"
        " AND r.is_active AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to >= $2)"
        " WHERE c.id = ANY($1::uuid[])",
        wanted,
        on,
    )
    known = {row["id"] for row in found}
    for each in wanted:
        if each not in known:
            raise NotFound("TaxCode", each, field="tax_code")
    without = sorted(row["code"] for row in found if row["rate"] is None)
    if without:
        raise NoTaxRate(without, on)
    return {row["id"]: row["rate"] for row in found}


async def require_department(tx: Transaction, department: UUID, on: date) -> None:
    """Refuse a department that is unknown, or not in use on that day."""
    found = await tx.row(
        """SELECT code, valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2) AS in_use
           FROM masterdata.department WHERE id = $1""",
        department,
        on,
    )
    if found is None:
        raise NotFound("Department", department, field="department")
    if not found["in_use"]:
        raise DepartmentNotInUse(found["code"], on)
