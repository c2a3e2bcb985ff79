"""Closing bills: one invoice for a period, and the statement that carries the balance on."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from erp.kernel import clock
from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused

FIGURES = "previous received adjusted carried sales tax balance total"


@pytest.fixture(autouse=True)
def end_of_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 6, 30))


@pytest.fixture
def erp(erp: Erp) -> Erp:
    return erp


def a_closing_customer(erp: Erp, name: str | None = None, **terms: Any) -> str:
    customer = a_customer(erp, name, tax_rounding="DOWN")
    given = {"billing": "CLOSING_BILL", "closing_day": 31}
    erp.set_billing_terms(party=customer, **given | terms)
    return customer


def ship(erp: Erp, customer: str, lines: list[tuple[str, str]], on: str) -> tuple[str, str]:
    """Order it, let it leave, and let the worker do what follows; answers order and shipment."""
    drafts = [{"product": product, "quantity": quantity} for product, quantity in lines]
    order = erp.draft_sales_order(customer=customer, lines=drafts, ordered_on=on)
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order, on=on)
    erp.deliver_events()
    (row,) = erp.sql("SELECT id FROM inventory.shipment WHERE sales_order = $1", UUID(order))
    return order, str(row["id"])


def balance_of(erp: Erp, code: str, on: str = "2026-12-31") -> Decimal:
    (row,) = erp.sql(
        """SELECT coalesce(sum(l.debit - l.credit), 0) AS balance FROM accounting.journal_line l
           JOIN masterdata.account a ON a.id = l.account WHERE a.code = $1 AND l.effective_on <= $2""",
        code,
        date.fromisoformat(on),
    )
    return row["balance"]


def numbers(bill: dict[str, Any], *names: str) -> list[int]:
    return [int(Decimal(bill[name])) for name in names or FIGURES.split()]


def goods(erp: Erp, price: str = "105", tax: str = "S10") -> str:
    product = a_product(erp, price, tax)
    stock_of(erp, product, "1000", on="2026-04-01")
    return product


def test_tax_is_computed_once_on_the_total_of_the_period(erp: Erp) -> None:
    """INV-26: nine deliveries of 105 yen carry 94 yen of tax in all; one by one it would be 90."""
    shop, tea = a_closing_customer(erp), goods(erp)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")

    assert (balance_of(erp, "1221"), balance_of(erp, "1220"), balance_of(erp, "2180")) == (1035, 0, -90)
    bill = erp.close_customer(
        f"id number {FIGURES} dueOn periodFrom invoice {{ number total taxTotal }} "
        "taxes { base tax } supplies { suppliedOn }",
        customer=shop,
        closing_on="2026-04-30",
    )

    assert numbers(bill) == [0, 0, 0, 0, 945, 94, 1039, 1039]
    assert (balance_of(erp, "1221"), balance_of(erp, "1220"), balance_of(erp, "2180")) == (0, 1039, -94)
    assert int(Decimal(bill["invoice"]["taxTotal"])) == 94
    dated = erp.sql("SELECT supplied_on FROM accounting.invoice_line ORDER BY line_no")
    assert [row["supplied_on"] for row in dated] == [date(2026, 4, day) for day in range(1, 10)]
    # The 31st of May 2026 is a Sunday.
    assert (bill["periodFrom"], bill["dueOn"]) == ("2026-04-01", "2026-06-01")


def test_each_delivery_may_be_the_qualified_invoice_and_the_bill_only_adds(erp: Erp) -> None:
    """INV-26, the other way: tax per delivery, and the statement has no invoice of its own."""
    shop, tea = a_closing_customer(erp, billing="CLOSING_STATEMENT"), goods(erp)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    bill = erp.close_customer(
        f"{FIGURES} invoice {{ id }} documents {{ kind }}", customer=shop, closing_on="2026-04-30"
    )

    assert numbers(bill) == [0, 0, 0, 0, 945, 90, 1035, 1035]
    assert bill["invoice"] is None
    assert [each["kind"] for each in bill["documents"]] == ["SALE"] * 9
    assert (balance_of(erp, "1221"), balance_of(erp, "1220")) == (0, 1035)


def test_the_balance_is_carried_from_bill_to_bill(erp: Erp) -> None:
    """§3.2: last bill − received − adjusted = carried; carried + sales + tax = billed."""
    shop, tea = a_closing_customer(erp), goods(erp, "1000")
    ship(erp, shop, [(tea, "100")], "2026-04-10")
    april = erp.close_customer("id", customer=shop, closing_on="2026-04-30")
    erp.record_bill_receipt(bill=april, received_on="2026-05-20", amount="59340", fee="660")
    _, shipment = ship(erp, shop, [(tea, "50")], "2026-05-12")
    may = erp.close_customer(FIGURES, customer=shop, closing_on="2026-05-31")

    assert numbers(may) == [110000, 59340, 660, 50000, 50000, 5000, 105000, 105000]
    (line,) = erp.sql("SELECT demand FROM inventory.shipment_line WHERE shipment = $1", UUID(shipment))
    erp.return_shipment(
        shipment=shipment,
        lines=[{"line": str(line["demand"]), "quantity": "10"}],
        reason="傷",
        on="2026-06-03",
    )
    june = erp.close_customer(f"{FIGURES} invoice {{ id }}", customer=shop, closing_on="2026-06-30")
    assert numbers(june) == [105000, 0, 11000, 94000, 0, 0, 94000, 94000]
    assert june["invoice"] is None


def test_who_wants_only_this_period_is_asked_for_this_period(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp, carries_balance=False), goods(erp, "1000")
    for month in ("04", "05"):
        ship(erp, shop, [(tea, "10")], f"2026-{month}-10")
    erp.close_customer(customer=shop, closing_on="2026-04-30")
    may = erp.close_customer("balance total carried", customer=shop, closing_on="2026-05-31")

    assert numbers(may, "carried", "balance", "total") == [11000, 22000, 11000]


def test_closing_again_answers_the_bill_that_is_there(erp: Erp) -> None:
    """BIL-05, and BIL-04: what is entered after the run goes onto the next bill with its own date."""
    shop, tea = a_closing_customer(erp), goods(erp)
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    first = erp.close_customer("id", customer=shop, closing_on="2026-04-30")
    ship(erp, shop, [(tea, "2")], "2026-04-20")

    assert erp.close_customer("id", customer=shop, closing_on="2026-04-30") == first
    may = erp.close_customer("sales supplies { suppliedOn }", customer=shop, closing_on="2026-05-31")
    assert may == {"sales": "210", "supplies": [{"suppliedOn": "2026-04-20"}]}
    (row,) = erp.sql(
        """SELECT e.effective_on FROM accounting.journal_entry e
           JOIN billing.supply s ON e.origin = 'supply:' || s.id WHERE s.supplied_on = '2026-04-20'"""
    )
    assert row["effective_on"] == date(2026, 4, 20)
    with pytest.raises(Refused) as late:
        erp.close_customer(customer=shop, closing_on="2026-03-31")
    assert late.value.code in ("LATER_BILL_THERE", "NO_PERIOD")


def test_goods_that_come_back_before_the_bill_are_not_billed(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    order, shipment = ship(erp, shop, [(tea, "9")], "2026-04-10")
    (line,) = erp.sql("SELECT id FROM ordering.sales_order_line WHERE sales_order = $1", UUID(order))
    back = [{"line": str(line["id"]), "quantity": "4"}]
    erp.return_shipment(shipment=shipment, lines=back, reason="傷", on="2026-04-15")

    assert balance_of(erp, "1221", "2026-04-14") == 945 + 94
    assert balance_of(erp, "1221") == 525 + 52
    bill = erp.close_customer(
        f"{FIGURES} supplies {{ total }} invoice {{ lines {{ quantity }} }}",
        customer=shop,
        closing_on="2026-04-30",
    )
    assert numbers(bill, "sales", "tax", "total") == [525, 52, 577]
    assert bill["invoice"]["lines"] == [{"quantity": "5"}]
    assert len(bill["supplies"]) == 2
    assert balance_of(erp, "1221") == 0
    (row,) = erp.sql("SELECT billed, returned FROM ordering.sales_order_line WHERE id = $1", line["id"])
    assert (row["billed"], row["returned"]) == (5, 4)


def test_all_that_came_back_leaves_nothing_unbilled(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    order, shipment = ship(erp, shop, [(tea, "9")], "2026-04-10")
    (line,) = erp.sql("SELECT id FROM ordering.sales_order_line WHERE sales_order = $1", UUID(order))
    for day in (11, 12, 13):
        back = [{"line": str(line["id"]), "quantity": "3"}]
        erp.return_shipment(shipment=shipment, lines=back, reason="傷", on=f"2026-04-{day}")

    assert (balance_of(erp, "1221"), balance_of(erp, "2180"), balance_of(erp, "4110")) == (0, 0, 0)
    with pytest.raises(Refused) as nothing:
        erp.close_customer(customer=shop, closing_on="2026-04-30")
    assert nothing.value.code == "NOTHING_TO_CLOSE"


def test_a_bill_is_cancelled_and_made_anew(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    first = erp.close_customer("id", customer=shop, closing_on="2026-04-30")
    assert erp.cancel_closing_bill("state", bill=first, reason="単価の誤り") == "CANCELLED"
    erp.deliver_events()

    assert (balance_of(erp, "1221"), balance_of(erp, "1220"), balance_of(erp, "2180")) == (1035, 0, -90)
    again = erp.close_customer(f"id {FIGURES}", customer=shop, closing_on="2026-04-30")
    assert again["id"] != first
    assert numbers(again) == [0, 0, 0, 0, 945, 94, 1039, 1039]
    (row,) = erp.sql("SELECT min(billed) AS billed FROM ordering.sales_order_line")
    assert row["billed"] == 1


def test_a_bill_that_is_paid_or_followed_is_not_cancelled(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    april = erp.close_customer("id", customer=shop, closing_on="2026-04-30")
    ship(erp, shop, [(tea, "1")], "2026-05-10")
    may = erp.close_customer("id", customer=shop, closing_on="2026-05-31")

    def refused(bill: str, reason: str = "x") -> str:
        with pytest.raises(Refused) as answer:
            erp.cancel_closing_bill(bill=bill, reason=reason)
        return answer.value.code

    assert refused(april) == "LATER_BILL_THERE"
    assert refused(may, " ") == "BAD_INPUT"
    assert refused(str(UUID(int=7))) == "NOT_FOUND"
    assert erp.record_bill_receipt("openAmount", bill=may, received_on="2026-06-10", amount="231") == "0"
    assert refused(may) == "BILL_PAID"


def test_cancelling_the_invoice_itself_cancels_its_bill(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    bill = erp.close_customer("id invoice { id }", customer=shop, closing_on="2026-04-30")
    erp.cancel_invoice(invoice=bill["invoice"]["id"], reason="誤り", on="2026-04-30")
    erp.deliver_events()

    found = erp.query("query($id: ID!) { closingBill(id: $id) { state supplies { id } } }", id=bill["id"])
    assert found["closingBill"] == {"state": "CANCELLED", "supplies": []}
    assert balance_of(erp, "1221") == 115


def test_several_delivery_customers_roll_up_to_one_payer(erp: Erp) -> None:
    """BIL-06: the head office pays for its shops, by its own terms."""
    head, tea = a_closing_customer(erp, "本部"), goods(erp)
    shops = [a_customer(erp, name) for name in ("駅前店", "港店")]
    for shop in shops:
        erp.set_billing_terms(party=shop, billing="PER_SHIPMENT", closing_day=20, billed_to=head)
        ship(erp, shop, [(tea, "5")], "2026-04-22")
    bill = erp.close_customer(
        "sales tax customer { name } supplies { deliveredTo { name } }",
        customer=head,
        closing_on="2026-04-30",
    )

    assert (bill["sales"], bill["tax"], bill["customer"]["name"]) == ("1050", "105", "本部")
    assert {each["deliveredTo"]["name"] for each in bill["supplies"]} == {"駅前店", "港店"}
    with pytest.raises(Refused) as answer:
        erp.close_customer(customer=shops[0], closing_on="2026-05-20")
    assert answer.value.code == "NOT_BILLED_AT_CLOSING"


def test_an_invoice_for_each_shipment_goes_to_the_payer_too(erp: Erp) -> None:
    head, tea = a_customer(erp, "本部"), goods(erp)
    shop = a_customer(erp, "駅前店")
    erp.set_billing_terms(party=shop, billing="PER_SHIPMENT", closing_day=31, billed_to=head)
    ship(erp, shop, [(tea, "5")], "2026-04-22")

    (row,) = erp.sql("SELECT p.name FROM accounting.invoice i JOIN masterdata.party p ON p.id = i.customer")
    assert row["name"] == "本部"


def test_what_waits_for_its_bill_counts_against_the_credit_limit(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp, "1000")
    erp.change_party(party=shop, credit_limit="20000")
    ship(erp, shop, [(tea, "10")], "2026-04-10")
    order = erp.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": "9"}])
    with pytest.raises(Refused) as answer:
        erp.confirm_sales_order(order=order)

    assert (answer.value.code, answer.value.facts["exposure"]) == ("CREDIT_LIMIT_EXCEEDED", "20900")


DAYS = [
    ("2026-04-29", "NOT_A_CLOSING_DAY"),
    ("2026-07-31", "NOT_CLOSED_YET"),
    ("2026-04-30", "NOTHING_TO_CLOSE"),
]


@pytest.mark.parametrize(("day", "code"), DAYS)
def test_a_day_that_closes_nothing_is_refused(erp: Erp, day: str, code: str) -> None:
    shop = a_closing_customer(erp)
    with pytest.raises(Refused) as answer:
        erp.close_customer(customer=shop, closing_on=day)
    assert answer.value.code == code


def test_the_preview_says_what_the_bill_will_say(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    ask = f"""query($on: Date!) {{ closingPreview(closingOn: $on) {{
        customerName shipments {FIGURES.replace(" balance", "")} billId }} }}"""
    (shown,) = erp.query(ask, on="2026-04-30")["closingPreview"]
    (count,) = erp.sql("SELECT count(*) AS n FROM billing.closing_bill")
    bill = erp.close_customer(f"id {FIGURES}", customer=shop, closing_on="2026-04-30")

    assert count["n"] == 0
    assert shown["shipments"] == 9
    names = FIGURES.replace(" balance", "").split()
    assert numbers(shown, *names) == numbers(bill, *names)
    (after,) = erp.query(ask, on="2026-04-30")["closingPreview"]
    assert after["billId"] == bill["id"]


def test_a_locked_month_takes_no_sale_that_waits_for_its_bill_and_no_bill(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp, "1000")
    slips = a_closing_customer(erp, billing="CLOSING_STATEMENT")
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    ship(erp, slips, [(tea, "1")], "2026-04-10")
    erp.lock_area(area="SALES", through="2026-04-30")

    with pytest.raises(Refused) as refusal:
        ship(erp, shop, [(tea, "2")], "2026-04-20")
    assert refusal.value.code == "AREA_LOCKED"
    assert balance_of(erp, "4110") == -2000
    for customer in (shop, slips):
        with pytest.raises(Refused) as refusal:
            erp.close_customer(customer=customer, closing_on="2026-04-30")
        assert refusal.value.facts == {"area": "SALES", "on": "2026-04-30", "through": "2026-04-30"}
    # What was supplied before the lock comes onto the next bill.
    may = erp.close_customer("sales", customer=shop, closing_on="2026-05-31")
    assert int(Decimal(may)) == 1000


@pytest.mark.parametrize(("mode", "sales"), [("TAX_EXCLUSIVE", -860), ("TAX_INCLUSIVE", -945)])
def test_the_yen_of_the_whole_with_prices_that_have_tax_inside(erp: Erp, mode: str, sales: int) -> None:
    """Nine deliveries of 105 yen with the tax inside posted 81 yen of tax, their bill says 85 in 945."""
    (year,) = erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2026-04-01'")
    erp.set_bookkeeping(fiscal_year=str(year["id"]), bookkeeping=mode)
    shop, tea = a_closing_customer(erp), goods(erp, "105")
    erp.change_party(party=shop, prices_include_tax=True)
    erp.change_product(product=tea, standard_price_includes_tax=True)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    bill = erp.close_customer("sales tax total", customer=shop, closing_on="2026-04-30")
    assert [int(Decimal(each)) for each in bill.values()] == [860, 85, 945]

    asked = '{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") { taxCode base tax } }'
    assert erp.query(asked)["consumptionTaxSummary"] == [{"taxCode": "S10", "base": "860", "tax": "85"}]
    assert balance_of(erp, "4110") == sales
    assert balance_of(erp, "2180") == (-85 if mode == "TAX_EXCLUSIVE" else 0)


@pytest.mark.parametrize(("mode", "sales"), [("TAX_EXCLUSIVE", -945), ("TAX_INCLUSIVE", -1039)])
def test_the_yen_of_the_whole_is_in_the_sum_of_the_tax_and_where_the_books_keep_tax(
    erp: Erp, mode: str, sales: int
) -> None:
    """Nine deliveries posted 90 yen of tax, their bill says 94: the four yen are tax of this class too."""
    (year,) = erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2026-04-01'")
    erp.set_bookkeeping(fiscal_year=str(year["id"]), bookkeeping=mode)
    shop, tea = a_closing_customer(erp), goods(erp, "105")
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    erp.close_customer(customer=shop, closing_on="2026-04-30")

    asked = '{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") { taxCode base tax } }'
    assert erp.query(asked)["consumptionTaxSummary"] == [{"taxCode": "S10", "base": "945", "tax": "94"}]
    assert balance_of(erp, "4110") == sales
    assert balance_of(erp, "2180") == (-94 if mode == "TAX_EXCLUSIVE" else 0)
