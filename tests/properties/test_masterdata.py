"""Names, numbers, terms and validities: the laws behind the master data."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from erp.masterdata.rules.corporate_number import Verdict, check_corporate_number, check_digit, check_t_number
from erp.masterdata.rules.duplicates import Known, candidates, compare, similarity
from erp.masterdata.rules.effective import Dated, overlaps, valid_on
from erp.masterdata.rules.name_key import name_key
from erp.masterdata.rules.terms import HolidayShift, Terms, banks_are_closed, closing_date, due_date

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
PIECES = st.sampled_from(
    [
        *("株式会社", "㈱", "(株)", "有限会社", "株", "式会社", "やまだ", "ﾔﾏﾀﾞ", "カ)", "(カ"),
        *("Inc.", " Co., Ltd", " ", "ー", "髙"),
    ]
)
NAMES = st.text(max_size=30) | st.lists(PIECES | st.text(max_size=4), max_size=6).map("".join)
ROWS = st.builds(
    Known,
    id=st.integers(1, 9),
    key=st.text(alphabet="山田商店会ABC", max_size=8),
    kana=st.none() | st.text(alphabet="ヤマダ", max_size=5),
    corporate_number=st.none() | st.sampled_from(["7000012050002", "8700110005901"]),
    phone=st.none() | st.sampled_from(["03-1234-5678", "+81 3 1234 5678", "0612345678"]),
    postal_code=st.none() | st.sampled_from(["100-0001", "1000001"]),
    email=st.none() | st.sampled_from(["a@b.example", "A@B.example"]),
)
TERMS = st.builds(
    Terms,
    closing_day=st.none() | st.integers(1, 31),
    months=st.integers(0, 6),
    payment_day=st.integers(1, 31),
    holiday_shift=st.sampled_from(HolidayShift),
)


@given(NAMES)
def test_the_key_of_a_key_is_the_key(name):
    key = name_key(name)

    assert name_key(key) == key
    assert bool(key) == bool(name.strip())


@given(
    st.text(alphabet="山田やまだヤマダABCxyz", min_size=1, max_size=12),
    st.sampled_from(
        ["株式会社{}", "{} 株式会社", "㈱{}", "{}（株）", "{}, Inc.", "{} Co., Ltd.", "カ){}", "{}(カ"]
    ),
)
def test_the_legal_form_makes_no_difference(name, written):
    assert name_key(written.format(name)) == name_key(name)


@given(ROWS, ROWS)
def test_likeness_has_no_direction(one, other):
    forth, back = compare(one, other), compare(other, one)

    assert (forth.score, forth.reasons) == (back.score, back.reasons)
    assert 0 <= forth.score <= 100
    assert (forth.score == 100) == (forth.reasons == ("SAME_CORPORATE_NUMBER",))
    assert bool(forth.score) == bool(forth.reasons) or forth.reasons == ("OTHER_CORPORATE_NUMBER",)
    assert similarity(one.key, other.key) == similarity(other.key, one.key)


@given(ROWS, st.lists(ROWS, max_size=8))
def test_candidates_come_most_likely_first(new, rows):
    found = candidates(new, rows)

    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(found) == sum(compare(new, row).score >= 50 for row in rows)


@given(st.integers(0, 10**12 - 1).map(lambda number: f"{number:012d}"), st.integers(0, 12), st.integers(1, 9))
def test_a_mistyped_digit_is_noticed_unless_it_is_nought_for_nine(base, place, change):
    number = f"{check_digit(base)}{base}"
    typed = int(number[place]) + change
    mistyped = number[:place] + str(typed % 10) + number[place + 1 :]

    assert check_corporate_number(number).verdict is Verdict.VALID
    assert check_t_number("T" + number).verdict is Verdict.VALID
    nought_for_nine = place > 0 and {number[place], mistyped[place]} == {"0", "9"}
    expected = Verdict.VALID if nought_for_nine else Verdict.CHECK_DIGIT_DIFFERS
    assert check_corporate_number(mistyped).verdict is expected


@given(TERMS, DAYS, st.integers(0, 400), st.frozensets(DAYS, max_size=10))
def test_a_later_invoice_is_never_due_earlier(terms, day, later, holidays):
    assert due_date(terms, day, holidays) <= due_date(terms, day + timedelta(days=later), holidays)


@given(TERMS, DAYS, st.frozensets(DAYS, max_size=10))
def test_nobody_pays_before_he_is_billed_or_when_the_banks_are_closed(terms, day, holidays):
    closed_on = closing_date(terms.closing_day, day)
    due_on = due_date(terms, day, holidays)

    assert day <= closed_on < day + timedelta(days=32)
    if terms.holiday_shift is not HolidayShift.NONE:
        assert not banks_are_closed(due_on, holidays)
    if terms.holiday_shift is not HolidayShift.BEFORE:
        assert due_on >= closed_on


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 900)), max_size=6), DAYS)
def test_without_overlaps_there_is_at_most_one_answer(spans, day):
    rows = [
        Dated(start, None if length is None else start + timedelta(days=length), index)
        for index, (start, length) in enumerate(spans)
    ]
    holding = [row for row in rows if row.holds_on(day)]

    if len(holding) > 1:
        assert (holding[0].value, holding[1].value) in overlaps(rows)
    else:
        assert valid_on(rows, day) == (holding[0] if holding else None)
    if not overlaps(rows):
        assert len(holding) <= 1
