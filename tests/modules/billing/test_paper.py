"""A bill on paper: made once, with its figures, every delivery and its own day."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from erp.kernel import clock
from modules.billing.rendering import render_bills
from tests.facade import Erp
from tests.modules.billing.test_closing import a_closing_customer, goods, ship
from tests.server import background


def test_the_paper_says_what_the_bill_says_and_stays(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 6, 30))
    shop, tea = a_closing_customer(erp, "青葉商店"), goods(erp)
    for day in range(1, 10):
        ship(erp, shop, [(tea, "1")], f"2026-04-{day:02}")
    bill = erp.close_customer("id number", customer=shop, closing_on="2026-04-30")

    assert background().run(render_bills(erp.running.database)) == 1
    assert background().run(render_bills(erp.running.database)) == 0
    ask = "query($id: ID!) { closingBill(id: $id) { paper { id name } } }"
    paper = erp.query(ask, id=bill["id"])["closingBill"]["paper"]
    assert paper["name"] == f"{bill['number']}.pdf"
    content = erp.fetch(paper["id"]).content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    for said in (bill["number"], "青葉商店", "¥945", "¥94", "¥1,039", "04/01", "04/09"):
        assert said in text, said
