"""A list that is empty says how to fill it; a list that is full goes home as a file for spreadsheets."""

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from erp.kernel.labels import label
from erp.web import mounting
from tests.browser.conftest import Window, sign_in
from tests.browser.serving import Served

LISTS = {
    "ordering/quotations": "ordering/quotation_new",
    "ordering/sales_orders": "ordering/sales_order_new",
    "inventory/stock_on_hand": "inventory/stock_receipt_new",
    "inventory/stock_receipts": "inventory/stock_receipt_new",
    "inventory/stock_adjustments": "inventory/stock_adjustment_new",
    "inventory/stock_moves": None,
    "inventory/shipments": "ordering/sales_orders",
    "accounting/invoices": "ordering/sales_orders",
    "accounting/receipts": "accounting/receipt_new",
    "accounting/journal_entries": "accounting/journal_entry_new",
    "accounting/open_items": None,
    "accounting/aged_receivables": None,
    "masterdata/parties": "masterdata/party_new",
    "masterdata/products": "masterdata/product_new",
    "system/import_runs": None,
}
SAYS_NOTHING = {"該当するデータはありません。", ""}
BYTE_ORDER_MARK = "\ufeff".encode()


@pytest.fixture(scope="module")
def first_day(browser: Browser, bare: Served):  # type: ignore[no-untyped-def]  # a generator of one page
    window = Window(browser)
    yield sign_in(window(bare))
    window.close()


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_to_do_next(first_day: Page, name: str) -> None:
    pages = mounting.engine().pages
    first_day.goto(pages[name].path)
    empty = first_day.locator(".empty")
    expect(empty.first).to_be_visible()
    assert empty.locator(".empty-text").first.inner_text().strip() not in SAYS_NOTHING
    onward = LISTS[name]
    if onward:
        empty.locator(f'a[href^="{pages[onward].path}"]').first.click()
        expect(first_day).to_have_url(re.compile(re.escape(pages[onward].path)))


def test_a_list_becomes_a_file_for_spreadsheets(opened: Window, demo: Served) -> None:
    demo.erp.register_party(name='=HYPERLINK("https://elsewhere.example")', note="-1+1")
    page = sign_in(opened(demo))
    page.goto("/masterdata/parties")
    wanted = demo.erp.query("{ parties(first: 1) { totalCount } }")["parties"]["totalCount"]
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("link", name="CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")
    raw = waiting.value.path().read_bytes()
    assert raw.startswith(BYTE_ORDER_MARK)

    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert len(rows) == wanted > 10
    assert label("Party.number") in head
    cells = [cell for row in rows for cell in row]
    assert '\'=HYPERLINK("https://elsewhere.example")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t"))]


def test_a_file_holds_what_the_list_is_filtered_to(opened: Window, demo: Served) -> None:
    page = sign_in(opened(demo))
    page.goto("/ordering/sales_orders?state=DRAFT")
    shown = page.locator("table.list .row-link").all_inner_texts()
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("link", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(shown) > 0
    assert {number.strip() for number in shown} <= {cell for row in rows for cell in row.values()}
    # An amount is a plain figure there, so that a spreadsheet can add it up.
    assert not [cell for row in rows for cell in row.values() if "¥" in cell]
