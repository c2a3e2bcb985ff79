"""Whatever is done in whatever order, the open items are the receivable account and the books balance."""

from decimal import Decimal
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.facade import Erp, Refused
from tests.modules.accounting.conftest import Books

PARTY_SUMS = """
SELECT coalesce(sum(CASE kind WHEN 'RECEIVABLE' THEN open_amount WHEN 'CREDIT' THEN -open_amount END), 0)
           AS receivable,
       coalesce(sum(open_amount) FILTER (WHERE kind = 'ADVANCE'), 0) AS advance
FROM accounting.open_item WHERE party = $1::text::uuid
"""
ACCOUNT_SUMS = """
SELECT coalesce(sum(l.debit - l.credit) FILTER (WHERE a.code = '1220'), 0) AS receivable,
       coalesce(sum(l.credit - l.debit) FILTER (WHERE a.code = '2190'), 0) AS advance
FROM accounting.journal_line l JOIN masterdata.account a ON a.id = l.account WHERE l.party = $1::text::uuid
"""
UNBALANCED = """
SELECT e.number FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
GROUP BY e.id HAVING sum(l.debit) <> sum(l.credit)
"""
NAMES = count(1)
amounts = st.integers(1, 3000).map(str)
places = st.integers(0, 5)


class Dealings(RuleBasedStateMachine):
    """One customer: invoices, money, matchings, returns, in any order; refusals are answers like others."""

    books: Books

    @initialize()
    def begin(self) -> None:
        """A customer nobody knows yet."""
        self.customer = self.books.customer(f"得意先{next(NAMES)}号")
        self.invoices: list[str] = []
        self.receipts: list[str] = []
        self.matchings: list[str] = []

    @rule(prices=st.lists(amounts, min_size=1, max_size=3), include=st.booleans())
    def bill(self, prices: list[str], include: bool) -> None:
        lines = [self.books.line(price, tax="S8" if at % 2 else "S10") for at, price in enumerate(prices)]
        self.invoices.append(self.books.invoice(self.customer, *lines, prices_include_tax=include))

    @rule(amount=amounts, place=places, fee=st.sampled_from(["0", "220"]))
    def pay(self, amount: str, place: int, fee: str) -> None:
        matches = [{"invoice": self.invoices[place]}] if place < len(self.invoices) else []
        found = self.books.receipt(self.customer, amount, *matches, fee=fee, selection="id matchings { id }")
        self.receipts.append(found["id"])
        self.matchings += [each["id"] for each in found["matchings"]]

    @precondition(lambda self: self.receipts and self.invoices)
    @rule(receipt=places, invoice=places, amount=st.none() | amounts)
    def match(self, receipt: int, invoice: int, amount: str | None) -> None:
        wanted = {"invoice": self.invoices[invoice % len(self.invoices)], "amount": amount}
        try:
            found = self.books.erp.match_receipt(
                "matchings { id }",
                receipt=self.receipts[receipt % len(self.receipts)],
                matches=[wanted],
                on="2026-04-03",
            )
        except Refused as refusal:
            assert refusal.code in {"OVER_MATCHED", "BAD_INPUT"}
        else:
            self.matchings += [each["id"] for each in found if each["id"] not in self.matchings]

    @precondition(lambda self: self.receipts)
    @rule(receipt=places, amount=st.none() | amounts)
    def give_back(self, receipt: int, amount: str | None) -> None:
        try:
            self.books.erp.return_receipt(
                receipt=self.receipts[receipt % len(self.receipts)],
                reason="組戻し",
                amount=amount,
                on="2026-04-05",
            )
        except Refused as refusal:
            assert refusal.code in {"OVER_MATCHED", "BAD_INPUT"}

    @precondition(lambda self: self.matchings)
    @rule(place=places)
    def undo(self, place: int) -> None:
        try:
            self.books.erp.undo_matching(
                matching=self.matchings[place % len(self.matchings)], reason="誤り", on="2026-04-30"
            )
        except Refused as refusal:
            # A taking-back is a matching too, and what was taken back stays so.
            assert refusal.code in {"ALREADY_UNDONE", "NOT_FOUND"}

    @precondition(lambda self: self.invoices)
    @rule(place=places, whole=st.booleans())
    def take_back(self, place: int, whole: bool) -> None:
        invoice = self.invoices[place % len(self.invoices)]
        found = self.books.erp.query("query($id: ID!) { invoice(id: $id) { lines { id } } }", id=invoice)
        line = {"line": found["invoice"]["lines"][0]["id"], "quantity": "0.5"}
        try:
            self.books.erp.issue_credit_note(
                invoice=invoice, on="2026-04-05", reason="返品", lines=None if whole else [line]
            )
        except Refused as refusal:
            assert refusal.code in {"OVER_CREDITED", "NOTHING_TO_CREDIT"}

    @invariant()
    def open_items_are_the_accounts(self) -> None:
        if hasattr(self, "customer"):
            erp = self.books.erp
            assert erp.sql(PARTY_SUMS, self.customer) == erp.sql(ACCOUNT_SUMS, self.customer)

    @invariant()
    def the_books_balance(self) -> None:
        if hasattr(self, "customer"):
            assert self.books.erp.sql(UNBALANCED) == []
            assert sum(map(Decimal, self.books.balances().values())) == 0


def test_any_order_of_dealings_keeps_the_books_in_order(erp: Erp) -> None:
    class OnThisDatabase(Dealings):
        books = Books(erp)

    run_state_machine_as_test(
        OnThisDatabase,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
