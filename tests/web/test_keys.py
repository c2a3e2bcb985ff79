"""The pages by keyboard in a real browser: Japanese input is never cut short, no mouse is needed."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from erp.web import mounting
from tests.web.sample import Answers, a_house, asking

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

CONVERT = """([selector, steps]) => {
  const field = document.querySelector(selector);
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  for (const step of steps) {
    field.value = step;
    field.dispatchEvent(new CompositionEvent("compositionupdate", { data: step, bubbles: true }));
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  }
  for (const code of [13, 229]) {
    const enter = new KeyboardEvent("keydown", {
      key: "Enter", keyCode: code, isComposing: code === 13, bubbles: true, cancelable: true, ctrlKey: true,
    });
    field.dispatchEvent(enter);
  }
  field.dispatchEvent(new CompositionEvent("compositionend", { data: steps.at(-1), bubbles: true }));
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(params=[1440, 390])
def page(request: Any, chromium: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page of the sample house in Chromium; the answers are plain data."""
    answers = Answers()
    house = a_house(answers)
    monkeypatch.setattr(mounting, "engine", lambda: house)

    async def who(_request: Any) -> Any:
        return asking()

    monkeypatch.setattr(mounting, "_asking", who)
    with TestClient(Litestar(route_handlers=list(mounting.handlers()))) as client, served(client) as address:
        context = chromium.new_context(viewport={"width": request.param, "height": 900}, base_url=address)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.answers = answers
        yield page
        context.close()
        assert page.faults == []


@contextmanager
def served(client: TestClient) -> Iterator[str]:
    """The application of a test client at an address that a browser can open."""
    one_at_a_time = threading.Lock()

    class Bridge(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            asked = dict(self.headers.items()) | {"Accept-Encoding": "identity"}
            with one_at_a_time:
                got = client.request(
                    self.command, self.path, content=body, headers=asked, follow_redirects=False
                )
            self.send_response(got.status_code)
            for name, value in got.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(got.content)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bridge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.name")


def choose(page: Any, field: str, typed: str) -> None:
    page.focus(f'[name="{field}__text"]')
    page.keyboard.type(typed)
    page.wait_for_selector(".combo-list:not([hidden]) [role=option]")
    page.keyboard.press("Enter")


def test_the_enter_that_ends_a_conversion_neither_moves_nor_sends(page: Any) -> None:
    page.goto("/ordering/sales_order_new")
    page.focus('[name="input.lines.0.quantity"]')
    page.evaluate(CONVERT, ['[name="input.lines.0.quantity"]', ["に", "二"]])
    assert focused(page) == "input.lines.0.quantity"
    page.focus('[name="input.note"]')
    page.evaluate(CONVERT, ['[name="input.note"]', ["びこう", "備考"]])
    page.wait_for_timeout(100)
    assert (
        page.url.endswith("/ordering/sales_order_new") and page.input_value('[name="input.note"]') == "備考"
    )
    assert not any(text.startswith("mutation") for text, _ in page.answers.asked)


def test_a_document_is_typed_without_a_mouse(page: Any) -> None:
    page.goto("/ordering/sales_order_new")
    assert focused(page) == "input.customer__text"
    choose(page, "input.customer", "北海道")
    page.fill('[name="input.orderedOn"]', "1120")
    page.keyboard.press("Tab")
    page.wait_for_selector(".echo:has-text('2026/11/20')")
    choose(page, "input.lines.0.product", "ほうじ")
    assert focused(page) == "input.lines.0.quantity"
    page.keyboard.type("２．５")
    assert page.inner_text("[data-total]") == "3,000"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert focused(page) == "input.lines.1.product__text"
    page.keyboard.press("Alt+n")
    assert focused(page) == "input.lines.5.product__text"
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("sales_order\\?id="))
    sent = next(given for text, given in page.answers.asked if text.startswith("mutation"))["input"]
    assert sent["orderedOn"] == "2026-11-20" and sent["customer"].endswith("2bd")
    assert [(line["quantity"], line["unitPrice"]) for line in sent["lines"]] == [("2.5", "1200")]
    assert page.inner_text("[role=status]")


def test_writing_over_a_chosen_record_lets_it_go(page: Any) -> None:
    page.goto("/ordering/sales_order_new")
    choose(page, "input.customer", "北海道")
    assert page.input_value('[name="input.customer"]')
    page.keyboard.type("x")
    assert page.input_value('[name="input.customer"]') == ""


def test_the_search_box_is_one_key_away_and_lists_are_walked_by_keys(page: Any) -> None:
    page.goto("/ordering/sales_orders")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sales_order\\?id="))
    assert "SO-2026-000001" in page.inner_text("h1")
    page.keyboard.press("/")
    assert focused(page) == "text"


def test_a_reading_is_written_beside_the_name_while_it_is_typed(page: Any) -> None:
    page.goto("/system/tokens")
    page.evaluate(CONVERT, ['[name="input.name"]', ["とうきょう", "東京"]])
    assert page.input_value('[name="input.nameKana"]') == "トウキョウ"


def test_no_page_is_wider_than_the_screen_or_hard_to_use_for_some(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    one = f"/ordering/sales_order?id={page.answers.orders[0]['id']}"
    for address in ("/", "/ordering/sales_orders?state=DRAFT", one, "/ordering/sales_order_new", "/none"):
        page.goto(address)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], address
        found = Axe().run(page).response["violations"]
        assert found == [], [(address, each["id"], each["nodes"][0]["html"]) for each in found]
