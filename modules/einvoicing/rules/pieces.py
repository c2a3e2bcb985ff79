"""What an electronic invoice is put together from, in the terms of the standard (JP PINT), as plain values.

Each field says with `at` where it stands in a UBL document, in the order UBL demands; the writer and the
reader both go by that and nothing else, so what is read is what would be written. The numbers behind are the
terms of the standard (ibt-…, ibg-…).

    >>> EParty(legal=LegalEntity(name="見本商事"), tax_numbers=(TaxNumber(number="T1234567890123"),)).t_number
    'T1234567890123'
"""

# ruff: noqa: RUF009  (`at` makes the field itself, anew for each one)

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


def at(path: str, default: Any = None) -> Any:
    """Where a value stands; without a default of its own it may be missing."""
    return field(default=default, metadata={"ubl": path})


def must(path: str) -> Any:
    """Where a value stands that no document goes without."""
    return field(metadata={"ubl": path})


def attribute(name: str, default: Any = None) -> Any:
    """A value that stands beside its element's text, as an attribute."""
    return field(default=default, metadata={"attribute": name})


@dataclass(frozen=True, slots=True)
class Amount:
    """Money with its currency."""

    value: Decimal
    currency: str = attribute("currencyID")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of which unit (UN/ECE Recommendation 20)."""

    value: Decimal
    unit: str | None = attribute("unitCode")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number somebody gave, and in which scheme."""

    value: str
    scheme: str | None = attribute("schemeID")


@dataclass(frozen=True, slots=True)
class Code:
    """A code and the words for it."""

    value: str
    name: str | None = attribute("name")


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code of a named list."""

    value: str
    list_id: str | None = attribute("listID")
    list_version: str | None = attribute("listVersionID")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside the document; its content is what Base64 says."""

    value: bytes
    media_type: str | None = attribute("mimeCode")
    name: str | None = attribute("filename")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """ibg-14, ibg-26: when the goods were delivered or the work was done."""

    starts_on: date | None = at("cbc:StartDate")
    ends_on: date | None = at("cbc:EndDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCategory:
    """A class of the consumption tax: S, AA, E, G, O (ibt-118, ibt-151) and its rate in per cent."""

    code: str | None = at("cbc:ID")
    percent: Decimal | None = at("cbc:Percent")
    exemption_code: str | None = at("cbc:TaxExemptionReasonCode")
    exemption: str | None = at("cbc:TaxExemptionReason")
    scheme: str | None = at("cac:TaxScheme/cbc:ID", "VAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCharge:
    """Something off, or something on top (ibg-20, ibg-21, ibg-27, ibg-28)."""

    is_charge: bool = must("cbc:ChargeIndicator")
    reason_code: str | None = at("cbc:AllowanceChargeReasonCode")
    reason: str | None = at("cbc:AllowanceChargeReason")
    percent: Decimal | None = at("cbc:MultiplierFactorNumeric")
    amount: Amount = must("cbc:Amount")
    base: Amount | None = at("cbc:BaseAmount")
    tax: TaxCategory | None = at("cac:TaxCategory")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """Another document by its number."""

    id: Identifier | None = at("cbc:ID")
    issued_on: date | None = at("cbc:IssueDate")
    type_code: str | None = at("cbc:DocumentTypeCode")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportingDocument:
    """ibg-24: what belongs to the invoice, inside it or at an address."""

    id: Identifier | None = at("cbc:ID")
    type_code: str | None = at("cbc:DocumentTypeCode")
    description: str | None = at("cbc:DocumentDescription")
    attachment: "Attachment | None" = at("cac:Attachment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The file, or where it is."""

    embedded: Embedded | None = at("cbc:EmbeddedDocumentBinaryObject")
    address: str | None = at("cac:ExternalReference/cbc:URI")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReference:
    """ibt-013, ibt-014: the buyer's order and the seller's number for it."""

    number: str | None = at("cbc:ID")
    sales_order: str | None = at("cbc:SalesOrderID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """ibg-05, ibg-08, ibg-12, ibg-15."""

    street: str | None = at("cbc:StreetName")
    more: str | None = at("cbc:AdditionalStreetName")
    city: str | None = at("cbc:CityName")
    postal_code: str | None = at("cbc:PostalZone")
    prefecture: str | None = at("cbc:CountrySubentity")
    line: str | None = at("cac:AddressLine/cbc:Line")
    country: str | None = at("cac:Country/cbc:IdentificationCode")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxNumber:
    """ibt-031, ibt-048: the registration number of a qualified invoice issuer."""

    number: str | None = at("cbc:CompanyID")
    scheme: str | None = at("cac:TaxScheme/cbc:ID", "VAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEntity:
    """ibt-027, ibt-044: the name in the register of companies, and the number there."""

    name: str | None = at("cbc:RegistrationName")
    number: Identifier | None = at("cbc:CompanyID")
    form: str | None = at("cbc:CompanyLegalForm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """ibg-06, ibg-09."""

    name: str | None = at("cbc:Name")
    phone: str | None = at("cbc:Telephone")
    email: str | None = at("cbc:ElectronicMail")


@dataclass(frozen=True, slots=True, kw_only=True)
class EParty:
    """Seller (ibg-04), buyer (ibg-07), payee or tax representative."""

    endpoint: Identifier | None = at("cbc:EndpointID")
    identifiers: tuple[Identifier, ...] = at("cac:PartyIdentification/cbc:ID", ())
    trading_name: str | None = at("cac:PartyName/cbc:Name")
    address: Address | None = at("cac:PostalAddress")
    tax_numbers: tuple[TaxNumber, ...] = at("cac:PartyTaxScheme", ())
    legal: LegalEntity | None = at("cac:PartyLegalEntity")
    contact: Contact | None = at("cac:Contact")

    @property
    def name(self) -> str:
        """What it is called."""
        return (self.legal and self.legal.name) or self.trading_name or ""

    @property
    def t_number(self) -> str | None:
        """Its number under the consumption tax, if it has one."""
        return next((each.number for each in self.tax_numbers if each.scheme == "VAT"), None)
