"""Costs learnt after the goods, and goods that go back to their supplier at the cost they came in at."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from erp.kernel.asking import Act
from modules import inventory
from modules.accounting import PostingPurpose
from tests.builders import a_product, stock_of
from tests.facade import Erp, Refused
from tests.people import founder
from tests.server import background

VALUE = "SELECT coalesce(sum(value), 0) AS value FROM inventory.stock_value"
BOOKED = """SELECT a.code, sum(l.debit - l.credit) AS amount FROM accounting.journal_line l
            JOIN masterdata.account a ON a.id = l.account GROUP BY a.code
            HAVING sum(l.debit - l.credit) <> 0"""


def bought(erp: Erp, product: str, quantity: str, cost: str, on: str = "2026-04-01") -> tuple[str, str]:
    """A purchase; answers the receipt and its line."""
    supplier = erp.register_party(name=f"仕入先 {product[-6:]}", is_supplier=True, accept_duplicates=True)
    line = {"product": product, "quantity": quantity, "unit_cost": cost}
    receipt = erp.receive_stock("id lines { id }", reason="PURCHASE", supplier=supplier, on=on, lines=[line])
    return receipt["id"], receipt["lines"][0]["id"]


def taken(erp: Erp, product: str, quantity: str, on: str) -> None:
    erp.adjust_stock(reason="LOST", on=on, lines=[{"product": product, "change": f"-{quantity}"}])


def books(erp: Erp) -> dict[str, int]:
    return {row["code"]: int(row["amount"]) for row in erp.sql(BOOKED)}


def add_cost(erp: Erp, line: str, amount: str, on: str = "2026-04-20") -> None:
    costs = [inventory.ReceiptCost(receipt_line=UUID(line), amount=Decimal(amount))]
    (cause,) = erp.sql(
        "SELECT stock_receipt AS id, company FROM inventory.stock_receipt_line WHERE id = $1", UUID(line)
    )
    (supplier,) = erp.sql("SELECT supplier FROM inventory.stock_receipt WHERE id = $1", cause["id"])
    asking = founder(UUID(erp.company))

    async def work() -> None:
        async with erp.running.database.transaction(asking=asking, verb="match") as tx:
            await inventory.add_cost(
                act=Act(tx=tx, asking=asking, verb="match"), cause=cause["id"],
                on=date.fromisoformat(on), costs=costs, purpose=PostingPurpose.GOODS_RECEIVED,
                description="単価差", party=supplier["supplier"],
            )  # fmt: skip

    background().run(work())


@pytest.mark.parametrize(
    ("gone", "amount", "stays", "cost"),
    [("0", "100", 1100, 0), ("4", "100", 660, 40), ("10", "100", 0, 100), ("4", "-100", 540, -40)],
)
def test_a_late_cost_is_shared_by_what_is_here(
    erp: Erp, gone: str, amount: str, stays: int, cost: int
) -> None:
    product = a_product(erp)
    _, line = bought(erp, product, "10", "100")
    if gone != "0":
        taken(erp, product, gone, "2026-04-10")
    add_cost(erp, line, amount)
    assert erp.sql(VALUE) == [{"value": stays}]
    assert books(erp).get("1310", 0) == stays
    assert books(erp).get("5150", 0) == cost


def test_a_part_goes_back_at_what_it_cost_and_no_more_than_came(erp: Erp) -> None:
    product = a_product(erp)
    receipt, line = bought(erp, product, "3", "33.33")
    stock_of(erp, product, "7", "200", on="2026-04-02")
    back = erp.return_to_supplier(
        "returns lines { quantity value }",
        receipt=receipt, on="2026-04-03", reason="傷", lines=[{"receipt_line": line, "quantity": "1"}],
    )  # fmt: skip
    assert back == {"returns": receipt, "lines": [{"quantity": "1", "value": "33"}]}
    assert erp.sql(VALUE) == [{"value": 1467}] and books(erp)["1310"] == 1467
    assert books(erp)["2125"] == -67
    with pytest.raises(Refused, match="RETURN_EXCEEDS_RECEIPT"):
        erp.return_to_supplier(receipt=receipt, reason="傷", lines=[{"receipt_line": line, "quantity": "3"}])
    with pytest.raises(Refused, match="PARTLY_RETURNED"):
        erp.reverse_stock_receipt(receipt=receipt, reason="誤り")


def test_the_last_piece_goes_back_with_the_rest_of_the_value(erp: Erp) -> None:
    product = a_product(erp)
    receipt, line = bought(erp, product, "1", "1000")
    stock_of(erp, product, "1", "1", on="2026-04-02")
    taken(erp, product, "1", "2026-04-03")
    erp.return_to_supplier(
        receipt=receipt, on="2026-04-04", reason="傷", lines=[{"receipt_line": line, "quantity": "1"}]
    )
    assert erp.sql(VALUE) == [{"value": 0}]
    assert books(erp).get("1310", 0) == 0 and "2125" not in books(erp)
