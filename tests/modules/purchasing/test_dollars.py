"""Orders in another currency: received at the rate of the day, billed and credited in it."""

import pytest

from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk
from tests.modules.purchasing.test_bills import balances

RATES = {"2026-04-01": "150", "2026-04-10": "151", "2026-04-20": "154", "2026-05-29": "152"}
WHO = "Acme Paper Inc."


def maker(desk: Desk) -> str:
    """A maker in America who sells in dollars."""
    for day, rate in RATES.items():
        desk.erp.set_exchange_rate(currency="USD", rate=rate, valid_from=day)
    return desk.supplier(WHO, currency="usd")


def ordered(desk: Desk, *lines: dict, **given: object) -> tuple[str, list[str]]:
    """An order in his currency, placed."""
    lines = lines or ({"product": desk.goods(), "quantity": "10", "unit_price": "100.5"},)
    order = desk.order(maker(desk), *lines, **given)
    return order, [line["id"] for line in desk.lines(order)]


def bill(desk: Desk, line: str, quantity: str, price: str | None = None, **given: object) -> dict:
    billed = {"line": line, "quantity": quantity} | ({"unit_price": price} if price else {})
    words = {"invoiced_on": "2026-04-20", "booked_on": "2026-04-20", "supplier_number": "A-1"}
    return desk.erp.enter_purchase_bill(
        "id state currency exchangeRate total difference supplierInvoice { id total foreignTotal }",
        lines=[billed], **(words | given),
    )  # fmt: skip


def test_an_order_is_in_the_suppliers_currency_and_weighed_in_ours(desk: Desk) -> None:
    order, _ = ordered(desk)
    found = desk.erp.query(
        "query($id: ID!) { purchaseOrder(id: $id) { currency total worth taxTotal } }", id=order
    )["purchaseOrder"]
    assert found == {"currency": "USD", "total": "1005", "worth": "150750", "taxTotal": "0"}
    (paper,) = desk.erp.sql(
        "SELECT said->>'total' AS total, said->>'language' AS language FROM purchasing.purchase_order"
    )
    assert paper == {"total": "1005.00", "language": "en"}


def test_goods_come_in_at_the_rate_of_their_day_and_the_bill_at_its_own(desk: Desk) -> None:
    """Ten at 100.50: 1,005 dollars are 151,755 yen on the 10th and 154,770 on the 20th."""
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    assert balances(desk) == {"1310": 151755, "2125": -151755}
    found = bill(desk, line, "10")
    assert (found["state"], found["currency"], found["total"]) == ("MATCHED", "USD", "1005")
    assert found["supplierInvoice"] | {"id": ""} == {"id": "", "total": "154770", "foreignTotal": "1005"}
    desk.erp.post_purchase_bill(bill=found["id"])
    assert balances(desk) == {"1310": 151755, "2120": -154770, "7220": 3015}
    assert desk.waiting() == desk.accrued() == {}

    desk.erp.record_foreign_payment(
        supplier=desk.erp.sql("SELECT supplier::text FROM purchasing.purchase_order")[0]["supplier"],
        paid_on="2026-05-29", currency="USD", invoices=[{"invoice": found["supplierInvoice"]["id"]}],
    )  # fmt: skip
    assert balances(desk) == {"1310": 151755, "1130": -152760, "7220": 3015, "7140": -2010}


@pytest.mark.parametrize(
    ("price", "state", "stock", "gain_or_loss"),
    [
        ("103.5", "MATCHED", 156375, 3015),
        ("103.6", "EXCEPTION", None, None),
        ("100.5", "MATCHED", 151755, 3015),
    ],
)
def test_another_price_is_weighed_in_dollars_and_follows_the_goods_at_the_rate_of_the_bill(
    desk: Desk, price: str, state: str, stock: int | None, gain_or_loss: int | None
) -> None:
    """Three per cent of 1,005 dollars are 30.15: 30 more pass, 31 do not; 30 are 4,620 yen."""
    desk.erp.set_purchase_tolerance(valid_from="2026-04-01", price_share="3")
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    found = bill(desk, line, "10", price)
    assert found["state"] == state
    if stock is not None:
        desk.erp.post_purchase_bill(bill=found["id"])
        after = balances(desk)
        assert (after["1310"], after["7220"]) == (stock, gain_or_loss)
        assert desk.waiting() == desk.accrued() == {}


def test_an_amount_that_may_differ_is_in_our_currency(desk: Desk) -> None:
    """1,540 yen a line are 10 dollars at 154."""
    desk.erp.set_purchase_tolerance(valid_from="2026-04-01", price_amount="1540")
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    assert bill(desk, line, "10", "101.5")["state"] == "MATCHED"
    desk.erp.cancel_purchase_bill(
        bill=desk.erp.sql("SELECT id::text FROM purchasing.purchase_bill")[0]["id"], reason="x"
    )
    assert bill(desk, line, "10", "101.6")["state"] == "EXCEPTION"


def test_parts_that_came_at_two_rates_are_billed_in_parts_and_nothing_stays(desk: Desk) -> None:
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-01", lines=[{"line": line, "quantity": "3"}])
    desk.erp.receive_purchase_order(order=order, on="2026-04-10", lines=[{"line": line, "quantity": "7"}])
    assert desk.waiting() == {WHO: str(45225 + 106229)}
    for at, quantity in enumerate(("4", "1", "5")):
        found = bill(desk, line, quantity, supplier_number=f"A-{at}")
        desk.erp.post_purchase_bill(bill=found["id"])
    assert desk.waiting() == desk.accrued() == {}
    # Stock keeps what it came in at; the bills at 154 make the rest a loss.
    assert balances(desk) == {"1310": 151454, "2120": -154770, "7220": 154770 - 151454}


def test_a_cancelled_bill_takes_its_gain_or_loss_with_it(desk: Desk) -> None:
    desk.erp.set_purchase_tolerance(valid_from="2026-04-01", price_share="5")
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    before = balances(desk)
    found = bill(desk, line, "10", "103.5")
    desk.erp.post_purchase_bill(bill=found["id"])
    desk.erp.cancel_purchase_bill(bill=found["id"], reason="二重", on="2026-04-21")
    assert balances(desk) == before
    assert desk.waiting() == desk.accrued() == {WHO: "151755"}


def test_services_are_cost_at_the_rate_of_the_day(desk: Desk) -> None:
    order, (line,) = ordered(
        desk,
        {"product": desk.service(), "quantity": "1", "unit_price": "20", "account": desk.accounts["6290"]},
    )
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    assert balances(desk)["6290"] == 3020
    found = bill(desk, line, "1", exchange_rate="149.5")
    assert found["exchangeRate"] == "149.5"
    desk.erp.post_purchase_bill(bill=found["id"])
    after = balances(desk)
    assert (after["6290"], after["7140"], after["2120"]) == (3020, -30, -2990)


def test_a_day_without_a_rate_is_refused_by_name_and_nothing_is_kept(desk: Desk) -> None:
    supplier, tea = maker(desk), desk.goods()
    line = {"product": tea, "quantity": "1", "unit_price": "10"}
    with pytest.raises(Refused) as no:
        desk.order(supplier, line, currency="EUR")
    assert (no.value.code, no.value.facts["currency"]) == ("NO_EXCHANGE_RATE", "EUR")
    order = desk.order(supplier, line)
    with pytest.raises(Refused) as no:
        desk.erp.receive_purchase_order(order=order, on="2026-04-02")
    assert (no.value.code, no.value.facts["on"]) == ("NO_EXCHANGE_RATE", "2026-04-02")
    assert desk.erp.sql("SELECT 1 FROM purchasing.goods_receipt") == []
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    own = desk.lines(order)[0]["id"]
    with pytest.raises(Refused, match="NO_EXCHANGE_RATE"):
        bill(desk, own, "1", booked_on="2026-04-21")
    for given, reason in (
        ({"exchange_rate": "0"}, "NOT_AN_EXCHANGE_RATE"),
        ({"exchange_rate": "-1"}, "NOT_AN"),
    ):
        with pytest.raises(Refused, match=reason):
            bill(desk, own, "1", **given)
    assert desk.erp.sql("SELECT 1 FROM payables.supplier_invoice") == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"currency": "YEN"}, "UNKNOWN_CURRENCY"), ({"currency": "dollars"}, "UNKNOWN_CURRENCY")],
)
def test_what_is_no_currency_is_refused(desk: Desk, given: dict, reason: str) -> None:
    line = {"product": desk.goods(), "quantity": "1", "unit_price": "10"}
    with pytest.raises(Refused, match=reason):
        desk.order(desk.supplier(), line, **given)
    with pytest.raises(Refused, match=reason):
        desk.supplier("別の店", **given)


def test_orders_in_two_currencies_are_no_one_bill(desk: Desk) -> None:
    supplier, tea = maker(desk), desk.goods()
    line = {"product": tea, "quantity": "1", "unit_price": "10"}
    orders = [desk.order(supplier, line), desk.order(supplier, line, currency="JPY")]
    for order in orders:
        desk.erp.receive_purchase_order(order=order)
    lines = [{"line": desk.lines(order)[0]["id"], "quantity": "1"} for order in orders]
    with pytest.raises(Refused, match="ORDER_OF_OTHER"):
        desk.erp.enter_purchase_bill(lines=lines, invoiced_on="2026-04-01", supplier_number="A-1")


def test_a_purchase_at_home_in_dollars_names_its_tax_class(desk: Desk) -> None:
    codes = {row["code"]: str(row["id"]) for row in desk.erp.sql("SELECT code, id FROM masterdata.tax_code")}
    line = {"product": desk.goods(), "quantity": "1", "unit_price": "10"}
    supplier = maker(desk)
    order = desk.order(supplier, line | {"tax_code": codes["P10"]})
    asked = "query($id: ID!) { purchaseOrder(id: $id) { taxTotal } }"
    assert desk.erp.query(asked, id=order)["purchaseOrder"]["taxTotal"] == "1"
    with pytest.raises(Refused, match="NOT_FOUND"):
        desk.order(supplier, line | {"tax_code": codes["S10"]})


def test_goods_that_go_back_are_credited_at_the_rate_of_their_bill(desk: Desk) -> None:
    """Four of ten go back: out of stock at 151, credited at the bill's 154, as is their loss."""
    order, (line,) = ordered(desk)
    desk.erp.receive_purchase_order(order=order, on="2026-04-10")
    found = bill(desk, line, "10")
    desk.erp.post_purchase_bill(bill=found["id"])
    (receipt,) = desk.erp.sql(
        "SELECT r.id::text, l.id::text AS line FROM purchasing.goods_receipt r"
        " JOIN purchasing.goods_receipt_line l ON l.goods_receipt = r.id"
    )
    desk.erp.return_purchase(
        receipt=receipt["id"],
        lines=[{"line": receipt["line"], "quantity": "4"}],
        reason="汚れ",
        on="2026-04-21",
    )
    credit = desk.erp.enter_purchase_credit(
        "id state supplierInvoice { total exchangeRate }",
        lines=[{"line": line, "quantity": "4"}], invoiced_on="2026-04-22", supplier_number="K-1",
        credits=found["supplierInvoice"]["id"],
    )  # fmt: skip
    assert (credit["state"], credit["supplierInvoice"]) == (
        "MATCHED",
        {"total": "61908", "exchangeRate": "154"},
    )
    desk.erp.post_purchase_bill(bill=credit["id"])
    assert desk.waiting() == desk.accrued() == {}
    after = balances(desk)
    assert (after["1310"], after["2120"]) == (91053, -92862)
    assert after["7220"] + after.get("7140", 0) == 3015 - 1206
