"""The page engine as a browser meets it: what it shows, what it takes, what it refuses, what it keeps."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from erp.web import mounting
from tests.web.sample import EVERYTHING, Answers, a_house, asking

ORDER = str(UUID(int=100))
ONE = f"/ordering/sales_order?id={ORDER}"
SAME = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """A browser in front of the sample house; who sits there can be changed."""

    def __init__(self, client: TestClient, answers: Answers) -> None:
        self.client, self.answers, self.who = client, answers, asking()

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(address, headers=headers, follow_redirects=False)

    def post(self, address: str, fields: dict[str, str], **headers: str) -> Any:
        return self.client.post(address, data=fields, headers=headers or SAME, follow_redirects=False)

    def form(self, address: str, mutation: str) -> dict[str, str]:
        """The hidden fields of the first form of a mutation, as the page drew them."""
        html = self.get(address).text
        form = next(each for each in html.split("<form ") if f'value="{mutation}"' in each)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0])
        return {name: value for name, value in hidden if "__n__" not in name}  # a template is not sent


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    answers = Answers(orders=230)
    house = a_house(answers)
    monkeypatch.setattr(mounting, "engine", lambda: house)
    with TestClient(Litestar(route_handlers=list(mounting.handlers()))) as client:
        browser = Browser(client, answers)

        async def who(_request: Any) -> Any:
            return browser.who

        monkeypatch.setattr(mounting, "_asking", who)
        yield browser


def entry(browser: Browser, **changes: str) -> dict[str, str]:
    """A complete new order as a browser sends it, empty lines and all."""
    fields = browser.form("/ordering/sales_order_new", "draftSalesOrder")
    fields |= {
        "input.customer__text": "北海道乳業㈱",
        "input.orderedOn": "１１２０",
        "input.isRush": "true",
        "input.note": "",
        "input.lines.0.product__text": "ほうじ茶 200g",
        "input.lines.0.quantity": "２",
        "input.lines.0.unitPrice": "￥１，２００",
        "input.lines.1.product__text": "",
        "input.lines.1.quantity": "",
        "input.lines.3.product__text": "特選 緑茶 100g",
        "input.lines.3.quantity": "0.5",
        "input.lines.3.unitPrice": "1,000",
    }
    return fields | changes


def test_a_page_shows_values_as_people_read_them(browser: Browser) -> None:
    page = browser.get(ONE)
    assert page.status_code == 200
    assert "SO-2026-000000" in page.text and "¥1,200" in page.text
    assert "2026/04/01 09:30" in page.text and "2.5" in page.text and "2.500000" not in page.text


def test_amounts_carry_the_currency_of_their_own_document(browser: Browser) -> None:
    assert "$150,000.00" in browser.get("/ordering/sales_orders").text


def test_every_page_forbids_foreign_and_inline_code(browser: Browser) -> None:
    page = browser.get("/")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "private, no-store"
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=|https?://(?!www\.w3\.org)", page.text)


def test_what_people_wrote_is_text_and_never_markup(browser: Browser) -> None:
    browser.answers.orders[0]["note"] = "<script>alert(1)</script>"
    assert "<script>alert" not in browser.get(ONE).text


def test_a_record_that_is_not_there_is_a_page_that_leads_on(browser: Browser) -> None:
    for address in (f"/ordering/sales_order?id={UUID(int=1)}", "/ordering/sales_order", "/no/such/page"):
        page = browser.get(address)
        assert page.status_code == 404 and 'href="/"' in page.text


def test_nobody_is_shown_anything_before_signing_in(browser: Browser) -> None:
    browser.who = None
    page = browser.get(ONE)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/sign-in?next=%2Fordering%2Fsales_order%3Fid%3D")
    assert browser.answers.asked == []


def test_a_page_whose_subject_may_not_be_read_says_which_right_is_missing(browser: Browser) -> None:
    browser.who = replace(asking(), permissions=EVERYTHING - {"read_order"})
    page = browser.get(ONE)
    assert page.status_code == 403 and browser.answers.asked == []
    assert 'href="/ordering/sales_orders"' not in page.text


def test_a_part_that_may_not_be_read_is_not_asked_for_and_leaves_the_rest(browser: Browser) -> None:
    browser.who = replace(asking(), permissions=EVERYTHING - {"read_party"})
    page = browser.get("/ordering/sales_orders")
    assert page.status_code == 200 and "SO-2026-000003" in page.text and "北海道" not in page.text
    assert "customer {" not in browser.answers.asked[-1][0]
    browser.who = replace(asking(), permissions=EVERYTHING - {"read_order"})
    home = browser.get("/")
    assert home.status_code == 200 and "salesOrders" not in browser.answers.asked[-1][0]


def test_a_button_one_may_not_press_is_not_there(browser: Browser) -> None:
    assert 'value="confirmSalesOrder"' in browser.get(ONE).text
    browser.who = replace(asking(), permissions=EVERYTHING - {"confirm"})
    assert 'value="confirmSalesOrder"' not in browser.get(ONE).text


def test_a_change_goes_out_with_its_key_and_sends_the_browser_on(browser: Browser) -> None:
    fields = browser.form(ONE, "confirmSalesOrder")
    done = browser.post(ONE, fields)
    assert done.status_code == 303
    assert done.headers["location"] == f"{ONE}&done=confirmSalesOrder"
    text, sent = browser.answers.asked[-1]
    assert "idempotencyKey: $idempotencyKey" in text
    assert sent == {
        "input": {"order": ORDER, "acceptBackorder": True},
        "idempotencyKey": fields["idempotencyKey"],
    }
    assert len(fields["idempotencyKey"]) >= 20
    assert 'role="status"' in browser.get(done.headers["location"]).text


def test_a_form_from_elsewhere_is_not_believed(browser: Browser) -> None:
    fields = browser.form(ONE, "confirmSalesOrder")
    before = len(browser.answers.asked)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"X-Nothing": "said"},
    ):
        assert browser.post(ONE, fields, **headers).status_code == 403
    assert len(browser.answers.asked) == before
    assert browser.post(ONE, fields, Origin="http://testserver.local").status_code == 303


def test_a_mutation_that_is_not_on_the_page_is_not_run(browser: Browser) -> None:
    fields = browser.form(ONE, "confirmSalesOrder") | {"mutation": "draftSalesOrder"}
    assert browser.post(ONE, fields).status_code == 400
    assert all(not text.startswith("mutation") for text, _ in browser.answers.asked)


def test_nobody_is_sent_to_another_site(browser: Browser) -> None:
    for address in (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:1",
    ):
        fields = browser.form(ONE, "confirmSalesOrder") | {"next": address}
        assert browser.post(ONE, fields).headers["location"] == "/?done=confirmSalesOrder"


def test_a_whole_document_is_typed_without_any_script(browser: Browser) -> None:
    done = browser.post("/ordering/sales_order_new", entry(browser))
    assert done.status_code == 303, re.findall(r'class="error".*', done.text)
    assert done.headers["location"] == f"/ordering/sales_order?id={UUID(int=101)}&done=draftSalesOrder"
    sent = browser.answers.asked[-1][1]["input"]
    assert sent == {
        "customer": str(UUID(int=701)),
        "orderedOn": "2026-11-20",
        "isRush": True,
        "note": None,
        "lines": [
            {"product": str(UUID(int=901)), "quantity": "2", "unitPrice": "1200"},
            {"product": str(UUID(int=900)), "quantity": "0.5", "unitPrice": "1000"},
        ],
    }


def test_what_cannot_be_understood_is_said_beside_the_field_and_nothing_is_lost(browser: Browser) -> None:
    before = len(browser.answers.asked)
    wrong = entry(browser, **{"input.orderedOn": "いつか", "input.lines.3.quantity": ""})
    page = browser.post("/ordering/sales_order_new", wrong)
    assert page.status_code == 422
    assert 'value="いつか"' in page.text and "日付として読み取れません" in page.text
    assert 'value="￥１，２００"' in page.text and 'value="北海道乳業㈱"' in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert all(not text.startswith("mutation") for text, _ in browser.answers.asked[before:])


def test_a_name_that_fits_several_is_offered_as_a_choice(browser: Browser) -> None:
    page = browser.post("/ordering/sales_order_new", entry(browser, **{"input.lines.0.product__text": "茶"}))
    assert page.status_code == 422
    assert "複数見つかりました" in page.text
    assert f'<option value="{UUID(int=900)}"' in page.text and f'<option value="{UUID(int=901)}"' in page.text


def test_a_chosen_record_whose_text_was_written_over_is_looked_up_again(browser: Browser) -> None:
    chosen = {"input.customer": str(UUID(int=700)), "input.customer__was": "P-000000 株式会社 東京物産"}
    browser.post("/ordering/sales_order_new", entry(browser, **chosen))
    assert browser.answers.asked[-1][1]["input"]["customer"] == str(UUID(int=701))


def test_more_lines_are_added_by_the_server_and_what_was_typed_stays(browser: Browser) -> None:
    page = browser.post("/ordering/sales_order_new", entry(browser, more="lines"))
    assert page.status_code == 200
    assert page.text.count("<tr data-line") - 1 == 10
    assert 'value="ほうじ茶 200g"' in page.text
    assert all(not text.startswith("mutation") for text, _ in browser.answers.asked)


def test_a_refusal_comes_back_with_everything_that_was_typed(browser: Browser) -> None:
    browser.answers.refusal = {
        "message": "在庫が足りません",
        "extensions": {"code": "INSUFFICIENT_STOCK", "field": "lines.1.quantity", "facts": {}},
    }
    page = browser.post("/ordering/sales_order_new", entry(browser))
    assert page.status_code == 422
    row = page.text.split("<tr data-line")[2]
    assert "在庫が足りません" in row and 'value="0.5"' in row


def test_after_a_lost_answer_the_same_key_is_tried_again(browser: Browser) -> None:
    fields = browser.form(ONE, "confirmSalesOrder")
    browser.answers.refusal = {"message": "?", "extensions": {"code": "OUTCOME_UNKNOWN"}}
    page = browser.post(ONE, fields)
    assert page.status_code == 503 and fields["idempotencyKey"] in page.text
    browser.answers.refusal = {"message": "!", "extensions": {"code": "WRONG_STATE"}}
    page = browser.post(ONE, fields)
    assert page.status_code == 422 and fields["idempotencyKey"] not in page.text


def test_a_secret_is_shown_once_without_going_anywhere(browser: Browser) -> None:
    fields = browser.form("/system/tokens", "createToken") | {"input.name": "倉庫端末"}
    page = browser.post("/system/tokens", fields)
    assert page.status_code == 200 and "shown-once" in page.text
    assert "shown-once" not in browser.get("/system/tokens").text


def test_a_list_is_paged_and_sorted_by_links(browser: Browser) -> None:
    page = browser.get("/ordering/sales_orders?state=DRAFT")
    assert browser.answers.asked[-1][1]["first"] == 50
    assert re.search(r'rel="next" href="[^"]*state=DRAFT&amp;after=50"', page.text)
    assert 'href="/ordering/sales_orders?state=DRAFT&amp;sort=NUMBER_ASC"' in page.text
    assert 'aria-sort="descending"' in browser.get("/ordering/sales_orders?sort=TOTAL_DESC").text


def test_conditions_are_understood_as_typed_and_shown_as_chips(browser: Browser) -> None:
    page = browser.get("/ordering/sales_orders?orderedOnFrom=11/1&totalFrom=１，０００&state=DRAFT&search=")
    sent = browser.answers.asked[-1][1]
    assert sent["orderedOnFrom"] == "2026-11-01" and sent["totalFrom"] == "1000"
    assert sent["state"] == ["DRAFT"] and "search" not in sent
    assert page.text.count("条件を外す") == 3
    wrong = browser.get("/ordering/sales_orders?orderedOnFrom=いつか")
    assert wrong.status_code == 400 and "日付として読み取れません" in wrong.text


def test_a_list_is_a_file_with_all_its_rows_that_no_spreadsheet_runs(browser: Browser) -> None:
    answer = browser.get("/ordering/sales_orders?format=csv&state=DRAFT&first=3")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 231 and [each[0] for each in rows[1:3]] == ["SO-2026-000000", "SO-2026-000001"]
    assert "'=危険な会社" in rows[3] and "=危険な会社" not in rows[3]
    assert rows[0][:3] == ["受注番号", "受注日", "得意先"]
    assert "9600" in rows[2] and "確定" in rows[2]
    assert [sent.get("after") for _, sent in browser.answers.asked[-3:]] == [None, "100", "200"]


def test_looking_up_while_typing_answers_only_what_may_be_read(browser: Browser) -> None:
    found = browser.get("/_lookup/product?text=ほうじ").json()
    assert [each["text"] for each in found] == ["I-0001 ほうじ茶 200g"]
    assert found[0]["row"]["standardPrice"] == "1200"
    browser.who = replace(asking(), permissions=EVERYTHING - {"read_product"})
    assert browser.get("/_lookup/product?text=ほうじ").json() == []
    assert browser.get("/_lookup/nothing").status_code == 404
    assert browser.get("/_understood?date=1120").json() == {"date": "2026/11/20"}
    assert browser.get("/_understood?date=いつか").json() == {"date": ""}


def test_files_are_named_by_their_content_and_kept_for_a_year(browser: Browser) -> None:
    address = re.search(r"/static/page\.[0-9a-f]{10}\.js", browser.get("/").text)[0]
    answer = browser.get(address, **{"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    for name in re.findall(r'from "\./([^"]+)"', answer.text):
        assert browser.get(f"/static/{name}").status_code == 200, name
    assert browser.get("/static/page.js").status_code == 404
    assert browser.get("/static/..%2fpages.py").status_code == 404


def test_an_accident_of_ours_is_a_page_with_a_number_and_nothing_else(browser: Browser) -> None:
    browser.answers.orders[0]["recordedAt"] = "not an instant"
    page = browser.get(ONE)
    assert page.status_code == 500 and page.headers["content-type"].startswith("text/html")
    assert re.search(r"<code>[0-9a-f]{12}</code>", page.text)
    assert "not an instant" not in page.text and "Traceback" not in page.text and 'href="/"' in page.text


def test_a_file_that_may_not_be_read_is_refused_before_it_begins(browser: Browser) -> None:
    browser.who = replace(asking(), permissions=EVERYTHING - {"read_order"})
    assert browser.get("/ordering/sales_orders?format=csv").status_code == 403


def test_english_readers_get_english(browser: Browser) -> None:
    browser.who = asking(language="en")
    page = browser.get("/ordering/sales_order_new").text
    assert '<html lang="en">' in page and "required" in page and "必須" not in page
