"""Correcting an invoice by its page: every line comes with all it says, and goes with all it says."""

from dataclasses import replace
from typing import Any

import pytest

from erp.web import mounting
from erp.web.forms import compact, nest
from erp.web.view import View
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.web.fake_answers import ID, answer_for
from tests.web.sample import asking
from tests.web.test_pages import Everything


def page(**line: Any) -> str:
    """The page for an invoice of one line."""
    engine = mounting.engine()
    found = engine.pages["accounting/invoice_correct"]
    reader = replace(asking(), permissions=Everything())
    answer, _ = answer_for(engine, found, {}, set(), reader)
    dict.update(answer["invoice"]["lines"][0], line)
    view = View(asking=reader, engine=engine, page=found, path=found.path, query=[("id", ID)])
    return engine.renderer.render(f"{found.name}.html", view, answer)


def test_a_line_brings_its_product_and_what_it_bills_in_its_own_row() -> None:
    row = page().partition("<tr data-line")[2].partition("</tr>")[0]
    for name in ("product", "originLine"):
        assert f'name="input.lines.0.{name}" value="{ID}"' in row
    assert 'name="input.lines.0.originLine__kept"' in row


@pytest.mark.parametrize("nothing", ["product", "unit", "originLine", "suppliedOn"])
def test_a_line_without_one_of_them_is_shown(nothing: str) -> None:
    assert "input.lines.0.description" in page(**{nothing: None})


def test_a_row_that_was_emptied_or_taken_away_is_gone_as_a_whole() -> None:
    line = "input.lines.{}.{}".format
    sent = [(line(0, "originLine"), ID), (line(0, "originLine__kept"), "1"), (line(0, "description"), "")]
    sent += [(line(2, "description"), "茶"), (line(2, "originLine"), ID), (line(2, "originLine__kept"), "1")]
    assert nest(compact(sent), "input") == {"lines": [{"description": "茶", "originLine": ID}]}


def test_what_bills_an_order_is_refused_by_name_when_it_is_left_out(erp: Any) -> None:
    books = Books(erp)
    billed = books.line("1000", origin_line=ID)
    faulty = books.invoice(books.customer(), billed, books.line("50"))
    with pytest.raises(Refused) as refusal:
        erp.correct_invoice(invoice=faulty, reason="誤り", lines=[books.line("50")])
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", "lines")
    assert "受注" in str(refusal.value.message) or "order" in str(refusal.value.message)
    asked = "lines { unitPrice originLine }"
    again = [billed | {"unit_price": "900"}]
    found = erp.correct_invoice(asked, invoice=faulty, reason="誤り", lines=again)
    assert found == [{"unitPrice": "900", "originLine": ID}]
