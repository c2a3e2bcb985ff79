"""Evidence through the pages, as a browser sends its forms: with the file in them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from erp.kernel.contents import store
from tests.facade import Erp
from tests.modules.evidence.conftest import a_pdf
from tests.server import background

SAME = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """Somebody who has signed in."""

    def __init__(self, erp: Erp, cookie: str) -> None:
        self.erp, self.headers = erp, {"Cookie": f"erp_session={cookie}"}

    def get(self, address: str) -> Any:
        return self.erp.running.request("GET", address, headers=self.headers)

    def send(self, address: str, files: Any = None, headers: Any = SAME, **fields: str) -> Any:
        html = self.get(address).text
        form = next(each for each in html.split("<form ") if 'enctype="multipart/form-data"' in each)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0])
        data = dict(hidden) | {f"input.{name}": value for name, value in fields.items()}
        if files is None:
            # A browser sends a file field in which nothing was chosen with an empty name.
            parts = [f'name="{name}"\r\n\r\n{value}' for name, value in data.items()]
            parts.append('name="input.file"; filename=""\r\n\r\n')
            head = "--x\r\nContent-Disposition: form-data; "
            body = "".join(f"{head}{part}\r\n" for part in parts) + "--x--\r\n"
            kind = {"Content-Type": "multipart/form-data; boundary=x"}
            return self.erp.running.request(
                "POST", address, content=body.encode(), headers=self.headers | headers | kind
            )
        return self.erp.running.request(
            "POST", address, data=data, files=files, headers=self.headers | headers
        )


@pytest.fixture
def browser(erp: Erp) -> Iterator[Browser]:
    from erp.access import Attempt, sign_in
    from erp.access.passwords import hash_password

    secret = "ひみつの-ことば-2026"
    erp.as_user("keiri", ["accounting"])
    kept = background().run(hash_password(secret))
    erp.sql("UPDATE access.app_user SET password_hash = $1 WHERE login = 'keiri'", kept)
    attempt = Attempt(login="keiri", password=secret, address=None, user_agent=None)
    signed = background().run(sign_in(erp.running.database, attempt))
    yield Browser(erp, signed.cookie)


FIELDS = {"kind": "RECEIPT", "transactedOn": "2026/04/01", "amount": "１，１００", "partyName": "喫茶みどり"}


def test_a_form_brings_its_file(browser: Browser) -> None:
    sent = browser.send(
        "/evidence/evidence_new",
        {"input.file": ("領収書.pdf", a_pdf("form"), "application/pdf")},
        **FIELDS,
    )
    assert sent.status_code == 303, sent.text
    page = browser.get(sent.headers["location"])
    assert page.status_code == 200 and "EV-2026-000001" in page.text and "喫茶みどり" in page.text
    (row,) = browser.erp.sql("SELECT amount, file FROM evidence.evidence")
    assert row["amount"] == 1100
    shown = browser.get(f"/files/{row['file']}")
    assert shown.content == a_pdf("form")
    assert "sandbox" not in shown.headers["content-security-policy"]
    assert f'<iframe src="/files/{row["file"]}"' in page.text


def test_what_is_no_pdf_is_told_beside_the_field_and_nothing_typed_is_lost(browser: Browser) -> None:
    sent = browser.send(
        "/evidence/evidence_new", {"input.file": ("請求書.pdf", b"MZ no", "application/pdf")}, **FIELDS
    )
    assert sent.status_code == 422
    assert "PDFとして読み取れません" in sent.text and "喫茶みどり" in sent.text
    assert browser.erp.sql("SELECT count(*) AS n FROM kernel.stored_file") == [{"n": 0}]


def test_a_refused_form_keeps_the_file_that_came_with_it(browser: Browser) -> None:
    good = {"input.file": ("a.pdf", a_pdf("kept"), "application/pdf")}
    sent = browser.send("/evidence/evidence_new", good, **FIELDS | {"transactedOn": "いつか"})
    assert sent.status_code == 422 and "添付済み: a.pdf" in sent.text
    (row,) = browser.erp.sql("SELECT id FROM kernel.stored_file")
    assert f'name="input.file" value="{row["id"]}"' in sent.text
    again = browser.send("/evidence/evidence_new", **FIELDS | {"file": str(row["id"])})
    assert again.status_code == 303, again.text


def test_a_form_without_a_file_says_so(browser: Browser) -> None:
    sent = browser.send("/evidence/evidence_new", **FIELDS)
    assert sent.status_code == 422 and "入力してください" in sent.text


def test_a_form_from_elsewhere_and_one_that_is_too_large_are_refused(browser: Browser) -> None:
    good = {"input.file": ("a.pdf", a_pdf("x"), "application/pdf")}
    other = browser.send("/evidence/evidence_new", good, {"Sec-Fetch-Site": "cross-site"}, **FIELDS)
    assert other.status_code == 403
    boundary = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "2000000000"}
    large = browser.erp.running.request(
        "POST", "/evidence/evidence_new", content=b"--x", headers=browser.headers | SAME | boundary
    )
    assert large.status_code == 413 and "大きすぎます" in large.text
    broken = browser.erp.running.request(
        "POST",
        "/evidence/evidence_new",
        content=b"--x\r\nContent-Disposition: form-data; name=a; filename=a.pdf\r\n\r\n%PDF-",
        headers=browser.headers | SAME | {"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert broken.status_code == 400
    assert list((store().root / "incoming").glob("*")) == []  # type: ignore[attr-defined]  # a folder
    assert browser.erp.sql("SELECT count(*) AS n FROM kernel.stored_file") == [{"n": 0}]


@pytest.mark.parametrize("page", ["evidence_list", "evidence_new", "missing", "bundles", "verification"])
def test_each_page_opens_empty(browser: Browser, page: str) -> None:
    answer = browser.get(f"/evidence/{page}")
    assert answer.status_code == 200, answer.text[:500]


def test_bundles_and_checks_are_asked_for_on_their_pages(browser: Browser) -> None:
    html = browser.get("/evidence/verification").text
    form = next(each for each in html.split("<form ") if 'value="verifyEvidence"' in each)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    sent = browser.erp.running.request(
        "POST", "/evidence/verification", data=hidden, headers=browser.headers | SAME
    )
    assert sent.status_code == 303
    assert "待機中" in browser.get("/evidence/verification").text
