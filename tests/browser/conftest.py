"""A person with a browser: Debian's Chromium before the real application, at a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.person import Person
from tests.browser.serving import LOGIN, PASSWORD, Served, furnish
from tests.server import Server

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
DESK, PHONE = 1440, 390
HEIGHTS = {DESK: 900, PHONE: 844}
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a file of tests, with a profile that is thrown away.

    Not for the whole run: as long as it is there, its event loop runs in the thread of the tests, and no
    other test could start one of its own.
    """
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing, so no page can be tried in a browser.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demo(server: Server, first_of_april: None, browser: Browser) -> Iterator[Served]:
    """The demo company, open for everybody; tests leave what they find as they found it, or add to it."""
    template = server.template("demo", lambda url: furnish(url, server.folder, "demo", demo=True))
    served = Served(server, template)
    yield served
    served.end()


@pytest.fixture(scope="module")
def bare(server: Server, first_of_april: None, browser: Browser) -> Iterator[Served]:
    """A house on its first day: nobody has entered anything yet, and nobody may."""
    template = server.template("bare", lambda url: furnish(url, server.folder, "bare", demo=False))
    served = Served(server, template)
    yield served
    served.end()


class Window:
    """Opens fresh windows onto a house, of the size of a desk or of a phone; nobody has signed in yet."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []

    def __call__(self, served: Served, width: int = DESK, *, scripts: bool = True) -> BrowserContext:
        context = self.browser.new_context(
            base_url=served.address,
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            service_workers="block",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        return context

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Window]:
    """Windows that are closed when the test is over."""
    window = Window(browser)
    yield window
    window.close()


def sign_in(context: BrowserContext, login: str = LOGIN) -> Page:
    """Through the door, as everybody."""
    page = context.new_page()
    page.goto("/")
    page.get_by_label("ログイン名").fill(login)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    expect(page.locator("[popovertarget=user-menu]")).to_be_visible()
    return page


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    """At a desk and on a phone."""
    return int(request.param)


@pytest.fixture
def person(opened: Window, demo: Served, width: int) -> Person:
    """Somebody who has signed in to the demo company."""
    return Person(sign_in(opened(demo, width)))
