"""Everything that matters works in a browser that runs no scripts at all."""

import re

from playwright.sync_api import Page, expect

from erp.kernel.labels import label
from erp.web import mounting
from tests.browser.conftest import Window, sign_in
from tests.browser.person import Person
from tests.browser.serving import ENGLISH, Served


def sent(page: Page, mutation: str) -> None:
    """Press the one button that belongs to that verb."""
    form = Person(page).form(mutation)
    form.locator('.form-end button, button[type="submit"]:not([name])').last.click()


def test_an_order_is_written_down_and_confirmed(opened: Window, demo: Served, width: int) -> None:
    known = demo.erp.query(
        """{ parties(isCustomer: true, isActive: true, first: 1) { nodes { number name } }
             stockOnHand { productNumber productName available } }"""
    )
    customer = known["parties"]["nodes"][0]
    product = max(known["stockOnHand"], key=lambda row: int(row["available"]))

    page = sign_in(opened(demo, width, scripts=False))
    page.goto("/ordering/sales_orders")
    Person(page).follow("ordering/sales_order_new")
    page.locator('[name="input.customer__text"]').fill(customer["number"])
    page.locator('[name="input.lines.0.product__text"]').fill(product["productNumber"])
    page.locator('[name="input.lines.0.quantity"]').fill("２")

    # More lines come from the server; what was typed stays.
    before = page.locator("[data-line]").count()
    page.locator("[data-add]").click()
    expect(page.locator("[data-line]").nth(before)).to_be_attached()
    expect(page.locator('[name="input.lines.0.quantity"]')).to_have_value(re.compile("2|２"))
    sent(page, "draftSalesOrder")

    Person(page).is_at("ordering/sales_order")
    main = page.get_by_role("main")
    expect(main).to_contain_text(customer["name"])
    expect(main).to_contain_text(product["productName"])
    sent(page, "confirmSalesOrder")
    expect(page.locator(".head-badges")).to_contain_text(label("SalesOrderState.CONFIRMED"))


def test_a_mistake_is_told_beside_its_field(opened: Window, demo: Served) -> None:
    page = sign_in(opened(demo, scripts=False))
    page.goto("/ordering/sales_order_new")
    page.locator('[name="input.customer__text"]').fill("どこにもない得意先")
    page.locator('[name="input.lines.0.product__text"]').fill("P")
    page.locator('[name="input.lines.0.quantity"]').fill("たくさん")
    sent(page, "draftSalesOrder")
    for name in ("input.customer__text", "input.lines.0.quantity"):
        wrong = page.locator(f'[name="{name}"]')
        expect(wrong).to_have_attribute("aria-invalid", "true")
        told = wrong.get_attribute("aria-describedby") or ""
        expect(page.locator(f"#{told.split()[0]}".replace(".", "\\."))).not_to_be_empty()
    expect(page.locator('[name="input.lines.0.quantity"]')).to_have_value("たくさん")


def test_menus_open_and_the_language_changes(opened: Window, demo: Served, width: int) -> None:
    page = sign_in(opened(demo, width, scripts=False), ENGLISH)
    titles = mounting.engine().pages["ordering/sales_orders"].titles
    if page.locator('[popovertarget="nav"]').is_visible():
        page.locator('[popovertarget="nav"]').click()
    page.locator('nav#nav a[href="/ordering/sales_orders"]').click()
    for name, code in (("日本語", "ja"), ("English", "en")):
        page.locator('[popovertarget="user-menu"]').click()
        page.get_by_role("button", name=name).click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.get_by_role("heading", level=1)).to_have_text(titles[code])
