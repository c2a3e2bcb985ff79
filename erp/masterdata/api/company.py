"""Companies, departments and the places goods lie in."""

from datetime import date, datetime

from erp.api import ID, children, link, many, mutation, node, one
from erp.kernel.money import Rounding
from erp.masterdata import tables
from erp.masterdata.actions.change_company import change_company
from erp.masterdata.actions.change_warehouse import change_warehouse
from erp.masterdata.actions.end_department import end_department
from erp.masterdata.actions.record_company_registration import record_company_registration
from erp.masterdata.actions.register_company import register_company
from erp.masterdata.actions.register_department import register_department
from erp.masterdata.actions.register_location import register_location
from erp.masterdata.actions.register_warehouse import register_warehouse
from erp.masterdata.api.party import Party


@node(tables.Company)
class Company:
    """A legal entity: one set of books, one currency, one registration number on its invoices."""

    id: ID
    code: str
    name: str
    name_kana: str | None
    currency: str
    timezone: str
    t_number: str | None
    corporate_number: str | None
    postal_code: str | None
    address: str | None
    phone: str | None
    fiscal_year_start_month: int
    tax_rounding: Rounding
    is_active: bool
    issues_simplified: bool
    registrations: list["CompanyRegistration"] = children("company", by="recorded_at", expected=2)


@node(tables.CompanyRegistration, part_of=Company)
class CompanyRegistration:
    """From when to when a company of ours may issue qualified invoices."""

    id: ID
    t_number: str
    valid_from: date
    ends_on: date | None
    recorded_at: datetime


@node(tables.Warehouse)
class Warehouse:
    """A building or yard of one company in which goods lie."""

    id: ID
    code: str
    name: str
    address: str | None
    is_active: bool
    owner: ID | None
    review_on: date | None
    is_transit: bool
    consignee: Party | None = link("consignee")
    company: Company = link("company")
    locations: list["Location"] = children("warehouse", by="code")


@node(tables.Location, part_of=Warehouse)
class Location:
    """A place inside a warehouse."""

    id: ID
    code: str
    name: str
    is_default: bool
    is_active: bool
    warehouse: Warehouse = link("warehouse")


@node(tables.Department)
class Department:
    """A part of the organisation, from a day on and possibly until one."""

    id: ID
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    owner: ID | None
    review_on: date | None
    parent: "Department | None" = link("parent")


QUERY = [
    one(Company),
    many(Company, filters=("is_active",), search=("code", "name", "name_kana"), sorts=("code", "name"),
         default_sort="code"),
    one(Warehouse),
    many(Warehouse, filters=("is_active", "is_transit"), search=("code", "name"), sorts=("code", "name"),
         default_sort="code"),
    one(Location),
    many(Location, filters=("warehouse", "is_active"), search=("code", "name"), sorts=("code", "name"),
         default_sort="code"),
    one(Department),
    many(Department, search=("code", "name"), sorts=("code", "name", "valid_from"), default_sort="code"),
]  # fmt: skip
MUTATION = [
    mutation(register_company, Company),
    mutation(change_company, Company),
    mutation(record_company_registration, Company),
    mutation(register_warehouse, Warehouse),
    mutation(change_warehouse, Warehouse),
    mutation(register_location, Location),
    mutation(register_department, Department),
    mutation(end_department, Department),
]
