"""An electronic invoice as a whole: how it is paid, its tax, its totals, its lines.

The order of fields is the order UBL demands; see `pieces`.

    >>> EInvoice(specification="urn:peppol:pint:selfbilling-1@jp-1").profile.value
    'SELF_BILLING'
"""

# ruff: noqa: RUF009  (`at` makes the field itself, anew for each one)

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modules.einvoicing.rules.pieces import (
    Address,
    AllowanceCharge,
    Amount,
    Code,
    DocumentReference,
    EParty,
    Identifier,
    ListedCode,
    Measure,
    OrderReference,
    Period,
    SupportingDocument,
    TaxCategory,
    at,
    must,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """ibg-13: where and when the goods went."""

    delivered_on: date | None = at("cbc:ActualDeliveryDate")
    place: Identifier | None = at("cac:DeliveryLocation/cbc:ID")
    address: Address | None = at("cac:DeliveryLocation/cac:Address")
    party: str | None = at("cac:DeliveryParty/cac:PartyName/cbc:Name")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAccount:
    """ibg-17: the account the money goes to."""

    id: Identifier | None = at("cbc:ID")
    name: str | None = at("cbc:Name")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCard:
    """ibg-18."""

    number: str | None = at("cbc:PrimaryAccountNumberID")
    network: str | None = at("cbc:NetworkID")
    holder: str | None = at("cbc:HolderName")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMandate:
    """ibg-19: direct debit."""

    id: str | None = at("cbc:ID")
    account: str | None = at("cac:PayerFinancialAccount/cbc:ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMeans:
    """ibg-16: how it is to be paid; 30 and 58 are transfers."""

    id: str | None = at("cbc:ID")
    code: Code | None = at("cbc:PaymentMeansCode")
    remittance: tuple[str, ...] = at("cbc:PaymentID", ())
    card: PaymentCard | None = at("cac:CardAccount")
    account: PaymentAccount | None = at("cac:PayeeFinancialAccount")
    mandate: PaymentMandate | None = at("cac:PaymentMandate")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """ibg-33."""

    instruction: str | None = at("cbc:PaymentMeansID")
    note: str | None = at("cbc:Note")
    amount: Amount | None = at("cbc:Amount")
    installment_due_on: date | None = at("cbc:InstallmentDueDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepaidPayment:
    """ibg-35: what was paid already."""

    id: str | None = at("cbc:ID")
    amount: Amount | None = at("cbc:PaidAmount")
    received_on: date | None = at("cbc:ReceivedDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSubtotal:
    """ibg-23: one class and rate with its base and its tax, rounded once."""

    base: Amount | None = at("cbc:TaxableAmount")
    tax: Amount | None = at("cbc:TaxAmount")
    category: TaxCategory | None = at("cac:TaxCategory")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    """ibt-110, or ibt-111 in yen when the document is in another currency."""

    tax: Amount | None = at("cbc:TaxAmount")
    subtotals: tuple[TaxSubtotal, ...] = at("cac:TaxSubtotal", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """ibg-22: what the document comes to."""

    lines: Amount | None = at("cbc:LineExtensionAmount")
    without_tax: Amount | None = at("cbc:TaxExclusiveAmount")
    with_tax: Amount | None = at("cbc:TaxInclusiveAmount")
    allowances: Amount | None = at("cbc:AllowanceTotalAmount")
    charges: Amount | None = at("cbc:ChargeTotalAmount")
    prepaid: Amount | None = at("cbc:PrepaidAmount")
    rounding: Amount | None = at("cbc:PayableRoundingAmount")
    payable: Amount | None = at("cbc:PayableAmount")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """ibt-132, ibt-183: a line of an order."""

    line: str | None = at("cbc:LineID")
    order: str | None = at("cac:OrderReference/cbc:ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class DespatchLine:
    """ibt-184: a line of a delivery note."""

    line: str | None = at("cbc:LineID")
    document: str | None = at("cac:DocumentReference/cbc:ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """ibg-32: something told of an item."""

    name: str | None = at("cbc:Name")
    value: str | None = at("cbc:Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """ibg-31."""

    description: str | None = at("cbc:Description")
    name: str | None = at("cbc:Name")
    buyers_number: str | None = at("cac:BuyersItemIdentification/cbc:ID")
    sellers_number: str | None = at("cac:SellersItemIdentification/cbc:ID")
    standard_number: Identifier | None = at("cac:StandardItemIdentification/cbc:ID")
    origin: str | None = at("cac:OriginCountry/cbc:IdentificationCode")
    classes: tuple[ListedCode, ...] = at("cac:CommodityClassification/cbc:ItemClassificationCode", ())
    tax: TaxCategory | None = at("cac:ClassifiedTaxCategory")
    properties: tuple[Property, ...] = at("cac:AdditionalItemProperty", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceDiscount:
    """ibt-147, ibt-148: what the gross price was lowered by."""

    is_charge: bool = must("cbc:ChargeIndicator")
    amount: Amount | None = at("cbc:Amount")
    gross: Amount | None = at("cbc:BaseAmount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """ibg-29: the price without tax of so many units."""

    amount: Amount | None = at("cbc:PriceAmount")
    per: Measure | None = at("cbc:BaseQuantity")
    discount: PriceDiscount | None = at("cac:AllowanceCharge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """ibg-25."""

    id: str | None = at("cbc:ID")
    note: str | None = at("cbc:Note")
    quantity: Measure | None = at("cbc:InvoicedQuantity")
    amount: Amount | None = at("cbc:LineExtensionAmount")
    accounting_cost: str | None = at("cbc:AccountingCost")
    period: Period | None = at("cac:InvoicePeriod")
    order_line: OrderLine | None = at("cac:OrderLineReference")
    despatch_line: DespatchLine | None = at("cac:DespatchLineReference")
    documents: tuple[DocumentReference, ...] = at("cac:DocumentReference", ())
    allowances: tuple[AllowanceCharge, ...] = at("cac:AllowanceCharge", ())
    item: Item | None = at("cac:Item")
    price: Price | None = at("cac:Price")


class Profile(StrEnum):
    """Which of the three specifications a document follows."""

    STANDARD = "STANDARD"
    NON_REGISTERED = "NON_REGISTERED"
    SELF_BILLING = "SELF_BILLING"


# Specification identifier (ibt-024), business process (ibt-023) and type (ibt-003) of each.
PROFILES = {
    Profile.STANDARD: ("urn:peppol:pint:billing-1@jp-1", "urn:peppol:bis:billing", "380"),
    Profile.NON_REGISTERED: ("urn:peppol:pint:nontaxinvoice-1@jp-1", "urn:peppol:bis:billing", "480"),
    Profile.SELF_BILLING: ("urn:peppol:pint:selfbilling-1@jp-1", "urn:peppol:bis:selfbilling", "389"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoice:
    """A whole document."""

    specification: str | None = at("cbc:CustomizationID")
    process: str | None = at("cbc:ProfileID")
    number: str | None = at("cbc:ID")
    issued_on: date | None = at("cbc:IssueDate")
    issued_at: str | None = at("cbc:IssueTime")
    due_on: date | None = at("cbc:DueDate")
    type_code: str | None = at("cbc:InvoiceTypeCode")
    note: str | None = at("cbc:Note")
    tax_point_on: date | None = at("cbc:TaxPointDate")
    currency: str | None = at("cbc:DocumentCurrencyCode")
    tax_currency: str | None = at("cbc:TaxCurrencyCode")
    accounting_cost: str | None = at("cbc:AccountingCost")
    buyer_reference: str | None = at("cbc:BuyerReference")
    period: Period | None = at("cac:InvoicePeriod")
    order: OrderReference | None = at("cac:OrderReference")
    preceding: tuple[DocumentReference, ...] = at("cac:BillingReference/cac:InvoiceDocumentReference", ())
    despatch: str | None = at("cac:DespatchDocumentReference/cbc:ID")
    receipt: str | None = at("cac:ReceiptDocumentReference/cbc:ID")
    tender: str | None = at("cac:OriginatorDocumentReference/cbc:ID")
    contract: str | None = at("cac:ContractDocumentReference/cbc:ID")
    supporting: tuple[SupportingDocument, ...] = at("cac:AdditionalDocumentReference", ())
    project: str | None = at("cac:ProjectReference/cbc:ID")
    seller: EParty | None = at("cac:AccountingSupplierParty/cac:Party")
    buyer: EParty | None = at("cac:AccountingCustomerParty/cac:Party")
    payee: EParty | None = at("cac:PayeeParty")
    tax_representative: EParty | None = at("cac:TaxRepresentativeParty")
    delivery: Delivery | None = at("cac:Delivery")
    payment_means: tuple[PaymentMeans, ...] = at("cac:PaymentMeans", ())
    payment_terms: tuple[PaymentTerms, ...] = at("cac:PaymentTerms", ())
    prepaid: tuple[PrepaidPayment, ...] = at("cac:PrepaidPayment", ())
    allowances: tuple[AllowanceCharge, ...] = at("cac:AllowanceCharge", ())
    tax_totals: tuple[TaxTotal, ...] = at("cac:TaxTotal", ())
    totals: Totals | None = at("cac:LegalMonetaryTotal")
    lines: tuple[Line, ...] = at("cac:InvoiceLine", ())

    @property
    def profile(self) -> Profile | None:
        """Which specification it says it follows."""
        said = self.specification or ""
        return next((each for each, (name, _, _) in PROFILES.items() if said.startswith(name)), None)

    @property
    def subtotals(self) -> tuple[TaxSubtotal, ...]:
        """Those in the document's own currency."""
        return next(
            (each.subtotals for each in self.tax_totals if each.tax and each.tax.currency == self.currency),
            (),
        )

    @property
    def tax_total(self) -> Amount | None:
        """ibt-110: the tax in the document's own currency."""
        return next(
            (each.tax for each in self.tax_totals if each.tax and each.tax.currency == self.currency), None
        )
