"""What left and waits for its bill: in the books at once, in the aging, on the list of the close; locks."""

import pytest

from tests.builders import a_customer
from tests.facade import Erp, Refused
from tests.modules.billing.test_closing import a_closing_customer, balance_of, end_of_june, goods, ship

__all__ = ["end_of_june"]
AGED = "query($on: Date!) { agedReceivables(asOf: $on) { customerId receivable unbilled owed } }"
CHECKS = "query($until: Date!) { closingChecks(until: $until) { check count } }"


def aged(erp: Erp, customer: str, on: str) -> dict[str, str]:
    rows = erp.query(AGED, on=on)["agedReceivables"]
    found = [row for row in rows if row.pop("customerId") == customer]
    return {name: amount for name, amount in found[0].items() if amount != "0"} if found else {}


def late(erp: Erp, until: str = "2026-04-30") -> int:
    rows = erp.query(CHECKS, until=until)["closingChecks"]
    return next(row["count"] for row in rows if row["check"] == "CLOSING_NOT_RUN")


@pytest.mark.parametrize("rolled_up", [False, True])
def test_the_aging_shows_what_is_sold_and_not_billed(erp: Erp, rolled_up: bool) -> None:
    shop, tea = a_closing_customer(erp), goods(erp, "1000")
    for day in ("2026-04-05", "2026-04-20", "2026-05-10"):
        ship(erp, shop, [(tea, "1")], day)
    if rolled_up:
        erp.sql("SELECT accounting.roll_up(id) FROM masterdata.company")
    for on, amount in (("2026-04-05", "1100"), ("2026-04-30", "2200"), ("2026-05-31", "3300")):
        assert aged(erp, shop, on) == {"unbilled": amount}
        assert balance_of(erp, "1221", on) == int(amount)
    erp.close_customer(customer=shop, closing_on="2026-04-30")
    assert aged(erp, shop, "2026-04-29") == {"unbilled": "2200"}
    assert aged(erp, shop, "2026-04-30") == {"receivable": "2200", "owed": "2200"}
    assert aged(erp, shop, "2026-05-31") == {"receivable": "2200", "owed": "2200", "unbilled": "1100"}


def test_a_missing_statement_is_noticed_as_a_missing_bill_is(erp: Erp) -> None:
    tea = goods(erp, "1000")
    billed, stated = a_closing_customer(erp), a_closing_customer(erp, billing="CLOSING_STATEMENT")
    assert late(erp) == 0
    for each in (billed, stated):
        ship(erp, each, [(tea, "1")], "2026-04-10")
    assert (late(erp, "2026-04-29"), late(erp)) == (0, 2)
    bill = erp.close_customer(customer=stated, closing_on="2026-04-30")
    assert late(erp) == 1
    erp.cancel_closing_bill(bill=bill, reason="やり直し")
    assert late(erp) == 2
    for each in (billed, stated):
        erp.close_customer(customer=each, closing_on="2026-04-30")
    assert late(erp) == 0


def test_an_invoice_that_was_cancelled_needs_no_statement(erp: Erp) -> None:
    stated, tea = a_closing_customer(erp, billing="CLOSING_STATEMENT"), goods(erp, "1000")
    ship(erp, stated, [(tea, "1")], "2026-04-10")
    (invoice,) = erp.sql("SELECT id FROM accounting.invoice")
    erp.cancel_invoice(invoice=str(invoice["id"]), reason="誤り", on="2026-04-11")
    assert late(erp) == 0


@pytest.mark.parametrize("billing", ["CLOSING_BILL", "CLOSING_STATEMENT", "PER_SHIPMENT"])
def test_nothing_leaves_on_a_day_up_to_which_sales_are_locked(erp: Erp, billing: str) -> None:
    tea = goods(erp, "1000")
    shop = (
        a_closing_customer(erp, billing=billing) if "CLOSING" in billing else a_customer(erp, billing=billing)
    )
    order = erp.draft_sales_order(
        customer=shop, lines=[{"product": tea, "quantity": "1"}], ordered_on="2026-04-10"
    )
    erp.confirm_sales_order(order=order)
    erp.lock_area(area="SALES", through="2026-04-15")
    with pytest.raises(Refused) as refused:
        erp.ship_sales_order(order=order, on="2026-04-15")
    assert (refused.value.code, refused.value.facts["area"]) == ("AREA_LOCKED", "SALES")
    assert erp.sql("SELECT id FROM inventory.shipment") == []
    assert erp.sql("SELECT sum(shipped) AS n FROM ordering.sales_order_line") == [{"n": 0}]
    erp.ship_sales_order(order=order, on="2026-04-16")


def test_goods_that_leave_are_a_sale_the_same_moment(erp: Erp) -> None:
    """So a lock that comes right after cannot leave goods without their sale."""
    shop, tea = a_closing_customer(erp), goods(erp, "1000")
    order = erp.draft_sales_order(
        customer=shop, lines=[{"product": tea, "quantity": "1"}], ordered_on="2026-04-10"
    )
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order, on="2026-04-10")
    assert balance_of(erp, "1221") == 1100
    erp.lock_area(area="SALES", through="2026-04-30")
    erp.deliver_events()
    assert balance_of(erp, "1221") == 1100
    assert erp.sql("SELECT count(*) AS n FROM billing.supply") == [{"n": 1}]


def test_a_lock_of_cash_keeps_money_and_lets_credit_notes_pass(erp: Erp) -> None:
    shop, tea = a_customer(erp, billing="PER_SHIPMENT"), goods(erp, "1000")
    for _ in range(2):
        ship(erp, shop, [(tea, "2")], "2026-04-10")
    first, second = (str(row["id"]) for row in erp.sql("SELECT id FROM accounting.invoice ORDER BY number"))
    receipt = erp.record_receipt(customer=shop, received_on="2026-04-10", amount="1000")
    erp.lock_area(area="CASH", through="2026-04-30")
    erp.cancel_invoice(invoice=first, reason="誤り", on="2026-04-20")
    (line,) = erp.sql("SELECT id FROM accounting.invoice_line WHERE invoice = $1::uuid", second)
    erp.issue_credit_note(
        invoice=second, on="2026-04-20", reason="値引", lines=[{"line": str(line["id"]), "quantity": "1"}]
    )
    with pytest.raises(Refused) as refused:
        erp.match_receipt(receipt=receipt, matches=[{"invoice": second, "amount": "1000"}], on="2026-04-20")
    assert (refused.value.code, refused.value.facts["area"]) == ("AREA_LOCKED", "CASH")
