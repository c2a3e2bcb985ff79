"""Moves learnt of late: nothing that was booked changes, and what they correct is booked once."""

from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg
import pytest

from tests.builders import a_product, stock_of
from tests.facade import Erp, Refused

MOVES = (
    "SELECT kind, quantity, value, booked_on::text AS day FROM inventory.stock_move ORDER BY recorded_at, id"
)
# On every day, in all: what goods are worth, what the account says, and the least of any product.
DAYS = """
    WITH days AS (SELECT DISTINCT booked_on AS day FROM inventory.stock_move)
    SELECT d.day,
           (SELECT sum(came_value - gone_value + revalued) FROM inventory.stock_day s
            WHERE s.day <= d.day) AS goods,
           (SELECT sum(l.debit - l.credit) FROM accounting.journal_line l
            JOIN masterdata.account a ON a.id = l.account
            WHERE a.code = '1310' AND l.effective_on <= d.day) AS books,
           (SELECT min(p.value) FROM (
               SELECT sum(came_value - gone_value + revalued) AS value FROM inventory.stock_day s
               WHERE s.day <= d.day GROUP BY s.product, s.warehouse) p) AS least
    FROM days d
"""


def take(erp: Erp, product: str, quantity: str, on: str, **given: Any) -> Any:
    line = {"product": product, "change": f"-{quantity}"}
    return erp.adjust_stock("lines { value }", reason="LOST", on=on, lines=[line], **given)


def stock(erp: Erp, on: str, **known: str) -> tuple[str, str]:
    query = "query($d: Date!, $k: DateTime) { stockAsOf(asOf: $d, knownAt: $k) { quantity value } }"
    rows = erp.query(query, d=on, k=known.get("known_at"))["stockAsOf"]
    return (rows[0]["quantity"], rows[0]["value"]) if rows else ("0", "0")


def agree(erp: Erp) -> None:
    for row in erp.sql(DAYS):
        assert row["goods"] == row["books"] and row["least"] >= 0, row
    assert erp.query('{ stockDifferences(from: "2020-01-01", to: "2030-01-01") { title } }') == {
        "stockDifferences": []
    }


def test_a_late_receipt_gives_what_left_since_its_share_of_the_cost(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    take(erp, product, "10", "2026-04-20")
    before = erp.sql(MOVES)
    stock_of(erp, product, "10", "200", on="2026-04-05")
    moves = erp.sql(MOVES)
    assert moves[:2] == before
    late = [(row["kind"], int(row["value"]), row["day"]) for row in moves[2:]]
    assert late == [("RECEIPT", 2000, "2026-04-05"), ("VALUATION", 500, "2026-04-20")]
    assert stock(erp, "2026-04-05") == ("20", "3000")
    assert stock(erp, "2026-04-19") == ("20", "3000")
    assert stock(erp, "2026-04-20") == ("10", "1500")
    agree(erp)


def test_a_late_issue_takes_the_cost_of_its_day(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    stock_of(erp, product, "10", "300", on="2026-04-10")
    assert take(erp, product, "5", "2026-04-06") == [{"value": "-500"}]
    assert stock(erp, "2026-04-06") == ("5", "500")
    assert stock(erp, "2026-04-10") == ("15", "3500")
    agree(erp)


def test_the_last_pieces_take_the_rest_and_no_day_is_worth_less_than_nothing(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "300", on="2026-04-01")
    stock_of(erp, product, "10", "100", on="2026-04-05")
    take(erp, product, "15", "2026-04-10")
    stock_of(erp, product, "1", "50", on="2026-04-15")
    assert take(erp, product, "5", "2026-04-02") == [{"value": "-1000"}]
    assert stock(erp, "2026-04-10") == ("0", "0")
    take(erp, product, "1", "2026-04-20")
    assert stock(erp, "2026-04-30") == ("0", "0")
    agree(erp)


def test_goods_that_were_not_there_on_some_day_are_refused_by_that_day(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    take(erp, product, "8", "2026-04-10")
    stock_of(erp, product, "10", "100", on="2026-04-15")
    before = erp.sql(MOVES)
    with pytest.raises(Refused, match="NEGATIVE_ON_DAY") as refused:
        take(erp, product, "3", "2026-04-06")
    assert (refused.value.facts["day"], refused.value.facts["quantity"]) == ("2026-04-10", "-1")
    assert erp.sql(MOVES) == before
    take(erp, product, "2", "2026-04-06")
    agree(erp)


def test_the_database_keeps_each_day_for_every_writer(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    stock_of(erp, product, "10", "100", on="2026-04-15")
    row = """INSERT INTO inventory.stock_move (id, company, kind, product, from_location, lot, quantity,
                 value, occurred_on, recorded_at, document)
             SELECT uuidv7(), company, 'ADJUSTMENT', product, to_location, '', $1, $2, $3, now(), uuidv7()
             FROM inventory.stock_move LIMIT 1"""
    with pytest.raises(asyncpg.PostgresError, match="NEGATIVE_ON_DAY"):
        erp.sql(row, Decimal(11), Decimal(0), date(2026, 4, 6))
    with pytest.raises(asyncpg.CheckViolationError, match="STOCK_DIFFERS_FROM_LEDGER"):
        erp.sql(row, Decimal(1), Decimal(100), date(2026, 4, 16))
    with pytest.raises(asyncpg.CheckViolationError, match="WORTH_DIFFERS_FROM_MOVES"):
        erp.sql("UPDATE inventory.stock_value SET value = value + 1")


def test_a_fact_of_a_closed_month_is_refused_or_counts_from_the_first_open_day(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    (period,) = erp.sql("SELECT id FROM accounting.period WHERE starts_on = '2026-04-01'")
    (known,) = erp.sql("SELECT now() AS at")
    erp.sql(
        "UPDATE accounting.period SET state = 'CLOSED', closed_by = id, closed_at = now() WHERE id = $1",
        period["id"],
    )
    with pytest.raises(Refused, match="PERIOD_CLOSED"):
        take(erp, product, "3", "2026-04-10")
    take(erp, product, "3", "2026-04-10", post_late=True)
    assert stock(erp, "2026-04-30") == ("7", "1000")
    assert stock(erp, "2026-05-01") == ("7", "700")
    assert stock(erp, "2026-04-30", known_at=known["at"].isoformat()) == ("10", "1000")
    late = "SELECT late_from::text AS day FROM accounting.journal_entry WHERE late_from IS NOT NULL"
    assert erp.sql(late) == [{"day": "2026-04-10"}]
    agree(erp)


def test_first_in_first_out_takes_the_oldest_cost_first(erp: Erp) -> None:
    product = a_product(erp)
    erp.choose_costing_method(product=product, method="FIFO", valid_from="2026-04-01")
    stock_of(erp, product, "10", "100", on="2026-04-02")
    stock_of(erp, product, "10", "130", on="2026-04-03")
    take(erp, product, "12", "2026-04-10")
    assert stock(erp, "2026-04-10") == ("8", "1040")
    left = erp.query("{ costLayers { nodes { quantityLeft valueLeft } } }")["costLayers"]["nodes"]
    assert left == [{"quantityLeft": "0", "valueLeft": "0"}, {"quantityLeft": "8", "valueLeft": "1040"}]
    stock_of(erp, product, "5", "50", on="2026-04-01")  # late, and the oldest from now on
    take(erp, product, "6", "2026-04-11")
    assert stock(erp, "2026-04-11") == ("7", "910")
    agree(erp)


def test_the_method_changes_with_a_fiscal_year_or_while_nothing_is_there(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-10")
    with pytest.raises(Refused, match="COSTING_METHOD_FIXED"):
        erp.choose_costing_method(product=product, method="FIFO", valid_from="2026-05-01")
    with pytest.raises(Refused, match="COSTING_METHOD_USED"):
        erp.choose_costing_method(product=product, method="FIFO", valid_from="2026-04-01")
    with pytest.raises(Refused, match="NOTHING_TO_CHANGE"):
        erp.choose_costing_method(product=product, method="MOVING_AVERAGE", valid_from="2027-04-01")
    take(erp, product, "10", "2026-04-20")
    erp.choose_costing_method(product=product, method="FIFO", valid_from="2026-05-01")
    stock_of(erp, product, "10", "100", on="2026-04-30")
    assert erp.sql("SELECT method FROM inventory.stock_value") == [{"method": "MOVING_AVERAGE"}]
    stock_of(erp, product, "10", "130", on="2026-05-02")
    assert erp.sql("SELECT quantity, value FROM inventory.cost_layer ORDER BY received_on") == [
        {"quantity": 10, "value": 1000},
        {"quantity": 10, "value": 1300},
    ]
