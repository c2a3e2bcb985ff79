"""Lists as Excel, as CSV for older programs and on paper: whole, exact, and safe to open."""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from erp.web import export, export_files
from erp.web.shapes import MoneyText
from tests.web.sample import EVERYTHING
from tests.web.test_engine import Browser, browser  # noqa: F401  # the fixture of the pages

LIST = "/ordering/sales_orders?state=DRAFT&format="


def sheet(content: bytes, at: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(at).to_python()


def test_a_workbook_holds_figures_days_and_no_formula(browser: Browser) -> None:  # noqa: F811
    answer = browser.get(f"{LIST}xlsx")
    assert answer.status_code == 200 and ".xlsx" in answer.headers["content-disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["受注"]
    head, *rows = sheet(answer.content)
    assert len(rows) == 230 and head[:3] == ["受注番号", "受注日", "得意先"]
    cells = dict(zip(head, rows[1], strict=True))
    assert isinstance(cells["受注日"], (date, datetime)) and cells["受注番号"] == "SO-2026-000001"
    assert 9600 in rows[1], "a figure is a number"
    assert "=危険な会社" in rows[2], "a text stays as it is and is no formula"
    raw = io.BytesIO(answer.content).read()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and 'ySplit="1"' in xml and 'state="frozen"' in xml


def test_figures_that_a_spreadsheet_would_round_stay_whole(browser: Browser) -> None:  # noqa: F811
    browser.answers.orders[1]["total"] = "12345678901234567"
    _, first, second, *_ = sheet(browser.get(f"{LIST}xlsx").content)
    assert "12345678901234567" in second and first != second


def test_the_older_code_says_which_characters_it_lacks(browser: Browser) -> None:  # noqa: F811
    answer = browser.get(f"{LIST}cp932")
    assert answer.status_code == 200
    text = answer.content.decode("cp932")
    assert text.splitlines()[0].startswith('"受注番号","受注日","得意先"') and text.count("\r\n") == 231
    browser.answers.orders[4]["customer"]["name"] = "𠮷野家é駅前店"
    refused = browser.get(f"{LIST}cp932")
    assert refused.status_code == 422
    told = re.findall(r"[𠮷é] \(\d+\)", refused.text)
    assert len(told) == 2 and "2 種類" in refused.text


def test_paper_says_what_the_list_says(browser: Browser) -> None:  # noqa: F811
    answer = browser.get(f"{LIST}pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "SO-2026-000000" in text and "SO-2026-000229" in text and "9,600" in text


def test_too_much_for_paper_is_refused(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(export_files, "ROWS_ON_PAPER", 100)
    answer = browser.get(f"{LIST}pdf")
    assert answer.status_code == 422 and "100 行まで" in answer.text


def test_a_full_sheet_is_followed_by_another(
    browser: Browser,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_files, "ROWS_OF_SHEET", 200)
    content = browser.get(f"{LIST}xlsx").content
    assert [len(sheet(content, at)) for at in (0, 1)] == [201, 31]
    assert sheet(content, 0)[0] == sheet(content, 1)[0]


@pytest.mark.parametrize("wanted", ["csv", "cp932", "xlsx", "pdf"])
def test_what_may_not_be_seen_is_in_no_file(browser: Browser, wanted: str) -> None:  # noqa: F811
    from dataclasses import replace

    from tests.web.sample import asking

    browser.who = replace(asking(), permissions=EVERYTHING - {"read_order"})
    assert browser.get(LIST + wanted).status_code == 403


def test_a_column_without_a_right_is_left_out() -> None:
    from erp.web.shapes import Shape

    shape = Shape("Order", {"number": None, "cost": MoneyText}, {"number": "number", "cost": "cost"})
    seen = export.columns_of(shape, "en", lambda owner, name: name != "cost")
    assert [column.head for column in seen] == ["Number"]


def test_no_list_is_held_in_memory(browser: Browser) -> None:  # noqa: F811
    """A piece goes out before the next page is asked for."""
    import asyncio

    from erp.web import mounting
    from erp.web.view import View
    from tests.web.sample import asking

    async def first_piece() -> tuple[int, int]:
        house = mounting.engine()
        view = View(asking=asking(), engine=house, page=house.pages["ordering/sales_orders"])
        pieces = export.lines_of(house, view)
        piece = await anext(pieces)
        return len(browser.answers.asked), piece.count(b"\r\n")

    assert asyncio.run(first_piece()) == (1, 101)


def test_digits_are_counted_as_a_spreadsheet_keeps_them() -> None:
    assert export_files._digits("-1234.5000") == 5
    assert Decimal("999999999999999") == Decimal(float("999999999999999"))
