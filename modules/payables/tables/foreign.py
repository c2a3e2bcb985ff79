"""What is owed in another currency: how much of it was paid, and what it is worth at the end of a period."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, money, quantity, ref, text, whole
from erp.masterdata.tables import Company
from modules.payables.states import CurrencyValuationState
from modules.payables.tables.invoices import SupplierInvoice
from modules.payables.tables.payments import Payment


class ForeignSettlement(Table, schema="payables", tablename="foreign_settlement"):
    """So much of an invoice in its own currency was paid or credited, and what it had been booked at.

    The payment that came back takes the same up again, with both figures below nothing.
    """

    id = key()
    company = ref(Company)
    payment = ref(Payment, null=True)
    credit_note = ref(SupplierInvoice, null=True)
    supplier_invoice = ref(SupplierInvoice)
    settled_on = day()
    amount = money()
    booked = money()
    paid = money()


class CurrencyValuation(Table, schema="payables", tablename="currency_valuation"):
    """What is open in other currencies, valued at the rates of a day and taken back on the next."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(CurrencyValuationState)
    valued_on = day()
    gain = money()
    loss = money()
    entry = key_of_document(null=True)
    reversal = key_of_document(null=True)
    made_by = key_of_document()
    made_at = instant()
    undo_reason = text(null=True)


class CurrencyValuationLine(Table, schema="payables", tablename="currency_valuation_line"):
    """One invoice: open in its currency, booked at, worth at the rate of the day."""

    id = key()
    company = ref(Company)
    currency_valuation = ref(CurrencyValuation)
    line_no = whole()
    supplier_invoice = ref(SupplierInvoice)
    currency = text()
    foreign_open = money()
    booked = money()
    rate = quantity()
    value = money()
