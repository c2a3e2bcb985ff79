"""Whatever is posted and reversed in whatever order, beancount computes our trial balance from our text."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.plain_books import agree
from tests.modules.accounting.test_reports import rolled_up

CODES = ("1110", "1130", "1590", "2180", "3150", "4110", "4190", "5150", "6290", "7110", "9110")
days = st.dates(min_value=date(2025, 4, 1), max_value=date(2027, 3, 31))
parts = st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 10**9)), min_size=1, max_size=4)
entries = st.lists(st.tuples(days, parts, parts, st.text(max_size=20), st.booleans()), min_size=1, max_size=5)


def balanced(left: list[tuple[str, int]], right: list[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Lines whose sides agree: the smaller side gets the rest."""
    lines = [(code, "DEBIT", amount) for code, amount in left]
    lines += [(code, "CREDIT", amount) for code, amount in right]
    rest = sum(amount for _, amount in left) - sum(amount for _, amount in right)
    if rest:
        lines.append(("1130", "CREDIT" if rest > 0 else "DEBIT", abs(rest)))
    return lines


def test_beancount_agrees_on_any_history(erp: Erp) -> None:
    books = Books(erp)

    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(entries)
    def tried(history: list) -> None:
        for on, left, right, text, taken_back in history:
            lines = [
                {"account": books.accounts[code], "side": side, "amount": str(amount)}
                for code, side, amount in balanced(left, right)
            ]
            description = "".join(each for each in text if each.isprintable()).strip() or "取引"
            entry = erp.post_entry(on=on.isoformat(), description=description, lines=lines)
            if taken_back:
                erp.reverse_entry(entry=entry, on="2027-03-31", reason="誤り")
        agree(erp)
        rolled_up(books)
        agree(erp)

    tried()
