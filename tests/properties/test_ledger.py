"""An entry and its reverse are nothing, and an entry that does not balance is never taken."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.accounting.rules.ledger import (
    EmptyEntry,
    FinerThanCoin,
    Line,
    NegativeLine,
    Side,
    UnbalancedEntry,
    ZeroLine,
    credit,
    debit,
    require_balanced,
    reverse,
    without_zeros,
)

LINES = st.builds(
    Line,
    account=st.sampled_from(["1110", "1220", "2180", "4110"]),
    side=st.sampled_from(Side),
    amount=st.integers(1, 10**12).map(Decimal),
    currency=st.sampled_from(["JPY", "USD"]),
    memo=st.none() | st.just("memo"),
)


def balances(lines):
    """What each account holds in each currency; accounts that hold nothing are left out."""
    held = defaultdict(Decimal)
    for line in lines:
        held[line.account, line.currency] += line.debit - line.credit
    return {key: amount for key, amount in held.items() if amount}


@given(st.lists(LINES, min_size=1, max_size=12))
def test_an_entry_and_its_reverse_are_nothing(lines):
    undone = reverse(lines)

    assert balances([*lines, *undone]) == {}
    require_balanced([*lines, *undone])
    assert reverse(undone) == tuple(lines)
    assert [(line.account, line.amount, line.memo) for line in undone] == [
        (line.account, line.amount, line.memo) for line in lines
    ]


@given(st.lists(LINES, min_size=1, max_size=12))
def test_balanced_means_nothing_is_left_in_any_currency(lines):
    left = defaultdict(Decimal)
    for line in lines:
        left[line.currency] += line.amount if line.side is Side.DEBIT else -line.amount
    off = sorted(currency for currency, amount in left.items() if amount)

    if not off:
        require_balanced(lines)
        return
    with pytest.raises(UnbalancedEntry) as refused:
        require_balanced(lines)
    assert refused.value.code == "UNBALANCED_ENTRY"
    assert refused.value.facts["currency"] == off[0]


def test_yen_do_not_balance_dollars():
    with pytest.raises(UnbalancedEntry):
        require_balanced([debit("1110", Decimal(100), "JPY"), credit("4110", Decimal(100), "USD")])


def test_lines_that_are_no_lines_are_refused_by_name():
    one = debit("1110", Decimal(1), "JPY")
    nothing = debit("1110", Decimal(0), "JPY")

    with pytest.raises(EmptyEntry):
        require_balanced([])
    with pytest.raises(ZeroLine):
        require_balanced([nothing])
    with pytest.raises(NegativeLine):
        credit("1110", Decimal(-1), "JPY")
    with pytest.raises(NegativeLine):
        require_balanced(
            [Line(account="1110", side=Side.DEBIT, amount=Decimal(-1), currency="JPY"), *reverse([one])]
        )
    with pytest.raises(FinerThanCoin):
        require_balanced([debit("1110", Decimal("0.5"), "JPY"), credit("4110", Decimal("0.5"), "JPY")])
    assert without_zeros([nothing, one]) == (one,)
