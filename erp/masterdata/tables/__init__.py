"""The shared model: one party, one product, one account plan for all companies."""

from piccolo.table import Table

from erp.masterdata.tables.account import Account, Department
from erp.masterdata.tables.calendar import ClosedDay, Holiday
from erp.masterdata.tables.company import Company, Location, Warehouse
from erp.masterdata.tables.exchange import ExchangeRate
from erp.masterdata.tables.master import MasterRecord
from erp.masterdata.tables.party import (
    DuplicateDecision,
    Party,
    PartyAddress,
    PartyContact,
    PartyMerge,
    PartyTerms,
)
from erp.masterdata.tables.price import Price, PriceList
from erp.masterdata.tables.product import Product, ProductUnit, Unit
from erp.masterdata.tables.registration import CompanyRegistration, PartyRegistration
from erp.masterdata.tables.statutory import StatutoryValue
from erp.masterdata.tables.tax import TaxCode, TaxRate

__all__ = [
    "Account",
    "ClosedDay",
    "Company",
    "CompanyRegistration",
    "Department",
    "DuplicateDecision",
    "ExchangeRate",
    "Holiday",
    "Location",
    "MasterRecord",
    "Party",
    "PartyAddress",
    "PartyContact",
    "PartyMerge",
    "PartyRegistration",
    "PartyTerms",
    "Price",
    "PriceList",
    "Product",
    "ProductUnit",
    "StatutoryValue",
    "Table",
    "TaxCode",
    "TaxRate",
    "Unit",
    "Warehouse",
]
