"""A form that a person designs while everything runs is usable at once: from its pages and from programs."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from tests.facade import Erp
from tests.modules.forms.conftest import AMOUNT, TITLE, Desk
from tests.server import background

SAME = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """Somebody who has signed in, with a browser that runs no scripts."""

    def __init__(self, erp: Erp, cookie: str) -> None:
        self.erp, self.headers = erp, {"Cookie": f"erp_session={cookie}"}

    def get(self, address: str) -> str:
        answer = self.erp.running.request("GET", address, headers=self.headers)
        assert answer.status_code == 200, answer.text[:2000]
        return str(answer.text)

    def raw(self, address: str) -> bytes:
        return bytes(self.erp.running.request("GET", address, headers=self.headers).content)

    def send(self, address: str, mutation: str, **fields: Any) -> Any:
        """The form of a mutation as it is drawn, with these fields typed over it."""
        html = self.get(address)
        form = next(
            each.split("</form>")[0]
            for each in html.split("<form ")
            if f'name="mutation" value="{mutation}"' in each.split("</form>")[0]
        )
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        data = {unescape(name): unescape(value) for name, value in hidden} | {"mutation": mutation}
        data |= {f"input.{name.replace('__', '.')}": value for name, value in fields.items()}
        return self.erp.running.request("POST", address, data=data, headers=self.headers | SAME)


@pytest.fixture
def browser(erp: Erp) -> Iterator[Browser]:
    from erp.access import Attempt, sign_in
    from erp.access.passwords import hash_password

    secret = "ひみつの-ことば-2026"
    erp.as_user("hanako", ["administrator"])
    kept = background().run(hash_password(secret))
    erp.sql("UPDATE access.app_user SET password_hash = $1 WHERE login = 'hanako'", kept)
    attempt = Attempt(login="hanako", password=secret, address=None, user_agent=None)
    signed = background().run(sign_in(erp.running.database, attempt))
    yield Browser(erp, signed.cookie)


def test_a_form_is_designed_in_pages_and_filled_in_at_once(erp: Erp, browser: Browser) -> None:
    made = browser.send(
        "/forms/designs",
        "draftForm",
        kind="REQUEST",
        code="repair",
        prefix="RP",
        nameJa="修理依頼",
        isYearly="true",
    )
    assert made.status_code == 303, made.text[:3000]
    design = made.headers["location"].partition("&done")[0]
    for kind, code, label, more in (
        ("TEXT", "title", "件名", {"feeds": "TITLE", "isRequired": "true"}),
        ("DATE", "on", "希望日", {}),
        ("CHOICE", "where", "場所", {"choices.0.labelJa": "本社", "choices.1.labelJa": "倉庫"}),
        ("TABLE", "lines", "明細", {}),
    ):
        sent = browser.send(
            design, "addFormField", kind=kind, code=code, labelJa=label, isListed="true", **more
        )
        assert sent.status_code == 303, re.findall(r'class="error"[^>]*>(.*?)</p>', sent.text)
    (table,) = erp.sql(
        """SELECT f.id FROM forms.form_field f JOIN forms.form_version v ON v.id = f.version
           JOIN forms.form o ON o.id = v.form WHERE f.code = 'lines' AND o.code = 'repair'"""
    )
    for kind, code, label in (("TEXT", "item", "内容"), ("MONEY", "price", "金額")):
        browser.send(design, "addFormField", kind=kind, code=code, labelJa=label, parent=str(table["id"]))
    browser.send(design, "addFormField", kind="SUM", code="total", labelJa="合計",
    sums="lines.price", feeds="AMOUNT",
                 isListed="true")  # fmt: skip
    assert "本社" in browser.get(design)
    assert browser.send(design, "publishForm").status_code == 303

    entry = design.replace("/forms/design?", "/forms/request_new?")
    wrong = browser.send(entry, "submitRequest", values__on="2026-02-30", values__title="空調の修理")
    assert wrong.status_code == 422 and "空調の修理" in wrong.text and 'aria-invalid="true"' in wrong.text
    lines = {"values__lines__0__item": "点検", "values__lines__0__price": "１，０００",
             "values__lines__2__item": "部品", "values__lines__2__price": "500"}  # fmt: skip
    sent = browser.send(
        entry, "submitRequest", values__title="空調の修理", values__on="4/20", values__where="倉庫", **lines
    )
    assert sent.status_code == 303, re.findall(r'class="error"[^>]*>(.*?)</p>', sent.text)
    record = browser.get(sent.headers["location"])
    for text in ("RP-2026-000001", "空調の修理", "2026/04/20", "倉庫", "1,500", "部品"):
        assert text in record, text
    listed = browser.get("/forms/requests?form=repair&by=total&from=1000&sort=on")
    assert "空調の修理" in listed and "1,500" in listed
    assert "空調の修理" not in browser.get("/forms/requests?form=repair&by=total&from=2000")
    for kind, code in (("csv", "utf-8-sig"), ("cp932", "cp932")):
        text = browser.raw(f"/forms/requests?form=repair&format={kind}").decode(code)
        assert '"件名","希望日","場所","合計"' in text and '"空調の修理","2026/04/20","倉庫","1,500"' in text
    assert browser.raw("/forms/requests?form=repair&format=xlsx")[:2] == b"PK"

    assert erp.query('{ requests(form: "repair") { nodes { title } } }')["requests"]["nodes"] == []
    erp.grant_form_access(form="repair", access="SEE", audience="EVERYONE")
    found = erp.query('{ requests(form: "repair", sort: "total") { nodes { number values } } }')["requests"]
    assert found["nodes"][0]["values"]["lines"] == [
        {"item": "点検", "price": "1000"},
        {"item": "部品", "price": "500"},
    ]
    program = erp.submit_request("number amount", form="repair", values={"title": "扉", "where": "本社"})
    assert program == {"number": "RP-2026-000002", "amount": "0"}


def test_a_draft_is_kept_and_a_form_that_changed_shows_what_was_typed(desk: Desk, browser: Browser) -> None:
    erp = desk.erp
    form = desk.form("trip", TITLE, AMOUNT)
    kept = browser.send(
        f"/forms/request_new?id={form}", "draftRequest", values__title="大阪", values__amount="100"
    )
    assert kept.status_code == 303, kept.text[:500]
    change = (
        kept.headers["location"].partition("&done")[0].replace("/forms/request?", "/forms/request_change?")
    )
    assert "大阪" in browser.get(change)
    html = browser.get(change)
    old = re.search(r'name="input.version" value="([^"]+)"', html).group(1)  # type: ignore[union-attr]
    erp.revise_form(form="trip")
    desk.field("trip", code="days", kind="NUMBER", label_ja="日数")
    erp.publish_form(form="trip")
    refused = browser.send(
        change, "submitRequest", values__title="大阪支店", values__amount="100", version=old
    )
    assert (
        refused.status_code == 422
        and "第2版" in refused.text
        and "大阪支店" in refused.text
        and "日数" in refused.text
    )
    done = browser.send(
        change, "submitRequest", values__title="大阪支店", values__amount="100", values__days="2"
    )
    assert done.status_code == 303 and "2" in browser.get(done.headers["location"])
