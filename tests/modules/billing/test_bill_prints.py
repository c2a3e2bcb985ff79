"""The bills of a run as one file: how far it is, in which order they lie, and what is refused."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from modules.accounting import batching
from modules.billing import printing, rendering
from tests.facade import Erp, Refused
from tests.modules.billing.test_closing import a_closing_customer, end_of_june, goods, ship
from tests.server import background

__all__ = ["end_of_june"]
ASKED = "query($id: ID!) { billPrint(id: $id) { state total done file { id } merged { id } } }"


def work(erp: Erp) -> int:
    return background().run(printing.print_bills(erp.running.database))


def batch(erp: Erp, id: str) -> dict[str, object]:
    return erp.query(ASKED, id=id)["billPrint"]


def a_run(erp: Erp, customers: int) -> str:
    tea = goods(erp)
    for _ in range(customers):
        ship(erp, a_closing_customer(erp), [(tea, "1")], "2026-04-10")
    run = erp.close_customers(closing_on="2026-04-30")
    erp.deliver_events()
    return run


def test_the_bills_of_a_run_come_as_one_file_by_customer(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    run = a_run(erp, 3)
    monkeypatch.setattr(batching, "AT_ONCE", 2)
    id = erp.print_closing_bills(run=run)
    assert (batch(erp, id)["state"], batch(erp, id)["total"]) == ("WAITING", 3)
    assert work(erp) == 1
    found = batch(erp, id)
    assert (found["state"], found["done"]) == ("DONE", 3)
    numbers = [
        row["number"]
        for row in erp.sql(
            "SELECT b.number FROM billing.closing_bill b JOIN masterdata.party p ON p.id = b.customer"
            " ORDER BY p.number"
        )
    ]
    with zipfile.ZipFile(io.BytesIO(erp.fetch(found["file"]["id"]).content)) as opened:
        assert opened.namelist() == [f"{number}.pdf" for number in numbers]
    pages = PdfReader(io.BytesIO(erp.fetch(found["merged"]["id"]).content), strict=True).pages
    assert len(pages) == 3
    assert all(number in page.extract_text() for number, page in zip(numbers, pages, strict=True))


def test_a_bill_that_cannot_be_printed_or_is_cancelled_holds_nobody_up(
    erp: Erp, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = a_run(erp, 3)
    id = erp.print_closing_bills(run=run)
    bad, gone, _ = (str(row["id"]) for row in erp.sql("SELECT id FROM billing.closing_bill ORDER BY number"))
    erp.cancel_closing_bill(bill=gone, reason="やり直し")
    real = rendering.printed

    async def failing(database: object, company: object, bill: object) -> object:
        if str(bill) == bad:
            raise RuntimeError("no")
        return await real(database, company, bill)

    monkeypatch.setattr(rendering, "printed", failing)
    monkeypatch.setattr(batching, "MOMENT_S", 0)
    work(erp)
    assert [batch(erp, id)[name] for name in ("state", "total", "done")] == ["INCOMPLETE", 3, 1]


def test_nothing_to_print_another_run_and_no_right_are_refused(erp: Erp) -> None:
    a_closing_customer(erp)
    run = erp.close_customers(closing_on="2026-04-30")
    for given, code in (
        ({"run": run}, "NO_BILLS_TO_PRINT"),
        ({"closing_on_from": "2026-05-01"}, "NO_BILLS_TO_PRINT"),
        ({"run": "00000000-0000-0000-0000-000000000001"}, "NOT_FOUND"),
    ):
        with pytest.raises(Refused) as refused:
            erp.print_closing_bills(**given)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        erp.as_user("store", roles=["warehouse"]).print_closing_bills(run=run)
    assert refused.value.code == "FORBIDDEN"
    assert erp.sql("SELECT id FROM billing.bill_print") == []
