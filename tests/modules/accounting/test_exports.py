"""A statement as CSV, Excel and paper says what the question says, and nothing a reader may not see."""

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from erp.api import permissions
from erp.kernel.asking import Asking
from erp.web import export, export_files, mounting
from erp.web.pages import Stopped
from erp.web.view import View
from tests.api.conftest import ASKING
from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_statements import a_year
from tests.server import background


def reader(erp: Erp, without: str = "") -> Asking:
    """Somebody who may do everything, or all but one thing."""
    rights = frozenset(permissions()) - {without}
    return replace(
        ASKING, permissions=rights, company=UUID(erp.company), language="ja", today=date(2026, 5, 31)
    )


def file_of(erp: Erp, page: str, wanted: str, asking: Asking | None = None, **query: str) -> bytes:
    """A page's list as the browser would get it."""

    async def made() -> bytes:
        mounting._database.set(erp.running.database)
        engine = mounting.engine()
        view = View(
            asking=asking or reader(erp), engine=engine, page=engine.pages[page], query=list(query.items())
        )
        pieces: AsyncIterator[bytes] = (
            export.lines_of(engine, view) if wanted == "csv" else export_files.made(engine, view, wanted)
        )
        return b"".join([piece async for piece in pieces])

    return background().run(made())


def rows_of(erp: Erp, page: str, **query: str) -> list[list[str]]:
    text = file_of(erp, page, "csv", **query).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet_of(erp: Erp, page: str, **query: str) -> list[list[object]]:
    content = file_of(erp, page, "xlsx", **query)
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


PROFIT = '{ profitAndLoss(to: "2026-05-31") { name amount yearBefore } }'


def test_the_three_files_say_what_the_question_says(books: Books) -> None:
    a_year(books)
    books.erp.language = "ja"
    asked = books.erp.query(PROFIT)["profitAndLoss"]
    figures = [(row["name"], row["amount"], row["yearBefore"]) for row in asked]
    head, *rows = rows_of(books.erp, "accounting/profit_and_loss")
    name, now, then = head.index("科目"), head.index("金額"), head.index("前年")
    assert [(row[name], row[now], row[then]) for row in rows] == figures
    top, *cells = sheet_of(books.erp, "accounting/profit_and_loss")
    assert top == head
    assert [(row[name], str(int(row[now])), str(int(row[then]))) for row in cells] == figures
    pdf = pypdf.PdfReader(io.BytesIO(file_of(books.erp, "accounting/profit_and_loss", "pdf")))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "損益計算書" in text and "2026/05/31" in text
    for each, amount, _ in figures:
        assert each in text and f"{int(amount):,}".replace("-", "△") in text


def test_months_and_departments_become_columns(books: Books) -> None:
    a_year(books)
    books.erp.register_department(code="S", name="営業", valid_from="2020-04-01")
    head, *rows = rows_of(books.erp, "accounting/monthly_trend")
    assert head[-13:-1] == [f"2026/{month:02}" for month in range(4, 13)] + ["2027/01", "2027/02", "2027/03"]
    sales = next(row for row in rows if "4110" in row)
    assert sales[-13:] == ["10000", *["0"] * 11, "10000"]
    head, *rows = rows_of(books.erp, "accounting/profit_by_department")
    assert head[-3:] == ["S 営業", "部署なし", "合計"]


def test_a_ledger_of_many_pages_is_whole_in_every_file(books: Books) -> None:
    lines = [
        {"account": books.accounts["1110"], "side": side, "amount": "7"}
        for _ in range(125)
        for side in ("DEBIT", "CREDIT")
    ]
    books.erp.post_entry(on="2026-04-10", description="=1+1", lines=lines)
    asked = {"id": books.accounts["1110"], "from": "2026-04-01", "to": "2026-04-30"}
    head, *rows = rows_of(books.erp, "accounting/general_ledger", **asked)
    assert len(rows) == 250 and rows[-1][head.index("残高")] == "0"
    assert rows[0][head.index("摘要")] == "'=1+1"
    _, *cells = sheet_of(books.erp, "accounting/general_ledger", **asked)
    assert len(cells) == 250 and cells[0][head.index("残高")] == 7
    head, *rows = rows_of(books.erp, "accounting/journal_lines", effectiveOnFrom="2026-04-01")
    assert len(rows) == 250 and "勘定科目" in head


@pytest.mark.parametrize("wanted", ["csv", "xlsx", "pdf", "cp932"])
def test_a_reader_without_the_right_gets_no_file_and_no_column(books: Books, wanted: str) -> None:
    a_year(books)
    nobody = reader(books.erp, "accounting.read_trial_balance")
    with pytest.raises(Stopped, match="FORBIDDEN"):
        file_of(books.erp, "accounting/profit_and_loss", wanted, nobody)
    # Names of parties are the right of whoever may read parties: the list of lines goes out without them.
    customer = books.customer("株式会社秘密")
    books.invoice(customer)
    narrow = reader(books.erp, "masterdata.read_party")
    content = file_of(books.erp, "accounting/journal_lines", wanted, narrow)
    if wanted == "xlsx":
        cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        text = str(cells)
    elif wanted == "pdf":
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    else:
        text = content.decode("cp932" if wanted == "cp932" else "utf-8-sig")
    assert "売掛金" in text and "秘密" not in text and "取引先" not in text


def test_nothing_stays_on_the_disk(books: Books, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile
    from pathlib import Path

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file_of(books.erp, "accounting/trial_balance", "xlsx")
    assert list(Path(str(tmp_path)).iterdir()) == []
    assert asyncio.iscoroutinefunction(export_files.xlsx_of)


def test_a_balance_as_it_was_known_leads_to_lines_as_they_were_known(books: Books) -> None:
    """What a person types is a day and a time of his own place, and each way down carries it on."""
    a_year(books)
    (known,) = books.erp.sql(
        "SELECT to_char(clock_timestamp() AT TIME ZONE 'Asia/Tokyo' + interval '1 minute',"
        " 'YYYY-MM-DD HH24:MI') AS until"
    )

    def page(name: str, **query: str) -> str:
        async def shown() -> str:
            mounting._database.set(books.erp.running.database)
            engine = mounting.engine()
            view = View(
                asking=reader(books.erp), engine=engine, page=engine.pages[name], query=list(query.items())
            )
            return (await engine.show(view)).html

        return background().run(shown())

    sheet = page("accounting/balance_sheet", today="2026-05-31", knownAt=known["until"])
    ways = re.findall(r'href="(/accounting/general_ledger\?[^"]*)"', sheet)
    assert ways and all("knownAt=" in way for way in ways)
    assert "日時として読み取れません" in page(
        "accounting/balance_sheet", today="2026-05-31", knownAt="きのうの夜"
    )
