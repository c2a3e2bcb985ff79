"""Registers with tables and files go out as a sheet and come in again, packed with what it names."""

import io
import zipfile
from typing import Any

import pytest

from tests.facade import Erp, Refused
from tests.modules.forms.conftest import TITLE, Desk

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HEADS = "管理番号,件名,明細.品名,明細.単価,図面\r\n"
RECORDS = '{ registerRecords(form: "parts", descending: false, sort: "_number") { nodes { number values } } }'
LINES = '{ registerLines(form: "parts") { number cells { label text } } }'


@pytest.fixture
def parts(desk: Desk) -> Desk:
    """A register with a table of two columns and a file."""
    desk.form("parts", {**TITLE, "label_ja": "件名"}, kind="REGISTER", publish=False)
    desk.field("parts", code="lines", kind="TABLE", label_ja="明細")
    (table,) = [each["id"] for each in desk.fields_of("parts", "draft") if each["code"] == "lines"]
    desk.field("parts", code="name", label_ja="品名", parent=table)
    desk.field("parts", code="price", kind="MONEY", label_ja="単価", parent=table)
    desk.field("parts", code="total", kind="SUM", label_ja="合計", sums="lines.price")
    desk.field("parts", code="drawing", kind="FILE", label_ja="図面")
    desk.erp.publish_form(form="parts")
    return desk


def packed(sheet: str, **files: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("parts.csv", sheet.encode())
        for name, content in files.items():
            archive.writestr(f"図面/{name}.pdf", content)
    return into.getvalue()


def brought(erp: Erp, content: bytes, name: str = "parts.csv", **given: Any) -> Any:
    file = erp.upload(name, content)
    return erp.import_register_records(
        "state lines added changed faults", register="parts", file=file, **given
    )


def values(erp: Erp) -> list[dict[str, Any]]:
    return [each["values"] for each in erp.query(RECORDS)["registerRecords"]["nodes"]]


def test_rows_of_a_table_are_lines_below_their_record(parts: Desk) -> None:
    sheet = HEADS + ",机,脚,400,\r\n,,天板,1200,\r\n,椅子,,,\r\n"
    assert brought(parts.erp, sheet.encode(), only_try=False)["added"] == 2
    desk_, chair = values(parts.erp)
    assert desk_ == {
        "title": "机", "total": "1600",
        "lines": [{"name": "脚", "price": "400"}, {"name": "天板", "price": "1200"}],
    }  # fmt: skip
    assert (chair["title"], chair.get("lines")) == ("椅子", None)


def test_what_goes_out_comes_in_again_unchanged_and_changes_what_was_put_right(parts: Desk) -> None:
    erp = parts.erp
    sheet = HEADS + ",机,脚,400,plan.pdf\r\n,,天板,1200,\r\n"
    brought(erp, packed(sheet, plan=PDF), "parts.zip", only_try=False)
    (before,) = values(erp)
    lines = erp.query(LINES)["registerLines"]
    heads = ["管理番号", *(cell["label"] for cell in lines[0]["cells"])]
    assert heads == ["管理番号", "件名", "明細.品名", "明細.単価", "合計", "図面"]
    rows = [[line["number"], *(cell["text"] or "" for cell in line["cells"])] for line in lines]
    assert [row[2:4] for row in rows] == [["脚", "400"], ["天板", "1,200"]]
    out = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in [heads, *rows])

    again = brought(erp, out.encode())
    assert (again["added"], again["changed"], again["faults"]) == (0, 0, [])
    put_right = out.replace("1,200", "1,300")
    assert brought(erp, put_right.encode(), only_try=False)["changed"] == 1
    (after,) = values(erp)
    assert after["lines"][1]["price"] == "1300" and after["drawing"] == before["drawing"]


@pytest.mark.parametrize(
    "sheet, files, fault",
    [
        (",机,脚,四百,", {}, (2, "lines.0.price", "NOT_PLAIN_DIGITS")),
        (",机,脚,400,\r\n,,天板,千,", {}, (3, "lines.1.price", "NOT_PLAIN_DIGITS")),
        (",机,脚,400,lost.pdf", {}, (2, "drawing", "NONE_FOUND")),
        (",机,脚,400,plan.pdf", {"plan": b"not a pdf"}, (2, "drawing", "NOT_A_PDF")),
    ],
)
def test_what_is_wrong_is_told_by_its_line(
    parts: Desk, sheet: str, files: dict[str, bytes], fault: tuple[int, str, str]
) -> None:
    content = packed(HEADS + sheet, **files)
    (told,) = brought(parts.erp, content, "parts.zip")["faults"]
    assert (told["line"], told["column"], told["reason"]) == fault
    with pytest.raises(Refused, match="IMPORT_FAULTY"):
        brought(parts.erp, content, "parts.zip", only_try=False)
    assert values(parts.erp) == []


def test_a_broken_archive_is_told(parts: Desk) -> None:
    (told,) = brought(parts.erp, packed(HEADS)[:-30], "parts.zip")["faults"]
    assert told["reason"] == "UNREADABLE"
