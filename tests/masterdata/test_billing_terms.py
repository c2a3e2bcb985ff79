"""How a customer is billed: closing days of the month, the payer behind a delivery address."""

from calendar import monthrange
from datetime import date
from itertools import pairwise

import pytest

from erp.masterdata.rules.terms import Terms, closes_on, closing_date, due_date, period_start
from tests.builders import a_customer
from tests.facade import Erp, Refused

# BIL-01: the supply, the closing day, the day it closes on. 31 and 末日 are the same.
CLOSES = [
    ("2026-02-01", 29, "2026-02-28"),
    ("2026-02-28", 30, "2026-02-28"),
    ("2026-02-28", 31, "2026-02-28"),
    ("2028-02-28", 29, "2028-02-29"),
    ("2028-02-29", 31, "2028-02-29"),
    ("2026-03-01", 30, "2026-03-30"),
    ("2026-03-31", 30, "2026-04-30"),
    ("2026-03-31", 31, "2026-03-31"),
    ("2026-04-30", 31, "2026-04-30"),
    ("2026-04-20", 20, "2026-04-20"),
    ("2026-04-21", 20, "2026-05-20"),
    ("2026-12-21", 20, "2027-01-20"),
]


@pytest.mark.parametrize(("supplied", "day", "closes"), CLOSES)
def test_a_supply_closes_on_the_next_closing_day_cut_to_its_month(supplied, day, closes) -> None:
    assert closing_date(day, date.fromisoformat(supplied)) == date.fromisoformat(closes)


@pytest.mark.parametrize("day", [1, 10, 20, 28, 29, 30, 31])
def test_periods_follow_each_other_without_a_gap(day: int) -> None:
    terms, closed = Terms(closing_day=day), []
    for month in range(1, 13):
        last = monthrange(2026, month)[1]
        closed.append(date(2026, month, min(day, last)))

    for before, after in pairwise(closed):
        assert closes_on(terms, after)
        assert (period_start(terms, after) - before).days == 1


# BIL-02: the months count from the closing, not from the delivery. BIL-03: only the due day moves.
DUE = [
    ((20, 1, 31), "2026-04-20", "2026-05-31"),
    ((20, 1, 31), "2026-04-21", "2026-06-30"),
    ((31, 1, 31), "2026-01-31", "2026-02-28"),
    ((30, 2, 10), "2026-02-28", "2026-04-10"),
    ((15, 0, 31), "2026-04-10", "2026-04-30"),
]


@pytest.mark.parametrize(("terms", "supplied", "due"), DUE)
def test_it_is_due_so_many_months_after_the_month_of_its_closing(terms, supplied, due) -> None:
    assert due_date(Terms(*terms), date.fromisoformat(supplied)) == date.fromisoformat(due)


def test_three_closings_a_month_make_three_periods() -> None:
    terms = Terms(closing_day=10, months=1, payment_day=31, more_days=(20, 31))
    days = [date(2026, 2, 10), date(2026, 2, 20), date(2026, 2, 28)]

    assert [closing_date(10, day, more_days=(20, 31)) for day in days] == days
    assert [period_start(terms, day).day for day in days] == [1, 11, 21]
    assert {due_date(terms, day) for day in days} == {date(2026, 3, 31)}


def test_all_of_it_is_said_at_once_and_seen_again(erp: Erp) -> None:
    payer = a_customer(erp, "本部")
    shop = a_customer(erp, "店")
    answer = erp.set_billing_terms(
        "billing closingDay secondClosingDay thirdClosingDay carriesBalance billedTo { name }",
        party=shop, billing="CLOSING_BILL", closing_day=31, second_closing_day=10, third_closing_day=20,
        carries_balance=False, billed_to=payer,
    )  # fmt: skip

    assert answer == {
        "billing": "CLOSING_BILL", "closingDay": 10, "secondClosingDay": 20, "thirdClosingDay": 31,
        "carriesBalance": False, "billedTo": {"name": "本部"},
    }  # fmt: skip


REFUSED = [
    ({"billing": "CLOSING_BILL"}, "BAD_TERMS"),
    ({"billing": "CLOSING_STATEMENT", "closing_day": 32}, "BAD_TERMS"),
    ({"billing": "CLOSING_BILL", "closing_day": 10, "second_closing_day": 10}, "BAD_TERMS"),
    ({"billing": "PER_ORDER", "closing_day": 0}, "BAD_TERMS"),
]


@pytest.mark.parametrize(("terms", "code"), REFUSED)
def test_terms_that_do_not_fit_are_refused(erp: Erp, terms: dict, code: str) -> None:
    shop = a_customer(erp)
    with pytest.raises(Refused) as answer:
        erp.set_billing_terms(party=shop, **terms)
    assert answer.value.code == code


def test_nobody_is_billed_through_himself_or_through_two(erp: Erp) -> None:
    head, payer, shop = a_customer(erp), a_customer(erp), a_customer(erp)
    supplier = erp.register_party(name="仕入", is_customer=False, is_supplier=True, accept_duplicates=True)
    erp.set_billing_terms(party=shop, billing="PER_ORDER", billed_to=payer)

    for party, billed_to in ((shop, shop), (payer, head), (head, shop), (head, supplier)):
        with pytest.raises(Refused) as answer:
            erp.set_billing_terms(party=party, billing="PER_ORDER", billed_to=billed_to)
        assert answer.value.code == "BAD_INPUT"


def test_a_change_of_the_party_keeps_the_closing_days_in_order(erp: Erp) -> None:
    shop = a_customer(erp)
    erp.set_billing_terms(party=shop, billing="CLOSING_BILL", closing_day=10, second_closing_day=20)

    for closing_day in (None, 20, 31):
        with pytest.raises(Refused) as answer:
            erp.change_party(party=shop, closing_day=closing_day)
        assert answer.value.code == "BAD_TERMS"
    assert erp.change_party("closingDay", party=shop, closing_day=5) == 5
    with pytest.raises(Refused) as answer:
        a_customer(erp, billing="CLOSING_BILL", closing_day=None)
    assert answer.value.code == "BAD_TERMS"
