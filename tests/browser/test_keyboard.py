"""An order is written down without a mouse, also by somebody who converts kana while typing."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Window, sign_in
from tests.browser.person import Person
from tests.browser.serving import Served

NEW = "/ordering/sales_order_new"
FIRST_CELL = '[data-line]:nth-child({}) [data-cell="{}"] input:visible'


@pytest.fixture
def page(opened: Window, demo: Served) -> Page:
    """The page on which orders are written down, at a desk."""
    page = sign_in(opened(demo))
    page.goto(NEW)
    return page


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def cell(page: Page, line: int, name: str) -> Locator:
    return page.locator(FIRST_CELL.format(line, name))


def choose(page: Page, text: str, wanted: str) -> str:
    """Type into the look-up that has the focus, go down to what is wanted and take it."""
    page.keyboard.type(text)
    option = page.get_by_role("option").filter(visible=True, has_text=wanted)
    expect(option).to_be_visible()
    for _ in range(20):
        if option.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    taken = option.inner_text()
    page.keyboard.press("Enter")
    return taken


def test_an_order_by_keyboard_only(page: Page, demo: Served) -> None:
    known = demo.erp.query(
        """{ parties(isCustomer: true, isActive: true, first: 1, sort: NUMBER_ASC) { nodes { name } }
             products(search: "茶", first: 3, sort: NUMBER_ASC) { nodes { number standardPrice } } }"""
    )
    customer = known["parties"]["nodes"][0]["name"]
    product = next(each["number"] for each in reversed(known["products"]["nodes"]) if each["standardPrice"])
    expect(focused(page)).to_have_attribute("name", "input.customer__text")
    taken = choose(page, customer, customer)
    expect(page.locator('[name="input.customer__text"]')).to_have_value(taken)

    # Through the other fields of the head to the first line.
    while not focused(page).evaluate("each => Boolean(each.closest('[data-line]'))"):
        page.keyboard.press("Tab")
    expect(focused(page)).to_have_attribute("name", "input.lines.0.product__text")
    first = choose(page, "茶", product)
    expect(cell(page, 1, "product")).to_have_value(first)

    # The price is shown with the product, and Enter goes on from field to field and from line to line.
    expect(cell(page, 1, "unitPrice")).to_have_attribute("placeholder", re.compile(r"[0-9]+"))
    expect(focused(page)).to_have_attribute("name", "input.lines.0.quantity")
    page.keyboard.type("3")
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(focused(page)).to_have_attribute("name", "input.lines.1.product__text")
    expect(page.locator("[data-total]")).not_to_have_text("0")

    # Alt+N opens a new line wherever one is, and a look-up can be left with Tab.
    lines = page.locator("[data-line]").count()
    page.keyboard.press("Alt+n")
    expect(page.locator("[data-line]")).to_have_count(lines + 1)
    expect(focused(page)).to_have_attribute("name", f"input.lines.{lines}.product__text")
    page.keyboard.type(product)
    expect(page.get_by_role("option").filter(visible=True)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(cell(page, lines + 1, "product")).to_have_value(first)
    expect(cell(page, lines + 1, "quantity")).to_be_focused()
    page.keyboard.type("2")

    page.keyboard.press("Control+Enter")
    Person(page).is_at("ordering/sales_order")
    expect(page.locator(".head-badges")).to_contain_text("起票")
    expect(page.locator("table.list tbody", has_text=first.split()[0]).first).to_be_visible()


def test_a_refusal_puts_the_focus_where_the_fault_is(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator('[name="input.orderedOn"]').fill("13/45")
    page.evaluate("document.querySelector('form.entry').noValidate = true")
    page.locator('[name="input.orderedOn"]').press("Control+Enter")
    expect(page.locator('[aria-invalid="true"]').first).to_be_visible()
    expect(focused(page)).to_have_count(1)
    expect(page.locator('[name="input.orderedOn"]')).to_have_value("13/45")


def test_enter_while_converting_neither_moves_nor_sends(page: Page) -> None:
    """What an input method does: it holds the letters until Enter says which of them are meant."""
    method = page.context.new_cdp_session(page)
    customer = page.locator('[name="input.customer__text"]')
    expect(customer).to_be_focused()
    page.evaluate(
        """() => {
            window.sent = 0;
            document.addEventListener('submit', (event) => { window.sent += 1; event.preventDefault(); });
        }"""
    )

    def convert(text: str) -> None:
        method.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": 0})

    def enter(modifiers: int = 0) -> None:
        # The key is the method's own: browsers report it as 229, "still converting".
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "modifiers": modifiers}
        method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        method.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    convert("かぶしき")
    expect(customer).to_have_value("かぶしき")
    enter()
    expect(customer).to_be_focused()
    enter(modifiers=2)
    method.send("Input.insertText", {"text": "株式"})
    expect(customer).to_have_value("株式")

    # The same within a line, where Enter would otherwise go on to the next field.
    product = cell(page, 1, "product")
    product.focus()
    convert("ちゃ")
    expect(page.get_by_role("listbox").filter(visible=True)).to_have_count(1)
    enter()
    expect(product).to_be_focused()
    expect(page.locator('[name="input.lines.0.product"]')).to_have_value("")
    method.send("Input.insertText", {"text": "茶"})
    assert page.evaluate("window.sent") == 0

    # Once the word is there, Enter is Enter again.
    expect(page.locator('[role="option"][aria-selected="true"]').filter(visible=True)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator('[name="input.lines.0.product"]')).not_to_have_value("")
    expect(cell(page, 1, "quantity")).to_be_focused()


def test_events_that_say_they_belong_to_a_conversion_are_left_alone(page: Page) -> None:
    quantity = cell(page, 1, "quantity")
    quantity.focus()
    left_alone = quantity.evaluate(
        """(field) => {
            const event = new KeyboardEvent('keydown',
                { key: 'Enter', code: 'Enter', isComposing: true, bubbles: true, cancelable: true });
            return field.dispatchEvent(event);
        }"""
    )
    assert left_alone
    expect(quantity).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, 1, "unitPrice")).to_be_focused()


def test_a_list_is_walked_and_opened_by_keys(page: Page) -> None:
    page.goto("/ordering/sales_orders")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("table[data-rows] tbody tr").nth(1).locator(".row-link")
    expect(second).to_be_focused()
    number = second.inner_text().strip()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(number)))
    page.keyboard.press("/")
    expect(page.locator("#search-all")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name=number, exact=True).first).to_be_visible()
