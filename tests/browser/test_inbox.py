"""What waits for somebody is decided in one stroke: with keys alone, and on a phone."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Window, sign_in
from tests.browser.serving import Served

INBOX = "/approval/inbox"
ACCOUNTS = "{ accounts(first: 2) { nodes { id } } }"
CASES = "query ($text: String!) { everyCase(first: 10, search: $text) { nodes { title state } } }"


def ask(demo: Served, login: str, *titles: str) -> None:
    """Somebody drafts entries that need a yes of an administrator, and submits them."""
    accounts = [node["id"] for node in demo.erp.query(ACCOUNTS)["accounts"]["nodes"]]
    clerk = demo.erp.as_user(login, ["accounting"])
    for title in titles:
        sides = zip(accounts, ("DEBIT", "CREDIT"), strict=True)
        lines = [{"account": account, "side": side, "amount": "150000"} for account, side in sides]
        draft = clerk.draft_entry(on="2026-04-01", description=title, lines=lines)
        clerk.submit_for_approval(kind="entry_draft", document=draft)


def states(demo: Served, text: str) -> dict[str, str]:
    found = demo.erp.query(CASES, text=text)["everyCase"]["nodes"]
    return {each["title"]: each["state"] for each in found}


def fits(page: Page) -> bool:
    """Nothing has to be pushed sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_stroke_of_decisions_without_a_mouse(opened: Window, demo: Served) -> None:
    ask(demo, "kaoru", "鍵盤 一", "鍵盤 二", "鍵盤 三")
    page = sign_in(opened(demo, DESK))
    page.goto(f"{INBOX}?search=鍵盤")
    rows = page.locator("tr[data-href]")
    expect(rows).to_have_count(3)
    page.locator("body").press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("tr[data-href] input:checked")).to_have_count(2)
    page.keyboard.press("d")
    expect(page.locator("*:focus")).to_have_text("選んだものを承認")
    page.keyboard.press("Enter")

    expect(rows).to_have_count(1)
    assert states(demo, "鍵盤") == {"鍵盤 一": "APPROVED", "鍵盤 二": "APPROVED", "鍵盤 三": "PENDING"}


def test_a_return_from_a_phone_wants_its_reason(opened: Window, demo: Served) -> None:
    ask(demo, "kaoru", "電話 一", "電話 二")
    page = sign_in(opened(demo, PHONE))
    page.goto(f"{INBOX}?search=電話")
    assert fits(page)
    for title in ("電話 一", "電話 二"):
        page.get_by_label(f"選ぶ: {title}").check()
    back = page.get_by_role("button", name="差戻し", exact=True)
    expect(back).to_be_in_viewport()
    back.click()
    expect(page.locator(".error, [role=alert]").first).to_be_visible()
    # What was chosen is still chosen.
    expect(page.locator("tr[data-href] input:checked")).to_have_count(2)
    page.get_by_label("理由").select_option(label="説明の不足")
    page.get_by_role("button", name="差戻し", exact=True).click()

    expect(page.locator("tr[data-href]")).to_have_count(0)
    assert set(states(demo, "電話").values()) == {"RETURNED"}
