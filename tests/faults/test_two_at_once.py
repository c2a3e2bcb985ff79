"""Several people press the same button at once: one wins, the others are told why, nothing is done twice."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.facade import Erp, camel, wire
from tests.modules.accounting.conftest import Books
from tests.modules.payables.conftest import House
from tests.server import background

PEOPLE = 4
Prepared = tuple[str, dict[str, Any]]


class Office:
    """The yen company with its books and its suppliers."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.books, self.house = erp, Books(erp), House(erp)

    def an_invoice(self) -> str:
        return str(self.books.invoice(self.books.customer()))

    def a_paid_invoice(self) -> tuple[str, str]:
        customer = self.books.customer()
        invoice = self.books.invoice(customer)
        receipt = self.books.receipt(customer, "1100", {"invoice": invoice, "amount": "1100"})
        return invoice, receipt

    def a_paid_run(self) -> str:
        self.house.posted(self.house.payee())
        self.erp.post_payment_run(run=self.house.approved())
        return str(self.erp.query("{ payments { nodes { id } } }")["payments"]["nodes"][0]["id"])

    def a_proposed_run(self) -> str:
        self.house.posted(self.house.payee())
        run = self.house.run()
        self.house.other.propose_payment_run(run=run)
        return run


def reverse_entry(office: Office) -> Prepared:
    return "reverse_entry", {"entry": office.books.entry(), "reason": "誤り", "on": "2026-04-11"}


def cancel_invoice(office: Office) -> Prepared:
    return "cancel_invoice", {"invoice": office.an_invoice(), "reason": "誤り"}


def issue_credit_note(office: Office) -> Prepared:
    (line,) = office.erp.query(
        "query($id: ID!) { invoice(id: $id) { lines { id } } }", id=(invoice := office.an_invoice())
    )["invoice"]["lines"]
    lines = [{"line": line["id"], "quantity": "1"}]
    return "issue_credit_note", {"invoice": invoice, "on": "2026-04-05", "reason": "返品", "lines": lines}


def match_receipt(office: Office) -> Prepared:
    customer = office.books.customer()
    invoice, receipt = (
        office.books.invoice(customer),
        office.books.receipt(customer, "1100", received_on="2026-04-01"),
    )
    return "match_receipt", {"receipt": receipt, "matches": [{"invoice": invoice, "amount": "1100"}]}


def return_receipt(office: Office) -> Prepared:
    receipt = office.books.receipt(office.books.customer(), "1100", received_on="2026-04-01")
    return "return_receipt", {"receipt": receipt, "amount": "1100", "reason": "過入金"}


def post_supplier_invoice(office: Office) -> Prepared:
    return "post_supplier_invoice", {"invoice": office.house.draft(office.house.supplier())}


def cancel_supplier_invoice(office: Office) -> Prepared:
    return "cancel_supplier_invoice", {
        "invoice": office.house.posted(office.house.supplier()), "reason": "誤り",
    }  # fmt: skip


def approve_payment_run(office: Office) -> Prepared:
    return "approve_payment_run", {"run": office.a_proposed_run()}


def post_payment_run(office: Office) -> Prepared:
    office.house.posted(office.house.payee())
    return "post_payment_run", {"run": office.house.approved()}


def return_payment(office: Office) -> Prepared:
    return "return_payment", {"payment": office.a_paid_run(), "reason": "組戻し", "on": "2026-06-02"}


def record_payment(office: Office) -> Prepared:
    supplier = office.house.payee()
    invoice = office.house.posted(supplier)
    return "record_payment", {
        "supplier": supplier, "paid_on": "2026-05-01", "invoices": [{"invoice": invoice}],
    }  # fmt: skip


def close_period(office: Office) -> Prepared:
    return "close_period", {"period": office.books.period("2025-04-01")}


RACES = [
    *(reverse_entry, cancel_invoice, issue_credit_note, match_receipt, return_receipt),
    *(post_supplier_invoice, cancel_supplier_invoice, approve_payment_run, post_payment_run),
    *(return_payment, record_payment, close_period),
]


def all_at_once(erp: Erp, verb: str, given: dict[str, Any]) -> list[str]:
    """What each of them is answered: nothing, or why not."""
    name = camel(verb)
    document = (
        f"mutation($input: {name[0].upper()}{name[1:]}Input!, $key: String) "
        f"{{ {name}(input: $input, idempotencyKey: $key) {{ __typename }} }}"
    )

    async def ask() -> dict[str, Any]:
        answer = await erp.running._client.post(
            "/graphql",
            json={"query": document, "variables": {"input": wire(given), "key": str(uuid4())}},
            headers={"Authorization": f"Bearer {erp.token}"},
        )
        return dict(answer.json())

    async def together() -> list[dict[str, Any]]:
        return await asyncio.gather(*(ask() for _ in range(PEOPLE)))

    answers = background().run(together())
    return sorted(each["errors"][0]["extensions"]["code"] if each.get("errors") else "" for each in answers)


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_one_of_them_does_it(erp: Erp, race: Callable[[Office], Prepared]) -> None:
    office = Office(erp)
    verb, given = race(office)
    codes = all_at_once(erp, verb, given)
    assert codes[0] == "" and codes.count("") == 1, codes
    assert "INTERNAL" not in codes and "BUSY" not in codes, codes
    twins = erp.sql(
        "SELECT origin FROM accounting.journal_entry GROUP BY company, origin HAVING count(*) > 1"
    )
    assert twins == []
    rows = erp.sql(
        "SELECT sum(debit) - sum(credit) AS off FROM accounting.journal_line GROUP BY entry, currency"
    )
    assert all(row["off"] == 0 for row in rows)
