"""An inquiry becomes cash and the books follow, all by hand in a browser, at a desk and on a phone."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from erp.kernel.labels import label
from tests.browser.conftest import DESK
from tests.browser.person import Person, figure


@dataclass(frozen=True)
class Shop:
    """Who buys what in one run of the story; names that nobody would take for each other."""

    customer: str
    kana: str
    tea: str
    pot: str


SUPPLIER = "株式会社富士見製紙"
SHOPS = {
    DESK: Shop("若草食堂", "ワカクサショクドウ", "深蒸し茶 八女", "鉄瓶 南部"),
    0: Shop("浜風ホテル", "ハマカゼホテル", "抹茶 宇治", "急須 常滑"),
}


@pytest.fixture
def shop(width: int) -> Shop:
    return SHOPS.get(width, SHOPS[0])


def test_an_inquiry_becomes_cash(person: Person, shop: Shop) -> None:
    register(person, shop)
    receive(person, shop)
    order = quote_and_accept(person, shop)
    ship_in_two_parts(person)
    invoices = read_the_invoices(person)
    pay(person, shop)
    follow_the_books(person, invoices[0])
    person.go("ordering/sales_orders")
    person.open("ordering/sales_order", order)
    closed = person.page.locator(".head-badges", has_text=label("SalesOrderState.CLOSED"))
    person.until(closed)
    take_back(person, shop, invoices)
    assert_balanced(person)


def register(person: Person, shop: Shop) -> None:
    """A customer and two products, each with another rate of tax."""
    person.go("masterdata/parties")
    person.follow("masterdata/party_new")
    form = person.form("registerParty")
    person.fill(form, name=shop.customer, nameKana=shop.kana)
    form.locator('[type="checkbox"][name="input.isCustomer"]').check()
    person.send("registerParty")
    assert person.title() == shop.customer
    for name, price, tax in ((shop.tea, "1000", "軽減税率"), (shop.pot, "3000", "標準税率")):
        person.go("masterdata/products")
        person.follow("masterdata/product_new")
        form = person.form("registerProduct")
        person.fill(form, name=name, standardPrice=price)
        person.pick(form, "unit", "個")
        person.pick(form, "taxCode", tax)
        person.send("registerProduct")
        assert person.title() == name


def receive(person: Person, shop: Shop) -> None:
    person.go("inventory/stock_receipts")
    person.follow("inventory/stock_receipt_new")
    form = person.form("receiveStock")
    person.find(form, "supplier", SUPPLIER)
    for place, (name, cost) in enumerate(((shop.tea, "600"), (shop.pot, "1800")), start=1):
        line = person.line(form, place)
        person.look_up(line.locator(".combo"), name)
        person.enter(line, quantity="20", unitCost=cost)
    expect(form.locator("[data-total]")).to_have_text("48,000")
    person.send("receiveStock")


def quote_and_accept(person: Person, shop: Shop) -> str:
    """An offer of 10 teas and 2 pots; the customer says yes, so it is an order, and it is confirmed."""
    person.go("ordering/quotations")
    person.follow("ordering/quotation_new")
    form = person.form("draftQuotation")
    person.find(form, "customer", shop.customer)
    for place, (name, quantity) in enumerate(((shop.tea, "10"), (shop.pot, "2")), start=1):
        line = person.line(form, place)
        person.look_up(line.locator(".combo"), name)
        price = line.locator('[data-cell="unitPrice"] input')
        expect(price).to_have_attribute("placeholder", re.compile(r"[0-9]+"))
        person.enter(line, quantity=quantity)
    expect(form.locator("[data-total]")).to_have_text("16,000")
    person.send("draftQuotation")
    person.is_at("ordering/quotation")
    person.send("acceptQuotation")
    person.is_at("ordering/sales_order")
    person.send("confirmSalesOrder")
    expect(person.page.locator(".head-badges")).to_contain_text(label("SalesOrderState.CONFIRMED"))
    return person.title()


def ship_in_two_parts(person: Person) -> None:
    """Four teas leave today, all the rest with the second press."""
    form = person.form("shipSalesOrder")
    person.enter(person.line(form, 1), quantity="4")
    person.enter(person.line(form, 2), quantity="0")
    form.locator("[data-remove]").nth(1).click()
    person.send("shipSalesOrder")
    expect(person.page.locator(".ring.partial").first).to_be_visible()
    rest = person.main.locator('form.one-button:has([name="mutation"][value="shipSalesOrder"])')
    rest.get_by_role("button").click()
    expect(person.page.locator(".head-badges .ring.full").first).to_be_visible()


def read_the_invoices(person: Person) -> list[str]:
    """Each part was billed by itself; the print view shows what the law wants to see."""
    invoices = person.numbers("accounting/invoice", 2)
    person.open("accounting/invoice", invoices[-1])
    person.follow("accounting/invoice_print")
    paper = person.page.locator("article.paper")
    expect(paper).to_contain_text("T9999900000009")
    for text in ("10%", "8%", "¥6,000", "¥600", "¥480"):
        expect(paper).to_contain_text(text)
    person.page.go_back()
    person.is_at("accounting/invoice")
    return invoices


def pay(person: Person, shop: Shop) -> None:
    """One payment for both invoices, set against them as the page proposes."""
    person.go("accounting/receipts")
    person.follow("accounting/receipt_new")
    asked = person.page.locator("form[data-filters]")
    if asked.locator("details:not([open])").count():
        asked.locator("summary").first.click()
    person.find(asked, "customer", shop.customer)
    person.fill(asked, amount="17400")
    asked.locator('[type="submit"]').last.click()
    person.page.wait_for_url(re.compile("amount=17400"))
    form = person.form("recordReceipt")
    expect(form.locator('[data-line] [name$="invoice"]').nth(1)).not_to_have_value("")
    expect(form.locator('[name="input.amount"]')).to_have_value("17,400")
    person.send("recordReceipt")
    person.is_at("accounting/receipt")


def follow_the_books(person: Person, invoice: str) -> None:
    """From the invoice to its entry, and from the entry back to what caused it."""
    person.go("accounting/invoices")
    person.open("accounting/invoice", invoice)
    person.links("accounting/journal_entry").first.click()
    person.is_at("accounting/journal_entry")
    person.open("accounting/invoice", invoice)
    assert person.title() == invoice


def take_back(person: Person, shop: Shop, invoices: list[str]) -> None:
    """One tea comes back; what was billed for it is credited."""
    person.links("inventory/shipment").first.click()
    person.is_at("inventory/shipment")
    form = person.form("returnShipment")
    person.fill(form, reason="箱つぶれ")
    line = person.line(form, 1)
    person.pick(line, "line", shop.tea)
    person.enter(line, quantity="1")
    person.send("returnShipment")
    person.is_at("ordering/sales_order")
    (note,) = set(person.numbers("accounting/invoice", 3)) - set(invoices)
    person.open("accounting/invoice", note)
    expect(person.page.locator(".head-badges")).to_contain_text(label("InvoiceKind.CREDIT_NOTE"))


def assert_balanced(person: Person) -> None:
    person.go("accounting/trial_balance")
    foot = person.main.locator("table.list tfoot")
    sums = [figure(text) for text in foot.locator("td").all_inner_texts()]
    debit, credit = [each for each in sums if each]
    assert debit == credit > 0
