"""Once consumption tax is closed nothing with tax slips into its days, and earlier days are closed first."""

from typing import Any

import asyncpg
import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_year import post, sold_and_bought, taxed

APRIL = {"from_day": "2026-04-01", "to_day": "2026-04-30"}
RETURN = """query($from: Date!, $to: Date!) {
    consumptionTaxReturn(fromDay: $from, toDay: $to) { outputTax unclosedFrom unclosedTo } }"""


def taxed_sale(books: Books, on: str, **more: Any) -> Any:
    return post(
        books, ("1130", "DEBIT", "1100"), ("4110", "CREDIT", "1100"), on=on, a4110=taxed(books, "S10") | more
    )


def test_nothing_with_tax_is_posted_into_closed_days_until_the_closing_is_taken_back(books: Books) -> None:
    sold_and_bought(books)
    shop = books.customer()
    before = books.invoice(shop, books.line("100"), on="2026-04-10")
    closing = books.erp.close_consumption_tax(**APRIL)
    writers = (
        lambda: taxed_sale(books, "2026-04-30"),
        lambda: books.invoice(shop, books.line("100"), on="2026-04-30"),
        lambda: books.erp.cancel_invoice(invoice=before, reason="誤り", on="2026-04-30"),
        lambda: post(books, ("1130", "DEBIT", "1"), ("2180", "CREDIT", "1"), on="2026-04-01"),
    )
    for write in writers:
        with pytest.raises(Refused) as refusal:
            write()
        assert (refusal.value.code, refusal.value.facts) == ("TAX_CLOSED", APRIL)
    post(books, ("1110", "DEBIT", "5"), ("1130", "CREDIT", "5"), on="2026-04-30")
    taxed_sale(books, "2026-05-01")

    books.erp.undo_tax_closing(closing=closing, reason="追加の請求書")
    taxed_sale(books, "2026-04-30")
    books.erp.close_consumption_tax(**APRIL)
    assert books.balances("2026-04-30").get("2180", "0") == "0"


def test_a_console_is_no_way_into_closed_days(books: Books) -> None:
    entry = taxed_sale(books, "2026-04-10")
    books.erp.close_consumption_tax(**APRIL)
    copy = """
        WITH made AS (
            INSERT INTO accounting.journal_entry SELECT (jsonb_populate_record(e, jsonb_build_object(
                'id', uuidv7(), 'number', 'X-1', 'origin', 'console'))).*
            FROM accounting.journal_entry e WHERE e.id = '{entry}' RETURNING id, company
        ) INSERT INTO accounting.journal_line SELECT (jsonb_populate_record(l, jsonb_build_object(
            'id', uuidv7(), 'entry', made.id))).*
          FROM accounting.journal_line l JOIN made ON made.company = l.company WHERE l.entry = '{entry}'
    """
    with pytest.raises(asyncpg.PostgresError, match="TAX_CLOSED"):
        books.erp.sql(copy.format(entry=entry["id"]))


@pytest.mark.parametrize("rolled_up", [False, True])
def test_tax_of_an_earlier_year_is_closed_first(books: Books, rolled_up: bool) -> None:
    taxed_sale(books, "2026-03-20")
    sold_and_bought(books)
    if rolled_up:
        books.erp.sql("SELECT accounting.roll_up(id) FROM masterdata.company")
    found = books.erp.query(RETURN, **{"from": "2026-04-01", "to": "2026-04-30"})["consumptionTaxReturn"]
    assert (found["unclosedFrom"], found["unclosedTo"]) == ("2025-04-01", "2026-03-31")
    with pytest.raises(Refused) as refusal:
        books.erp.close_consumption_tax(**APRIL)
    assert refusal.value.code == "EARLIER_TAX_OPEN"
    assert refusal.value.facts == {"from_day": "2025-04-01", "to_day": "2026-03-31"}

    books.erp.close_consumption_tax(from_day="2025-04-01", to_day="2026-03-31")
    closing = books.erp.close_consumption_tax("outputTax payable difference", **APRIL)
    assert closing == {"outputTax": "500000", "payable": "120000", "difference": "0"}


def test_tax_in_the_opening_balances_is_no_earlier_year(books: Books) -> None:
    lines = [
        {"account": books.accounts["1130"], "side": "DEBIT", "amount": "700"},
        {"account": books.accounts["2180"], "side": "CREDIT", "amount": "700"},
    ]
    books.erp.record_opening_balance(starts_on="2026-04-01", lines=lines)
    sold_and_bought(books)
    closing = books.erp.close_consumption_tax("outputTax", **APRIL)
    assert closing == "500700"
