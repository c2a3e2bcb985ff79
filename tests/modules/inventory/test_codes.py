"""Labels that a scanner reads, and what a code that was read stands for."""

from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader

from modules.inventory.coding import bars, square
from modules.inventory.printing import render_stock_prints
from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused
from tests.modules.inventory.drawing import bitmap
from tests.modules.inventory.test_lots import main_place, receive
from tests.server import background

ASKED = """query($c: String!) { scanned(code: $c) { kind productNumber lot locationCode onHand available }
    scannedStock(code: $c) { locationCode lot onHand } scannedPicks(code: $c) { documentNumber quantity } }"""
FILE = "query($id: ID!) { stockPrint(id: $id) { kind pieces file { id name } } }"


def printed(erp: Erp, print_id: str) -> PdfReader:
    assert background().run(render_stock_prints(erp.running.database)) == 1
    assert background().run(render_stock_prints(erp.running.database)) == 0
    found = erp.query(FILE, id=print_id)["stockPrint"]
    return PdfReader(BytesIO(erp.fetch(found["file"]["id"]).content))


def words(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("text", ["4901234567894", "49123456", "I-0001/M-0418", "SH-2026-000123"])
def test_what_is_drawn_is_read_back(text: str) -> None:
    for drawing, across in ((bars(text), 3), (square(text), 3)):
        (read,) = zxingcpp.read_barcodes(bitmap(drawing, across))
        assert read.text == text


def test_a_lot_in_japanese_has_a_square_and_no_bars() -> None:
    assert bars("I-0001/抹茶") is None
    (read,) = zxingcpp.read_barcodes(bitmap(square("I-0001/抹茶"), 3))
    assert read.text == "I-0001/抹茶"


def test_labels_are_printed_and_say_what_they_are_for(erp: Erp) -> None:
    jan = a_product(erp, name="煎茶 100g", jan_code="4901234567894")
    tea = a_product(erp, name="玉露", tracking="EXPIRY")
    receive(erp, tea, "5", lot="L-7", expires_on="2030-03-31")
    (lot,) = erp.query("{ lots { nodes { id product { number } } } }")["lots"]["nodes"]
    labels = [
        {"product": jan, "copies": 22},
        {"lot": lot["id"], "copies": 2},
        {"location": main_place(erp)},
    ]
    asked = erp.print_labels("id pieces", labels=labels, skip=3)
    assert asked["pieces"] == 25
    reader = printed(erp, asked["id"])
    assert len(reader.pages) == 2
    text = words(reader)
    assert text.count("4901234567894") == 22 and text.count(f"{lot['product']['number']}/L-7") == 2
    assert "期限2030-03-31" in text and "W1/MAIN" in text
    for given in (
        {"labels": []},
        {"labels": [{"copies": 1}]},
        {"labels": [{"product": jan, "lot": lot["id"]}]},
        {"labels": [{"product": jan, "copies": 0}]},
        {"labels": [{"product": jan, "copies": 2001}]},
        {"labels": [{"product": jan}], "skip": 24},
    ):
        with pytest.raises(Refused) as refused:
            erp.print_labels(**given)
        assert refused.value.code == "BAD_INPUT"
    with pytest.raises(Refused) as refused:
        erp.print_labels(labels=[{"product": lot["id"]}])
    assert refused.value.code == "NOT_FOUND"


@pytest.mark.parametrize("blind", [False, True])
def test_a_count_sheet_tells_what_is_expected_unless_it_is_blind(erp: Erp, blind: bool) -> None:
    tea = a_product(erp, name="ほうじ茶", tracking="LOT")
    receive(erp, tea, "4321", lot="L-9")
    count = erp.start_stock_count("id number", scope="WHOLE", is_blind=blind, note="期末")
    text = words(printed(erp, erp.print_count_sheet(count=count["id"])))
    for said in ("棚卸表", count["number"], "ほうじ茶", "L-9", "期末"):
        assert said in text, said
    assert ("4,321" in text) is not blind


def test_a_code_stands_for_a_product_a_lot_or_a_place(erp: Erp) -> None:
    tea = a_product(erp, jan_code="4901234567894", tracking="LOT")
    (number,) = [row["number"] for row in erp.sql("SELECT number FROM masterdata.product WHERE id = $1", tea)]
    receive(erp, tea, "5", lot="AB")
    receive(erp, tea, "3", lot="CD", on="2026-01-01")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "2"}])
    erp.confirm_sales_order(order=order)
    for code, kind, lot, there in (
        ("4901234567894", "PRODUCT", None, ("8", "6")),
        ("４９０１２３４５６７８９４", "PRODUCT", None, ("8", "6")),
        (number.lower(), "PRODUCT", None, ("8", "6")),
        (f"{number}/CD", "LOT", "CD", ("3", "1")),
        ("CD", "LOT", "CD", ("3", "1")),
        ("]C101049012345678941727013110AB", "LOT", "AB", ("5", "5")),
        ("0104901234567894", "PRODUCT", None, ("8", "6")),
        ("W1/MAIN", "LOCATION", None, ("8", "6")),
    ):
        (hit,) = erp.query(ASKED, c=code)["scanned"]
        assert (hit["kind"], hit["lot"], (hit["onHand"], hit["available"])) == (kind, lot, there), code
    found = erp.query(ASKED, c=number)
    assert [(row["lot"], row["onHand"]) for row in found["scannedStock"]] == [("AB", "5"), ("CD", "3")]
    assert [row["quantity"] for row in found["scannedPicks"]] == ["2"]
    for nothing in ("", "  ", "4999999999999", "%", "'; --", "010499999999999910AB"):
        assert erp.query(ASKED, c=nothing) == {"scanned": [], "scannedStock": [], "scannedPicks": []}
