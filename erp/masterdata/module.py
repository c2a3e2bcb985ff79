"""What master data says of itself: the records every other part refers to."""

from erp.kernel.module import Module
from erp.masterdata import tables

MODULE = Module(
    name="masterdata",
    label_ja="マスタ",
    label_en="Master data",
    needs=("kernel",),
    tables=(
        tables.Company,
        tables.TaxCode,
        tables.TaxRate,
        tables.Unit,
        tables.Account,
        tables.Department,
        tables.Party,
        tables.PartyTerms,
        tables.PartyAddress,
        tables.PartyContact,
        tables.PartyMerge,
        tables.DuplicateDecision,
        tables.Product,
        tables.ProductUnit,
        tables.Warehouse,
        tables.Location,
        tables.PriceList,
        tables.Price,
        tables.StatutoryValue,
        tables.ExchangeRate,
        tables.Holiday,
        tables.ClosedDay,
        tables.PartyRegistration,
        tables.CompanyRegistration,
    ),
)
APP_CONFIG = MODULE.piccolo_app()
