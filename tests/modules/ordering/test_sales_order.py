"""The edges of an order: what is refused, by which name, and that nothing changes by asking."""

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused

ORDER = """query($id: ID!) { salesOrder(id: $id) {
    state shipped billed note
    lines { id quantity reserved shipped returned billed }
    shipments { id number kind } invoices { id number kind total state }
} }"""


@pytest.fixture
def tea(erp: Erp) -> str:
    product = a_product(erp, price="1000")
    stock_of(erp, product, "10", unit_cost="600")
    return product


@pytest.fixture
def shop(erp: Erp) -> str:
    return a_customer(erp)


def draft(erp: Erp, shop: str, tea: str, quantity: str = "4", **given: object) -> str:
    return erp.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": quantity}], **given)


def seen(erp: Erp, order: str) -> dict:
    return erp.query(ORDER, id=order)["salesOrder"]


def on_hand(erp: Erp) -> list[tuple[str, str]]:
    return [
        (each["onHand"], each["reserved"])
        for each in erp.query("{ stockOnHand { onHand reserved } }")["stockOnHand"]
    ]


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ({"quantity": "0"}, "BAD_INPUT", "lines.0.quantity"),
        ({"quantity": "-1"}, "BAD_INPUT", "lines.0.quantity"),
        ({"quantity": "1.5"}, "BAD_INPUT", "lines.0.quantity"),
        ({"unitPrice": "-1"}, "BAD_INPUT", "lines.0.unitPrice"),
        ({"discount": "101"}, "BAD_INPUT", "lines.0.discount"),
        ({"unit": "00000000-0000-7000-8000-000000000000"}, "UNKNOWN_UNIT", "lines.0.unit"),
        ({"product": "00000000-0000-7000-8000-000000000000"}, "NOT_FOUND", None),
    ],
)
def test_a_bad_line_is_refused_by_name(
    erp: Erp, shop: str, tea: str, line: dict, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        erp.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": "1"} | line])

    assert refused.value.code == code
    assert field is None or refused.value.field.removeprefix("input.") == field
    assert erp.sql("SELECT count(*) AS n FROM ordering.sales_order") == [{"n": 0}]


def test_two_currencies_in_one_document_are_refused(erp: Erp, shop: str, tea: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(erp, shop, tea, currency="USD")
    assert refused.value.code == "TWO_CURRENCIES"


def test_who_is_no_customer_is_not_sold_to(erp: Erp, tea: str) -> None:
    supplier = a_customer(erp, is_customer=False, is_supplier=True)
    with pytest.raises(Refused) as refused:
        draft(erp, supplier, tea)
    assert refused.value.code == "NOT_A_CUSTOMER"


def test_a_shortage_is_told_line_by_line_and_holds_nothing(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea, "11")

    with pytest.raises(Refused) as refused:
        erp.confirm_sales_order(order=order)

    assert refused.value.code == "INSUFFICIENT_STOCK"
    (line,) = refused.value.facts["lines"]
    assert (line["wanted"], line["available"], line["product"]) == ("11", "10", tea)
    assert on_hand(erp) == [("10", "0")]
    assert seen(erp, order)["state"] == "DRAFT"


def test_what_is_missing_follows_as_a_backorder(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea, "14")
    erp.confirm_sales_order(order=order, accept_backorder=True)
    assert seen(erp, order)["lines"][0]["reserved"] == "10"

    erp.ship_sales_order(order=order)
    assert seen(erp, order)["shipped"] == "PARTIAL"
    with pytest.raises(Refused) as refused:
        erp.reserve_backorder(order=order)
    assert refused.value.code == "INSUFFICIENT_STOCK"

    stock_of(erp, tea, "5", unit_cost="600")
    erp.reserve_backorder(order=order)
    erp.ship_sales_order(order=order)
    assert seen(erp, order)["shipped"] == "FULL"
    assert on_hand(erp) == [("1", "0")]


def test_the_credit_limit_counts_invoices_unbilled_orders_and_this_one(erp: Erp, tea: str) -> None:
    shop = a_customer(erp, credit_limit="10000")
    first = draft(erp, shop, tea, "5", billing="PER_ORDER")
    erp.confirm_sales_order(order=first)
    second = draft(erp, shop, tea, "5")

    with pytest.raises(Refused) as refused:
        erp.confirm_sales_order(order=second)
    assert refused.value.code == "CREDIT_LIMIT_EXCEEDED"
    assert refused.value.facts == {"limit": "10000", "exposure": "11000", "excess": "1000"}

    erp.ship_sales_order(order=first)
    erp.invoice_sales_order(order=first)
    with pytest.raises(Refused) as refused:
        erp.confirm_sales_order(order=second)
    assert refused.value.facts["exposure"] == "11000"


def test_cancelling_frees_the_goods_and_is_refused_once_some_left(erp: Erp, shop: str, tea: str) -> None:
    kept = draft(erp, shop, tea)
    erp.confirm_sales_order(order=kept)
    erp.cancel_sales_order(order=kept, reason="二重注文")
    assert (seen(erp, kept)["state"], on_hand(erp)) == ("CANCELLED", [("10", "0")])

    gone = draft(erp, shop, tea)
    erp.confirm_sales_order(order=gone)
    line = seen(erp, gone)["lines"][0]["id"]
    erp.ship_sales_order(order=gone, lines=[{"line": line, "quantity": "1"}])
    with pytest.raises(Refused) as refused:
        erp.cancel_sales_order(order=gone, reason="遅い")
    assert refused.value.code == "ALREADY_SHIPPED"
    assert on_hand(erp) == [("9", "3")]


def test_a_draft_can_be_changed_and_a_confirmed_order_cannot(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea)
    erp.change_sales_order(order=order, note="急ぎ", lines=[{"product": tea, "quantity": "2"}])
    changed = seen(erp, order)
    assert (changed["note"], [line["quantity"] for line in changed["lines"]]) == ("急ぎ", ["2"])

    erp.confirm_sales_order(order=order)
    with pytest.raises(Refused) as refused:
        erp.change_sales_order(order=order, note="遅い")
    assert refused.value.code == "WRONG_STATE"
    assert seen(erp, order)["note"] == "急ぎ"


def test_billing_twice_bills_once(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea)
    erp.confirm_sales_order(order=order)
    with pytest.raises(Refused) as refused:
        erp.invoice_sales_order(order=order)
    assert refused.value.code == "NOTHING_TO_BILL"

    erp.ship_sales_order(order=order)
    erp.invoice_sales_order(order=order)
    erp.deliver_events()
    with pytest.raises(Refused) as refused:
        erp.invoice_sales_order(order=order)
    assert refused.value.code == "NOTHING_TO_BILL"
    assert [each["total"] for each in seen(erp, order)["invoices"]] == ["4400"]


def test_what_comes_back_is_credited_only_as_far_as_it_was_billed(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea, billing="PER_ORDER")
    erp.confirm_sales_order(order=order)
    line = seen(erp, order)["lines"][0]["id"]
    erp.ship_sales_order(order=order)
    shipment = seen(erp, order)["shipments"][0]["id"]
    erp.return_shipment(shipment=shipment, reason="破損", lines=[{"line": line, "quantity": "1"}])
    assert seen(erp, order)["invoices"] == []

    erp.invoice_sales_order(order=order)
    erp.return_shipment(shipment=shipment, reason="破損", lines=[{"line": line, "quantity": "2"}])

    found = seen(erp, order)
    assert [(each["kind"], each["total"]) for each in found["invoices"]] == [
        ("CREDIT_NOTE", "2200"),
        ("INVOICE", "3300"),
    ]
    assert (found["lines"][0]["returned"], found["lines"][0]["billed"]) == ("3", "1")
    with pytest.raises(Refused) as refused:
        erp.return_shipment(shipment=shipment, reason="破損", lines=[{"line": line, "quantity": "2"}])
    assert refused.value.code == "RETURN_EXCEEDS_SHIPMENT"
    assert on_hand(erp) == [("9", "0")]


def test_the_same_origin_is_the_same_order(erp: Erp, shop: str, tea: str) -> None:
    first = draft(erp, shop, tea, origin="edi:77")
    assert draft(erp, shop, tea, origin="edi:77") == first
    assert erp.sql("SELECT count(*) AS n FROM ordering.sales_order") == [{"n": 1}]


def test_a_case_of_24_takes_24_from_the_shelf(erp: Erp, shop: str) -> None:
    from tests.builders import unit_of

    case = unit_of(erp, "CS")
    water = a_product(erp, price="50")
    erp.add_product_unit(product=water, unit=case, factor="24")
    stock_of(erp, water, "50", unit_cost="20")
    order = erp.draft_sales_order(customer=shop, lines=[{"product": water, "quantity": "2", "unit": case}])
    assert erp.confirm_sales_order("subtotal", order=order) == "2400"
    assert on_hand(erp) == [("50", "48")]
    erp.ship_sales_order(order=order)
    assert on_hand(erp) == [("2", "0")]


def test_no_read_permission_and_no_such_order_are_one_answer(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea)
    outsider = erp.as_user("kenji")
    nowhere = "00000000-0000-7000-8000-000000000000"

    answers = [outsider.send(ORDER, {"id": each}).json()["errors"][0] for each in (order, nowhere)]
    assert answers[0] == answers[1]
    assert answers[0]["extensions"]["code"] == "FORBIDDEN"
    refusals = []
    for each in (order, nowhere):
        with pytest.raises(Refused) as refused:
            outsider.confirm_sales_order(order=each)
        refusals.append((refused.value.code, refused.value.facts))
    assert refusals[0] == refusals[1]


def two_shipments(erp: Erp, shop: str, tea: str) -> tuple[str, list[str]]:
    """An order of six that left in two parts of three and is not billed yet."""
    order = draft(erp, shop, tea, "6")
    erp.confirm_sales_order(order=order)
    line = seen(erp, order)["lines"][0]["id"]
    for _ in range(2):
        erp.ship_sales_order(order=order, lines=[{"line": line, "quantity": "3"}])
    return order, sorted(each["id"] for each in seen(erp, order)["shipments"])


def bills(erp: Erp, order: str) -> list[tuple[str, str]]:
    found = seen(erp, order)["invoices"]
    return sorted((each["state"], each["total"]) for each in found if each["kind"] == "INVOICE")


def test_each_shipment_pays_for_itself_also_when_one_is_billed_by_hand(erp: Erp, shop: str, tea: str) -> None:
    order, (first, _) = two_shipments(erp, shop, tea)
    erp.invoice_sales_order(order=order, shipment=first)
    with pytest.raises(Refused) as refused:
        erp.invoice_sales_order(order=order, shipment=first)
    assert refused.value.code == "NOTHING_TO_BILL"

    erp.deliver_events()

    assert bills(erp, order) == [("OPEN", "3300"), ("OPEN", "3300")]
    assert seen(erp, order)["billed"] == "FULL"


@pytest.mark.parametrize("billing", ["PER_ORDER", "PER_SHIPMENT"])
def test_a_cancelled_invoice_can_be_issued_anew(erp: Erp, shop: str, tea: str, billing: str) -> None:
    order = draft(erp, shop, tea, billing=billing)
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    erp.deliver_events()
    shipment = {"shipment": seen(erp, order)["shipments"][0]["id"]} if billing == "PER_SHIPMENT" else {}
    (wrong,) = seen(erp, order)["invoices"]

    erp.cancel_invoice(invoice=wrong["id"], reason="宛名違い")
    erp.deliver_events()
    found = seen(erp, order)
    assert (found["state"], found["billed"], found["lines"][0]["billed"]) == ("CONFIRMED", "NONE", "0")

    erp.invoice_sales_order(order=order, **shipment)
    assert bills(erp, order) == [("CREDITED", "4400"), ("OPEN", "4400")]
    assert seen(erp, order)["billed"] == "FULL"


def test_a_closed_order_opens_again_for_an_invoice_that_was_cancelled(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea)
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    erp.deliver_events()
    (wrong,) = seen(erp, order)["invoices"]
    erp.close_sales_order(order=order)

    erp.cancel_invoice(invoice=wrong["id"], reason="宛名違い")
    erp.deliver_events()
    erp.invoice_sales_order(order=order)

    assert bills(erp, order) == [("CREDITED", "4400"), ("OPEN", "4400")]


def test_what_is_sent_again_after_a_return_is_billed_again(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea, "4", billing="PER_ORDER")
    erp.confirm_sales_order(order=order)
    line = seen(erp, order)["lines"][0]["id"]
    erp.ship_sales_order(order=order, lines=[{"line": line, "quantity": "2"}])
    erp.invoice_sales_order(order=order)
    shipment = seen(erp, order)["shipments"][0]["id"]
    erp.return_shipment(shipment=shipment, reason="破損", lines=[{"line": line, "quantity": "2"}])

    erp.ship_sales_order(order=order)
    erp.invoice_sales_order(order=order)

    assert bills(erp, order) == [("CREDITED", "2200"), ("OPEN", "2200")]


def test_an_order_names_nothing_of_another_company(erp: Erp, shop: str, tea: str) -> None:
    other = erp.register_company(code="OTHER", name="別会社", currency="JPY")
    there = erp.as_user("hanako", roles=["administrator"], company=other)
    offer = erp.draft_quotation(customer=shop, lines=[{"product": tea, "quantity": "1"}])
    (shelf,) = erp.query("{ warehouses { nodes { id } } }")["warehouses"]["nodes"]

    for foreign in ({"warehouse": shelf["id"]}, {"quotation": offer}):
        with pytest.raises(Refused) as refused:
            draft(there, shop, tea, **foreign)
        assert refused.value.code == "NOT_FOUND"
    assert draft(there, shop, tea)


def test_a_reference_stands_once_in_the_title(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea, customer_reference="PO-77")
    title = erp.query("query($id: ID!) { document(id: $id) { title } }", id=order)["document"]["title"]
    assert title.count("PO-77") == 1


def test_a_document_does_not_name_its_customer_to_who_may_not_read_parties(erp: Erp, tea: str) -> None:
    shop = a_customer(erp, name="青葉商店")
    order = draft(erp, shop, tea)
    secret = erp.create_token("secret", name="集計", scopes=["ordering.read_sales_order"])
    clerk = Erp(erp.running, login="erp", token=secret, company=erp.company)
    asked = """query($id: ID!) { document(id: $id) { title } documentChain(id: $id) { title }
        byName: search(text: "青葉", first: 5) { title }
        byNumber: search(text: "SO-", first: 5) { title } }"""

    assert erp.query(asked, id=order)["document"]["title"].startswith("青葉商店")
    found = clerk.query(asked, id=order)
    assert found["byName"] == []
    assert len(found["byNumber"]) == 1
    assert "青葉" not in str(found)


def test_an_order_opens_again_when_its_payment_is_taken_back(erp: Erp, shop: str, tea: str) -> None:
    order = draft(erp, shop, tea)
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    erp.deliver_events()
    (invoice,) = erp.query("{ invoices(first: 1) { nodes { id total } } }")["invoices"]["nodes"]
    paid = erp.record_receipt(
        "matchings { id }",
        customer=shop,
        received_on="2026-04-01",
        amount=invoice["total"],
        matches=[{"invoice": invoice["id"]}],
    )
    erp.deliver_events()
    assert seen(erp, order)["state"] == "CLOSED"

    erp.undo_matching(matching=paid[0]["id"], reason="別の請求書の入金だった")
    erp.deliver_events()
    assert seen(erp, order)["state"] == "CONFIRMED"


def test_a_limit_in_another_currency_is_not_compared(erp: Erp, tea: str) -> None:
    shop = a_customer(erp, credit_limit="1", currency="USD")
    order = draft(erp, shop, tea)
    assert erp.confirm_sales_order("state", order=order) == "CONFIRMED"
