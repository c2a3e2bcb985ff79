"""Money that came in, what is open between us and others, and what was set against what.

Only an open item's remainder goes down and up; receipts and matchings are facts.
"""

from decimal import Decimal

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text
from erp.masterdata.tables import Account, Company, Party
from modules.accounting.states import FeeTreatment, OpenItemKind


class BankAccount(Table, schema="accounting", tablename="bank_account"):
    """An account of ours at a bank, with its account in the books; `printed_as` is how invoices name it."""

    id = key()
    company = ref(Company)
    name = text()
    account = ref(Account)
    is_default = flag()
    is_active = flag()
    printed_as = text(null=True)


class Receipt(Table, schema="accounting", tablename="receipt"):
    """Money that came in from a customer; `fee` is what the bank kept and we bear.

    With `returns` it is money that went back to him, of the receipt named there. `taken_from` is the account
    it stood in before, where it was in the books before anybody knew whose it was. `difference` pays debts
    like money, or (below zero) is kept from them, in the account named beside it.
    """

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    received_on = day()
    bank_account = ref(BankAccount)
    amount = money()
    fee = money()
    currency = text()
    memo = text(null=True)
    origin = text()
    recorded_at = instant()
    returns = ref("self", null=True)
    fee_as = choice(FeeTreatment, default=FeeTreatment.BANK_FEE)
    taken_from = ref(Account, null=True)
    difference = money(default=Decimal(0))
    difference_account = ref(Account, null=True)


class OpenItem(Table, schema="accounting", tablename="open_item"):
    """What is still open of a document; `open_amount` never leaves 0 … `amount`."""

    id = key()
    company = ref(Company)
    party = ref(Party)
    kind = choice(OpenItemKind)
    document = key_of_document()
    number = text()
    opened_on = day()
    due_on = day()
    currency = text()
    amount = money()
    open_amount = money()


class Matching(Table, schema="accounting", tablename="matching"):
    """So much of a credit was set against a receivable; `undoes` names the matching this row takes back."""

    id = key()
    company = ref(Company)
    receivable = ref(OpenItem)
    credit = ref(OpenItem)
    amount = money()
    currency = text()
    matched_on = day()
    matched_at = instant()
    undoes = ref("self", null=True)
    reason = text(null=True)
