"""Which days are business days: the nation's holidays, the banks', and a company's own."""

from datetime import date
from uuid import UUID

import pytest

from erp import masterdata
from erp.kernel.asking import Act
from erp.masterdata.rules.terms import HolidayShift, Terms, due_date, shifted
from tests.builders import a_customer, tax_code_of
from tests.facade import Erp, Refused
from tests.people import founder
from tests.server import background


def ask(erp, question):
    """What another module would get within its transaction."""

    async def within():
        asking = founder(UUID(erp.company))
        async with erp.running.database.transaction(asking=asking, verb="test") as tx:
            return await question(Act(tx=tx, asking=asking, verb="test"))

    return background().run(within())


# Each on a weekday: Golden Week with its substitute day, the day between two holidays, the turn of the year.
CLOSED = ["2026-05-04", "2026-05-05", "2026-05-06", "2026-09-22", "2026-12-31", "2027-01-01", "2025-11-24"]
OPEN = ["2026-05-07", "2026-12-30", "2027-01-04", "2026-09-24"]


@pytest.mark.parametrize("day", CLOSED + OPEN)
def test_a_bank_day_is_the_same_for_the_database_and_for_us(erp: Erp, day: str) -> None:
    on = date.fromisoformat(day)
    (row,) = erp.sql("SELECT masterdata.is_bank_day($1) AS open", on)
    closed = ask(erp, lambda act: masterdata.bank_holidays(act.tx, on, on))

    assert row["open"] is (day in OPEN)
    assert (on in closed) is (day in CLOSED)


def test_database_and_rule_agree_on_every_day_of_three_years(erp: Erp) -> None:
    first, last = date(2025, 1, 1), date(2027, 12, 31)
    closed = ask(erp, lambda act: masterdata.bank_holidays(act.tx, first, last))
    rows = erp.sql(
        """SELECT day::date AS day, masterdata.is_bank_day(day::date) AS open,
                  masterdata.bank_day(day::date, 'AFTER') AS after,
                  masterdata.bank_day(day::date, 'BEFORE') AS before
           FROM generate_series($1::date + 40, $2::date - 40, '1 day') AS day""",
        first,
        last,
    )

    assert len(rows) > 1000
    for row in rows:
        assert row["open"] is (row["day"] not in closed)
        assert row["after"] == shifted(row["day"], HolidayShift.AFTER, closed)
        assert row["before"] == shifted(row["day"], HolidayShift.BEFORE, closed)


def test_due_days_move_over_golden_week_and_the_turn_of_the_year(erp: Erp) -> None:
    closed = ask(erp, lambda act: masterdata.bank_holidays(act.tx, date(2026, 4, 1), date(2027, 1, 31)))
    third_of_may = Terms(closing_day=31, months=1, payment_day=3, holiday_shift=HolidayShift.AFTER)
    year_end = Terms(closing_day=30, months=1, payment_day=31, holiday_shift=HolidayShift.BEFORE)

    assert due_date(third_of_may, date(2026, 4, 10), closed) == date(2026, 5, 7)
    assert due_date(year_end, date(2026, 11, 10), closed) == date(2026, 12, 30)


def test_holidays_come_once_and_are_never_altered(erp: Erp) -> None:
    from erp.masterdata.japanese_holidays import add_holidays

    (before,) = erp.sql("SELECT count(*) AS n, min(id::text) AS id FROM masterdata.holiday")
    ask(erp, add_holidays)
    (after,) = erp.sql("SELECT count(*) AS n, min(id::text) AS id FROM masterdata.holiday")

    assert before == after
    assert before["n"] > 250
    found = erp.query(
        '{ holidays(first: 5, dayFrom: "2026-05-03", dayTo: "2026-05-06") { nodes { day name kind } } }'
    )["holidays"]["nodes"]
    assert [each["kind"] for each in found] == ["NATIONAL", "NATIONAL", "NATIONAL", "SUBSTITUTE"]


def test_a_company_closes_a_day_and_opens_it_again(erp: Erp) -> None:
    day = date(2026, 8, 13)
    closed = erp.add_closed_day(day=day, name="夏季休業")
    with pytest.raises(Refused) as twice:
        erp.add_closed_day(day=day, name="夏季休業")
    around = (UUID(erp.company), day, day)

    assert twice.value.code == "CLOSED_DAY_THERE"
    assert ask(erp, lambda act: masterdata.closed_days(act.tx, *around)) == {day}
    assert ask(erp, lambda act: masterdata.bank_holidays(act.tx, day, day)) == set()
    assert erp.remove_closed_day("isActive", closed_day=closed) is False
    assert ask(erp, lambda act: masterdata.closed_days(act.tx, *around)) == set()
    with pytest.raises(Refused) as again:
        erp.remove_closed_day(closed_day=closed)
    assert again.value.code == "ALREADY_INACTIVE"
    assert erp.add_closed_day(day=day, name="また休み")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"day": "2026-02-30", "name": "x"}, "BAD_INPUT"),
        ({"day": "2026-08-14", "name": " "}, "BAD_INPUT"),
    ],
)
def test_a_day_that_is_none_is_refused(erp: Erp, given: dict, code: str) -> None:
    with pytest.raises(Refused) as answer:
        erp.add_closed_day(**given)
    assert answer.value.code in (code, "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT")


def test_an_invoice_is_due_when_the_banks_are_open_and_stays_due_then(erp: Erp) -> None:
    """The 3rd of May 2026 is a Sunday in Golden Week; the first open day is the 7th."""
    shop = a_customer(erp, closing_day=31, payment_months=1, payment_day=3, holiday_shift="AFTER")
    line = {"description": "x", "quantity": "1", "unit_price": "100", "tax_code": tax_code_of(erp, "S10")}
    first = erp.issue_invoice("id dueOn", customer=shop, on="2026-04-01", lines=[line])
    erp.add_closed_day(day="2026-05-07", name="創立記念日")
    second = erp.issue_invoice("id dueOn", customer=shop, on="2026-04-01", lines=[line])

    assert (first["dueOn"], second["dueOn"]) == ("2026-05-07", "2026-05-08")
    (row,) = erp.sql("SELECT due_on FROM accounting.invoice WHERE id = $1", UUID(first["id"]))
    assert row["due_on"] == date(2026, 5, 7)
