"""The PDF of an invoice: made once, frozen, holding every item the law asks for."""

import io
from uuid import UUID

import pypdf
import pytest

from modules.accounting.rendering import render_due
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.server import background


def render(books: Books) -> int:
    """What the worker does every few seconds."""
    return background().run(render_due(books.erp.running.database))


def pdf_of(books: Books, invoice: str) -> bytes:
    """The file that the page of the invoice offers."""
    asked = "query($id: ID!) { invoice(id: $id) { renderingState pdf { id } } }"
    found = books.erp.query(asked, id=invoice)["invoice"]
    assert found["renderingState"] == "READY"
    answer = books.erp.fetch(found["pdf"]["id"])
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content


def text_of(printed: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    return "\n".join(page.extract_text() for page in pages)


def test_an_issued_invoice_has_its_pdf_within_moments_and_only_once(books: Books) -> None:
    invoice = books.invoice(books.customer())
    asked = "query($id: ID!) { invoice(id: $id) { renderingState pdf { id } } }"
    assert books.erp.query(asked, id=invoice)["invoice"] == {"renderingState": "WAITING", "pdf": None}

    assert render(books) == 1
    assert render(books) == 0
    assert pdf_of(books, invoice).startswith(b"%PDF")


def test_gen_02_what_was_issued_stays_as_it_was(books: Books) -> None:
    customer = books.customer("株式会社髙﨑商店")
    invoice = books.invoice(customer)
    books.erp.change_party(party=customer, name="株式会社新社名")
    # Also where the PDF is made only after the change.
    render(books)
    first = pdf_of(books, invoice)
    assert "株式会社髙﨑商店 御中" in text_of(first)

    books.erp.change_company(company=books.erp.company, name="新しい名前の会社", address="別の住所")
    render(books)

    assert pdf_of(books, invoice) == first
    names = "query($id: ID!) { invoice(id: $id) { recipientName issuerName customer { name } } }"
    assert books.erp.query(names, id=invoice)["invoice"] == {
        "recipientName": "株式会社髙﨑商店",
        "issuerName": "見本商事株式会社",
        "customer": {"name": "株式会社新社名"},
    }


def test_a_rendering_is_never_made_anew(books: Books) -> None:
    invoice = books.invoice(books.customer())
    render(books)
    with pytest.raises(Refused) as refusal:
        books.erp.render_invoice(invoice=invoice)
    assert refusal.value.code == "ALREADY_RENDERED"
    with pytest.raises(Exception, match="refused"):
        books.erp.sql("DELETE FROM accounting.invoice_rendering")


def test_an_invoice_from_before_is_printed_on_request(books: Books) -> None:
    invoice = books.invoice(books.customer("旧来の得意先"))
    # As it was before PDFs were kept: no request, no names of its own.
    books.erp.sql("ALTER TABLE accounting.invoice DISABLE TRIGGER USER")
    books.erp.sql(
        "UPDATE accounting.invoice SET issuer = NULL, recipient = NULL, form = NULL, supplied_from = NULL,"
        " supplied_to = NULL"
    )
    books.erp.sql("ALTER TABLE accounting.invoice ENABLE TRIGGER USER")
    books.erp.sql("DELETE FROM accounting.rendering_request")
    assert render(books) == 0
    state = "query($id: ID!) { invoice(id: $id) { renderingState recipientName form } }"
    assert books.erp.query(state, id=invoice)["invoice"] == {
        "renderingState": "NONE",
        "recipientName": "旧来の得意先",
        "form": "QUALIFIED",
    }

    books.erp.render_invoice(invoice=invoice)
    assert render(books) == 1
    assert "旧来の得意先" in text_of(pdf_of(books, invoice))


def test_one_that_cannot_be_printed_is_told_and_holds_nobody_up(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    from modules.accounting import rendering

    bad, good = books.invoice(books.customer()), books.invoice(books.customer())
    real = rendering.rendered

    async def failing(database: object, company: UUID, invoice: UUID) -> object:
        if str(invoice) == bad:
            raise RuntimeError("no")
        return await real(database, company, invoice)

    monkeypatch.setattr(rendering, "rendered", failing)
    for _ in range(6):
        render(books)
    state = "query($id: ID!) { invoice(id: $id) { renderingState } }"
    assert books.erp.query(state, id=bad)["invoice"]["renderingState"] == "FAILED"
    assert pdf_of(books, good)

    monkeypatch.undo()
    books.erp.render_invoice(invoice=bad)
    render(books)
    assert pdf_of(books, bad)


def test_a_long_invoice_carries_its_heading_over_its_pages(books: Books) -> None:
    lines = [books.line(description=f"品目その{at}") for at in range(1, 201)]
    invoice = books.invoice(books.customer(), *lines)
    render(books)

    pages = pypdf.PdfReader(io.BytesIO(pdf_of(books, invoice))).pages
    assert len(pages) >= 4
    for at, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"{at} / {len(pages)}" in text
        if "品目その" in text:
            assert "品名" in text


def test_only_who_may_read_invoices_gets_the_file(books: Books) -> None:
    invoice = books.invoice(books.customer())
    render(books)
    asked = "query($id: ID!) { invoice(id: $id) { pdf { id } } }"
    file = books.erp.query(asked, id=invoice)["invoice"]["pdf"]["id"]
    stranger = books.erp.as_user("nobody", roles=["warehouse"])
    assert stranger.fetch(file).status_code == 403
