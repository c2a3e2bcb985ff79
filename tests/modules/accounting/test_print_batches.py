"""Many invoices as one file: which ones, how far it is, and what happens when a worker dies over it."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from modules.accounting import batching, invoice_batches, rendering
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_renderings import pdf_of, render
from tests.server import background

ASKED = "query($id: ID!) { printBatch(id: $id) { state total done file { id } merged { id } } }"


def work(books: Books) -> int:
    """What the worker does every few seconds."""
    return background().run(invoice_batches.work_on_batches(books.erp.running.database))


def batch(books: Books, id: str) -> dict[str, object]:
    return books.erp.query(ASKED, id=id)["printBatch"]


def archive(books: Books, id: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(books.erp.fetch(batch(books, id)["file"]["id"]).content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_what_fits_comes_as_one_archive_of_the_frozen_files(books: Books) -> None:
    acme, other = books.customer(), books.customer("株式会社ベータ")
    invoices = [books.invoice(acme, selection="id number") for _ in range(3)]
    books.invoice(other)
    render(books)

    id = books.erp.print_invoices(customer=acme)
    assert batch(books, id) == {
        "state": "WAITING", "total": 3, "done": 0, "file": None, "merged": None,
    }  # fmt: skip
    assert work(books) == 1

    assert batch(books, id)["state"] == "DONE"
    found = archive(books, id)
    assert list(found) == [f"請求書-{each['number']}.pdf" for each in invoices]
    assert list(found.values()) == [pdf_of(books, each["id"]) for each in invoices]


def test_all_pages_come_as_one_pdf_in_the_same_order(books: Books) -> None:
    customer = books.customer()
    invoices = [books.invoice(customer, selection="id number") for _ in range(3)]
    id = books.erp.print_invoices(customer=customer)
    work(books)

    merged = books.erp.fetch(batch(books, id)["merged"]["id"]).content
    pages = PdfReader(io.BytesIO(merged), strict=True).pages
    alone = [PdfReader(io.BytesIO(pdf_of(books, each["id"]))).pages[0] for each in invoices]
    assert [page.extract_text() for page in pages] == [page.extract_text() for page in alone]
    assert all(each["number"] in page.extract_text() for each, page in zip(invoices, pages, strict=True))


def test_renderings_that_are_missing_are_made_on_the_way(books: Books) -> None:
    customer = books.customer()
    for _ in range(2):
        books.invoice(customer)
    books.erp.sql("DELETE FROM accounting.rendering_request")
    id = books.erp.print_invoices(kind=["INVOICE"], issued_on_from="2026-04-01", issued_on_to="2026-04-01")
    work(books)
    assert len(archive(books, id)) == 2


def test_a_worker_that_dies_is_followed_by_the_next(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = books.customer()
    for _ in range(5):
        books.invoice(customer)
    id = books.erp.print_invoices(kind=["INVOICE"])
    monkeypatch.setattr(batching, "AT_ONCE", 2)
    monkeypatch.setattr(rendering, "AT_ONCE", 2)
    real, calls = rendering.render_due, []

    async def dying(*args: object, **given: object) -> int:
        if calls:
            raise RuntimeError("killed")
        calls.append(1)
        return await real(*args, **given)

    monkeypatch.setattr(rendering, "render_due", dying)
    with pytest.raises(RuntimeError):
        work(books)
    before = books.erp.sql("SELECT invoice, sha256 FROM accounting.invoice_rendering ORDER BY invoice")
    assert (len(before), batch(books, id)["state"]) == (2, "RUNNING")

    # Held by the dead one until its lease ends.
    monkeypatch.setattr(rendering, "render_due", real)
    assert work(books) == 0
    books.erp.sql("UPDATE accounting.print_batch SET held_until = now() - interval '1 second'")
    assert work(books) == 1
    assert len(archive(books, id)) == 5
    after = books.erp.sql("SELECT invoice, sha256 FROM accounting.invoice_rendering ORDER BY invoice")
    assert [row for row in after if row in before] == before


def test_one_that_cannot_be_printed_does_not_keep_the_others_back(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = books.customer()
    bad, _ = books.invoice(customer), books.invoice(customer)
    real = rendering.rendered

    async def failing(database: object, company: object, invoice: object) -> object:
        if str(invoice) == bad:
            raise RuntimeError("no")
        return await real(database, company, invoice)

    monkeypatch.setattr(rendering, "rendered", failing)
    id = books.erp.print_invoices(kind=["INVOICE"])
    work(books)
    assert [batch(books, id)[name] for name in ("state", "total", "done")] == ["INCOMPLETE", 2, 1]
    assert len(archive(books, id)) == 1


def test_an_empty_choice_is_refused(books: Books) -> None:
    books.invoice(books.customer())
    for given in ({"search": "100%"}, {"issued_on_from": "2027-01-01"}, {"state": ["PAID"]}):
        with pytest.raises(Refused) as refusal:
            books.erp.print_invoices(**given)
        assert refusal.value.code == "NOTHING_TO_PRINT"
    assert books.erp.sql("SELECT * FROM accounting.print_batch") == []


def test_who_may_not_ask_for_it_is_refused(books: Books) -> None:
    books.invoice(books.customer())
    with pytest.raises(Refused) as refusal:
        books.erp.as_user("store", roles=["warehouse"]).print_invoices(kind=["INVOICE"])
    assert refusal.value.code == "FORBIDDEN"
