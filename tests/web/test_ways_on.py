"""A refusal is told with the way on: look-alikes with a box to tick, a shortage with a backorder to take."""

from dataclasses import replace
from typing import Any

import pytest

from erp.web import mounting
from erp.web.view import Sent, View
from tests.web.fake_answers import ID, answer_for
from tests.web.sample import asking
from tests.web.test_pages import Everything

CANDIDATE = {
    "id": ID,
    "number": "P-000012",
    "name": "株式会社あかつき",
    "is_active": False,
    "score": 91,
    "reasons": ["SAME_NAME", "SOMETHING_NEW"],
}


def refused(page_name: str, mutation: str, code: str, facts: dict[str, Any], **wanted: str) -> str:
    """The page as it comes back after its form was refused."""
    engine = mounting.engine()
    page = engine.pages[page_name]
    reader = replace(asking(), permissions=Everything())
    answer, _ = answer_for(engine, page, wanted, set(), reader)
    view = View(asking=reader, engine=engine, page=page, path=page.path)
    view.sent = Sent(mutation, "", [("input.name", "株式会社アカツキ")])
    view.sent.form = form_of(engine.renderer.render(f"{page.name}.html", view, answer), mutation)
    view.sent.code, view.sent.facts = code, facts
    return engine.renderer.render(f"{page.name}.html", view, answer)


def form_of(html: str, mutation: str) -> str:
    _, _, rest = html.partition(
        f'name="mutation" value="{mutation}"><input type="hidden" name="form" value="'
    )
    return rest.partition('"')[0]


@pytest.mark.parametrize(
    ("page", "mutation"),
    [("masterdata/party_new", "registerParty"), ("masterdata/product_new", "registerProduct")],
)
def test_look_alikes_are_shown_and_can_be_told_apart(page: str, mutation: str) -> None:
    html = refused(page, mutation, "DUPLICATE_CANDIDATES", {"candidates": [CANDIDATE]})

    for text in ("P-000012", "株式会社あかつき", "91", "同じ名称", "SOMETHING_NEW", "停止中"):
        assert text in html
    assert 'name="input.acceptDuplicates"' in html and 'name="input.reason"' in html
    assert "株式会社アカツキ" in html, "what was typed is kept"


@pytest.mark.parametrize("page", ["masterdata/party_new", "masterdata/product_new"])
def test_nobody_is_asked_to_accept_what_was_not_found(page: str) -> None:
    mutation = {"masterdata/party_new": "registerParty"}.get(page, "registerProduct")

    html = refused(page, mutation, "NUMBER_TAKEN", {})

    assert 'name="input.acceptDuplicates"' not in html


def test_a_shortage_names_the_line_and_offers_a_backorder() -> None:
    short = {"lines": [{"line": ID, "product": ID, "wanted": "10", "available": "6"}]}

    html = refused(
        "ordering/sales_order",
        "confirmSalesOrder",
        "INSUFFICIENT_STOCK",
        short,
        SalesOrderState="DRAFT",
    )

    part = html.partition("way-on")[2]
    assert "<td>text</td>" in part and ">10<" in part and ">6<" in part
    assert 'name="input.acceptBackorder" value="true"' in part


def test_duties_that_collide_can_be_accepted_knowingly() -> None:
    html = refused("system/user", "giveRole", "DUTIES_CONFLICT", {})

    assert 'name="input.acceptConflicts" value="true"' in html


def test_the_tax_by_rate_is_shown_before_an_invoice_is_issued() -> None:
    taxes = [{"rate": "8", "base": "27060", "tax": "2164", "discount": "0"}]
    sums = {"subtotal": "27060", "tax_total": "2164", "total": "29224"}
    facts = {"due_on": "2026-05-31", "taxes": taxes} | sums
    html = refused("accounting/invoice_new", "issueInvoice", "INVOICE_PREVIEW", facts)

    for text in ("8%", "27060", "2164", "29224", "この内容で発行"):
        assert text in html
    assert 'name="input.preview" value="false"' in html

    first = refused("accounting/invoice_new", "issueInvoice", "BAD_INPUT", {})
    assert 'name="input.preview" value="true"' in first and "税額を確認" in first
