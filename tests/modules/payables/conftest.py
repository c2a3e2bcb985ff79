"""Payables as tests meet them: accounts and tax codes by code, suppliers, and papers in one line."""

from typing import Any

import pytest

from tests.facade import Erp

REGISTERED = "T8999900000100"


class Desk:
    """Somebody who enters and pays what suppliers ask for, in the yen company, in April 2026."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp
        rows = erp.sql("SELECT code, id FROM masterdata.account")
        self.accounts = {row["code"]: str(row["id"]) for row in rows}
        rows = erp.sql("SELECT code, id FROM masterdata.tax_code")
        self.tax_codes = {row["code"]: str(row["id"]) for row in rows}
        self._turn = 0

    def supplier(self, name: str = "株式会社富士見製紙", *, registered: bool = True, **given: Any) -> str:
        """A new supplier, registered as an issuer unless said otherwise."""
        number = {"t_number": REGISTERED} if registered else {}
        return self.erp.register_party(
            name=name,
            is_supplier=True,
            is_customer=False,
            accept_duplicates=True,
            reason="test",
            **number | given,
        )

    def line(
        self, amount: str = "50000", account: str = "5120", tax: str = "P10", **given: Any
    ) -> dict[str, Any]:
        """A line of a paper."""
        return {
            "account": self.accounts[account],
            "amount": amount,
            "tax_code": self.tax_codes[tax],
            "description": "用紙",
        } | given

    def draft(self, supplier: str, *lines: dict[str, Any], selection: str = "id", **given: Any) -> Any:
        """A paper of the first of April over 50,000 and tax, under a number of its own."""
        self._turn += 1
        values = {
            "supplier": supplier,
            "invoiced_on": "2026-04-01",
            "supplier_number": f"F-{self._turn}",
            "lines": list(lines) or [self.line()],
        }
        return self.erp.draft_supplier_invoice(selection, **values | given)

    def posted(self, supplier: str, *lines: dict[str, Any], selection: str = "id", **given: Any) -> Any:
        """The same, in the books."""
        return self.erp.post_supplier_invoice(selection, invoice=self.draft(supplier, *lines, **given))

    def balances(self, as_of: str = "2027-03-31") -> dict[str, str]:
        """Balances of the trial balance by account, without those that are nothing."""
        asked = "query($on: Date!) { trialBalance(asOf: $on) { accountCode balance } }"
        rows = self.erp.query(asked, on=as_of)["trialBalance"]
        return {row["accountCode"]: row["balance"] for row in rows if row["balance"] != "0"}

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return self.erp.sql(f"SELECT count(*) AS n FROM {table}")[0]["n"]


@pytest.fixture
def desk(erp: Erp) -> Desk:
    """The desk of the yen company."""
    return Desk(erp)


class House(Desk):
    """The desk with an account of ours that sends transfers, and a second person."""

    def __init__(self, erp: Erp) -> None:
        super().__init__(erp)
        (row,) = erp.sql("SELECT id FROM accounting.bank_account WHERE is_default")
        self.bank = str(row["id"])
        self.other = erp.as_user("megumi", ["accounting"])
        self.ours()

    def ours(self, **given: Any) -> None:
        """What the bank knows of our account."""
        values = {
            "bank_account": self.bank,
            "bank_code": "1",
            "bank_name": "ミホン",
            "branch_code": "2",
            "branch_name": "ホンテン",
            "account_number": "1234567",
            "requester_code": "12345",
            "requester_name": "ミホンショウジ(カ",
        }
        self.erp.set_transfer_account(**values | given)

    def account(self, supplier: str, **given: Any) -> str:
        """A proposed account of a supplier."""
        values = {
            "supplier": supplier,
            "holder": "フジミセイシ（カ",
            "bank_code": "5",
            "bank_name": "アオバ",
            "branch_code": "33",
            "branch_name": "エキマエ",
            "account_number": "76543",
        }
        return self.erp.propose_supplier_account(**values | given)

    def payee(self, name: str = "株式会社富士見製紙", **terms: Any) -> str:
        """A supplier with a confirmed account."""
        supplier = self.supplier(name)
        self.other.confirm_supplier_account(account=self.account(supplier), call_back="4/1 登録の番号に電話")
        if terms:
            self.erp.set_supplier_terms(supplier=supplier, **terms)
        return supplier

    def run(self, **given: Any) -> str:
        """A draft of what is due until the end of May."""
        return self.erp.draft_payment_run(**{"pay_on": "2026-05-29", "due_until": "2026-06-01"} | given)

    def approved(self, **given: Any) -> str:
        """A run that somebody else said yes to."""
        run = self.run(**given)
        self.erp.propose_payment_run(run=run)
        self.other.approve_payment_run(run=run)
        return run

    def settlement(self, invoice: str) -> tuple[str, str]:
        """How far an invoice is paid."""
        asked = "query($id: ID!) { supplierInvoice(id: $id) { settlement openAmount } }"
        found = self.erp.query(asked, id=invoice)["supplierInvoice"]
        return found["settlement"], found["openAmount"]

    def owed(self, as_of: str) -> int:
        """What the aged payables of a day come to."""
        rows = self.erp.query("query($on: Date!) { agedPayables(asOf: $on) { owed } }", on=as_of)
        return sum(int(row["owed"]) for row in rows["agedPayables"])


@pytest.fixture
def house(erp: Erp) -> House:
    """The yen company with all that paying needs."""
    return House(erp)
