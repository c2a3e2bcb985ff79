"""Months open and close; what is closed does not move, and closing does not starve."""

import asyncio

import pytest

from erp.kernel import clock
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.server import background

POST = """mutation($input: PostEntryInput!, $key: String) {
    postEntry(input: $input, idempotencyKey: $key) { id } }"""
FIGURES = '{ trialBalance(asOf: "2026-04-30") { accountCode debit credit } }'
CLOSE = """mutation($input: ClosePeriodInput!, $key: String) {
    closePeriod(input: $input, idempotencyKey: $key) { state } }"""


def test_a_closed_month_takes_no_entry(books: Books) -> None:
    assert books.erp.close_period("state", period=books.period()) == "CLOSED"
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.entry()
    assert refusal.value.code == "PERIOD_CLOSED"
    assert refusal.value.facts == {"on": "2026-04-10", "ends_on": "2026-04-30"}
    assert books.everything() == before


def test_a_late_fact_goes_to_the_next_open_day_when_asked(books: Books) -> None:
    for month in ("2026-04-01", "2026-05-01"):
        books.erp.close_period(period=books.period(month))
    found = books.entry("effectiveOn lateFrom", post_late=True)
    assert found == {"effectiveOn": "2026-06-01", "lateFrom": "2026-04-10"}


def test_a_month_is_closed_once_and_reopened_by_somebody_else_for_a_reason(books: Books) -> None:
    period = books.period()
    books.erp.close_period(period=period)
    with pytest.raises(Refused) as refusal:
        books.erp.close_period(period=period)
    assert refusal.value.code == "WRONG_STATE"
    with pytest.raises(Refused) as refusal:
        books.erp.reopen_period(period=period, reason="追加の請求書")
    assert refusal.value.code == "CLOSED_BY_YOURSELF"
    other = books.erp.as_user("hanako", roles=["administrator", "accounting"])
    with pytest.raises(Refused) as refusal:
        other.reopen_period(period=period, reason=" ")
    assert refusal.value.code == "BAD_INPUT"
    found = other.reopen_period("state reopenReason closedAt", period=period, reason="追加の請求書")
    assert found == {"state": "OPEN", "reopenReason": "追加の請求書", "closedAt": None}
    books.entry()


def test_fiscal_years_do_not_overlap_and_begin_with_a_month(books: Books) -> None:
    found = books.erp.open_fiscal_year("name periods { startsOn endsOn state }", starts_on="2027-04-01")
    assert len(found["periods"]) == 12
    assert found["periods"][-1] == {"startsOn": "2028-03-01", "endsOn": "2028-03-31", "state": "OPEN"}
    for starts_on, code in (("2027-06-01", "FISCAL_YEAR_THERE"), ("2029-04-02", "BAD_INPUT")):
        with pytest.raises(Refused) as refusal:
            books.erp.open_fiscal_year(starts_on=starts_on)
        assert refusal.value.code == code


def test_a_close_under_twelve_posters_comes_through_and_its_figures_stand(books: Books) -> None:
    """Posters share the month's lock, the closer has it alone: he waits for those in it, nobody else."""
    variables = {
        "input": {
            "on": "2026-04-10",
            "description": "現金売上",
            "lines": [
                {"account": books.accounts["1110"], "side": "DEBIT", "amount": "10"},
                {"account": books.accounts["7130"], "side": "CREDIT", "amount": "10"},
            ],
        }
    }
    codes: set[str] = set()
    period = books.period()

    async def everybody() -> tuple[dict, dict, float]:
        over = asyncio.Event()
        posted = [0]

        async def post(poster: int) -> None:
            turn = 0
            while not over.is_set():
                turn += 1
                answer = await books.ask(POST, variables | {"key": f"{poster}-{turn}"})
                codes.update(error["extensions"]["code"] for error in answer.get("errors", []))
                posted[0] += not answer.get("errors")

        posters = [asyncio.create_task(post(poster)) for poster in range(12)]
        while posted[0] < 12:
            await asyncio.sleep(0.01)
        began = clock.monotonic()
        closed = await books.ask(CLOSE, {"input": {"period": period}, "key": "close"})
        took = clock.monotonic() - began
        figures = await books.ask(FIGURES, {})
        refused = len(codes)
        while not refused:
            await asyncio.sleep(0.01)
            refused = len(codes)
        over.set()
        await asyncio.gather(*posters)
        return closed, figures, took

    closed, figures, took = background().run(everybody())
    assert closed["data"]["closePeriod"] == {"state": "CLOSED"}
    assert took < 10
    assert codes == {"PERIOD_CLOSED"}
    assert len(books.erp.sql("SELECT id FROM accounting.journal_entry")) >= 12
    assert background().run(books.ask(FIGURES, {})) == figures
