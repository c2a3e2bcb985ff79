"""Every page, for people with other eyes, another language or a small screen: nothing is in the way."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.browser.conftest import DESK, HEIGHTS, PHONE, Window, sign_in
from tests.browser.more_records import add_missing
from tests.browser.places import PAGES, addresses, names
from tests.browser.serving import ENGLISH, LOGIN, Served

VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => `${each.id}: ${each.help}: ` +
        each.nodes.map((node) => node.html.slice(0, 200)).join(' | '))"""
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
        .filter((each) => each.getBoundingClientRect().right > width + 1 && !each.closest('.cards > thead'))
        .map((each) => each.outerHTML.slice(0, 160)).slice(0, 4).concat(['wider than the screen']);
}"""
# What the house itself wrote into a page: headings, labels, heads of columns, buttons, the menu, states.
WORDS = """() => [...document.querySelectorAll(
        'h2, th, label, dt, legend, summary, caption, button, nav a, a.button, .hint, .badge,' +
        '.ring, .figure-title, .figure-note, .empty-text, main > p.quiet')]
    .filter((each) => !each.closest('#user-menu, .user-button'))
    .flatMap((each) => [...each.childNodes])
    .map((each) => each.textContent.trim()).filter(Boolean)"""
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{3,}")
ENCODINGS = {"UTF", "Shift", "JIS", "UTF-8", "Shift_JIS", "Shift_JIS (CP932)"}
IN_ANY_LANGUAGE = {"CSV", "PDF", "Ctrl", "Alt", "Enter"} | ENCODINGS


class Reader:
    """One person reading page after page, and what the browser had to say meanwhile."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def open(self, address: str, width: int = DESK) -> None:
        self.complaints.clear()
        self.size(width)
        self.page.goto(address)

    def size(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


@pytest.fixture(scope="module")
def house(demo: Served, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The demo company with at least one record of every kind."""
    add_missing(demo, tmp_path_factory.mktemp("import"))
    return demo


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.close()


@pytest.fixture(scope="module")
def reader(window: Window, house: Served) -> Reader:
    return Reader(sign_in(window(house), LOGIN))


@pytest.fixture(scope="module")
def english(window: Window, house: Served) -> Reader:
    return Reader(sign_in(window(house), ENGLISH))


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_and_use_it(reader: Reader, house: Served, name: str) -> None:
    """No serious finding of axe, nothing beyond the edge of a phone, no complaint of the browser."""
    found: list[str] = []
    for address in addresses(house, name):
        reader.open(address, PHONE)
        assert reader.page.locator("html").get_attribute("lang") == "ja"
        reader.page.evaluate(UNFOLD)
        reader.page.evaluate(AXE_SCRIPT)
        problems = reader.page.evaluate(TOO_WIDE) + reader.page.evaluate(VIOLATIONS)
        reader.size(DESK)
        problems += reader.page.evaluate(VIOLATIONS) + reader.complaints
        told = reader.page.evaluate(WORDS)
        english = {text for text in told if not JAPANESE.search(text) and WORD.search(text)}
        problems += [f"English: {text}" for text in english - IN_ANY_LANGUAGE]
        found += [f"{address} {each}" for each in problems]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_it_speaks_english_to_who_reads_english(english: Reader, house: Served, name: str) -> None:
    """Headings, labels, buttons and states; what people called their own things stays as it is."""
    english.open(next(addresses(house, name)))
    assert english.page.locator("html").get_attribute("lang") == "en"
    told = english.page.evaluate(WORDS)
    assert len(told) > 20
    given = names(house)
    japanese = {text for text in told if JAPANESE.search(text) and not any(name in text for name in given)}
    assert not japanese, japanese
    assert not english.complaints
