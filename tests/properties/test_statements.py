"""Whatever is posted, reversed and rolled up in whatever order: the statements balance, tie and add up."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_reports import rolled_up
from tests.server import background

STATEMENTS = """query($on: Date!, $at: DateTime) {
  balanceSheet(asOf: $on, knownAt: $at) { totalOf accountId accountCode amount yearBefore }
  profitAndLoss(to: $on, knownAt: $at) { totalOf accountId accountCode amount yearBefore }
  trialBalance(asOf: $on, ofYear: true, knownAt: $at) { accountId opening debit credit balance } }"""
LEDGER = """query($account: ID!, $to: Date!, $after: String) {
  generalLedger(account: $account, to: $to, first: 3, after: $after) {
    opening closing nodes { debit credit balance } pageInfo { hasNextPage endCursor } } }"""
SUB = "query($account: ID!, $to: Date!) { subLedger(account: $account, to: $to) { balance } }"
CODES = ("1110", "1220", "1590", "2120", "3110", "4110", "4190", "5150", "6290", "7210", "9110")
days = st.dates(min_value=date(2025, 4, 1), max_value=date(2027, 3, 31))
steps = st.tuples(
    days, st.sampled_from(CODES), st.sampled_from(CODES), st.integers(1, 10**7), st.integers(0, 3)
)


class History:
    """Entries of two lines, with a party where the account asks for one, some taken back, some rolled up."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.books = erp, Books(erp)
        self.parties = [self.books.customer(f"取引先{number}") for number in range(2)]
        self.days: set[date] = set()

    def do(self, step: tuple[date, str, str, int, int]) -> None:
        on, left, right, amount, what = step
        lines = [
            {
                "account": self.books.accounts[code],
                "side": side,
                "amount": str(amount),
                "party": self.parties[amount % 2] if code in ("1220", "2120") else None,
            }
            for code, side in ((left, "DEBIT"), (right, "CREDIT"))
        ]
        entry = self.erp.post_entry(on=on.isoformat(), description="取引", lines=lines)
        self.days |= {on, on - timedelta(days=1)}
        if what == 1:
            self.erp.reverse_entry(entry=entry, on=on.isoformat(), reason="誤り")
        if what == 2:
            rolled_up(self.books)

    def figures(self, on: date, at: Any = None) -> dict[str, Any]:
        return self.erp.query(STATEMENTS, on=max(on, date(2025, 4, 1)), at=at)

    def check(self, on: date) -> None:
        found = self.figures(on)
        sheet = {row["totalOf"]: row for row in found["balanceSheet"] if row["totalOf"]}
        profit = {row["totalOf"]: row for row in found["profitAndLoss"] if row["totalOf"]}
        for field in ("amount", "yearBefore"):
            assert sheet["TOTAL_ASSETS"][field] == sheet["TOTAL_LIABILITIES_AND_NET_ASSETS"][field]
            own = sheet.get("PROFIT_OF_THE_YEAR", {field: "0"})
            assert own[field] == profit["NET_PROFIT"][field]
        trial = found["trialBalance"]
        assert sum(Decimal(row["opening"]) for row in trial) == 0
        assert sum(Decimal(row["debit"]) - Decimal(row["credit"]) for row in trial) == 0
        for row in (each for each in trial if each["accountId"]):
            assert self.drilled(row["accountId"], on) == Decimal(row["balance"])

    def drilled(self, account: str, on: date) -> Decimal:
        """The balance as the lines of the ledger come to it, page after page; parties come to the same."""
        after, balance = None, None
        while True:
            page = self.erp.query(LEDGER, account=account, to=max(on, date(2025, 4, 1)), after=after)
            page = page["generalLedger"]
            assert balance is None or Decimal(page["opening"]) == balance
            balance = Decimal(page["opening"])
            for row in page["nodes"]:
                balance += Decimal(row["debit"]) - Decimal(row["credit"])
                assert Decimal(row["balance"]) == balance
            assert Decimal(page["closing"]) == balance
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        parties = self.erp.query(SUB, account=account, to=max(on, date(2025, 4, 1)))["subLedger"]
        whole = sum((Decimal(row["balance"]) for row in parties), Decimal(0))
        results = (
            "SELECT kind IN ('REVENUE', 'EXPENSE') AS it FROM masterdata.account WHERE id = $1::text::uuid"
        )
        if not self.erp.sql(results, account)[0]["it"]:
            assert whole == balance
            return balance
        # A result begins anew with the year: what stands before it is not in the trial balance.
        first = self.erp.query(LEDGER, account=account, to=max(on, date(2025, 4, 1)))["generalLedger"]
        return balance - Decimal(first["opening"])


def test_statements_balance_tie_and_add_up_on_every_day(erp: Erp) -> None:
    history = History(erp)

    @settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(steps, min_size=1, max_size=5), st.data())
    def tried(taken: list, data: st.DataObject) -> None:
        for step in taken:
            history.do(step)
        for on in data.draw(st.lists(st.sampled_from(sorted(history.days)), min_size=2, max_size=3)):
            history.check(on)

    tried()
    (known,) = erp.sql("SELECT clock_timestamp() AS at")
    last = max(history.days)
    before = history.figures(last)
    history.do((last, "1110", "4110", 777, 2))
    history.do((date(2025, 4, 1), "5150", "1110", 333, 0))
    assert history.figures(last, known["at"]) == before
    assert history.figures(last) != before
    assert background().run(erp.running.database.read("SELECT 1")) == 1
