"""Paper: the PDFs hold the text and the font, are the same bytes each time, and see nothing of the house."""

import asyncio
import io
import struct
import zlib
from pathlib import Path

import pypdf
import pytest
import typst

from erp.printing import PrintingFailed, PrintTooLong, pdf, version_of
from erp.printing.joining import Joined, NotJoined
from erp.printing.press import Press

SHEET = "erp/printing/sheet.typ"


def a_sheet(rows: int = 2, **given: object) -> dict[str, object]:
    """A list as reports hand it over."""
    return {
        "title": "売上一覧",
        "company": "株式会社髙﨑商店",
        "facts": [["期間", "2026年11月1日〜30日"]],
        "columns": [{"heading": "摘要"}, {"heading": "金額", "number": True}],
        "rows": [[f"品目 {at}", "1234567"] for at in range(rows)],
        "totals": ["合計", "-9876543.50"],
    } | given


def read(printed: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed))


def text_of(printed: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(printed).pages)


async def test_text_is_found_in_the_file_and_its_font_is_inside() -> None:
    printed = await pdf(SHEET, a_sheet())

    text = text_of(printed)
    for expected in (
        "売上一覧",
        "株式会社髙﨑商店",
        "2026年11月1日〜30日",
        "1,234,567",
        "△9,876,543.50",
        "1 / 1",
    ):
        assert expected in text, text
    fonts = read(printed).pages[0]["/Resources"]["/Font"]
    descendants = [fonts[name]["/DescendantFonts"][0] for name in fonts]
    assert descendants
    for font in descendants:
        assert "IPAexGothic" in font["/BaseFont"]
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])


async def test_the_same_data_is_the_same_bytes_on_every_press() -> None:
    one, other, third = await asyncio.gather(*(pdf(SHEET, a_sheet(200)) for _ in range(3)))

    assert one == other == third
    assert one != await pdf(SHEET, a_sheet(201))


async def test_a_long_list_carries_its_heading_and_counts_its_pages() -> None:
    printed = await pdf(SHEET, a_sheet(200))

    pages = read(printed).pages
    assert len(pages) >= 4
    for at, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "摘要" in text and f"{at} / {len(pages)}" in text


async def test_english_is_written_the_english_way() -> None:
    assert "-9,876,543.50" in text_of(await pdf(SHEET, a_sheet(language="en")))


async def test_archive_files_can_be_asked_for() -> None:
    printed = await pdf(SHEET, a_sheet(), standard="a-3b")

    assert b"pdfaid" in printed
    assert printed == await pdf(SHEET, a_sheet(), standard="a-3b")


async def test_data_is_shown_and_never_run() -> None:
    hostile = '#panic("no") ] ) #read("/etc/passwd") \\ $x$ *b* _i_ <a> @b'

    text = text_of(await pdf(SHEET, a_sheet(rows=1, rows_note=hostile, title=hostile)))

    assert '#panic("no")' in text and "root:" not in text


async def test_what_takes_too_long_is_given_up_by_name_and_the_next_job_is_printed() -> None:
    with pytest.raises(PrintTooLong):
        await pdf(SHEET, a_sheet(40_000), limit_s=0.3)

    assert "売上一覧" in text_of(await pdf(SHEET, a_sheet()))


async def test_a_fault_of_a_template_is_told_and_the_press_goes_on() -> None:
    with pytest.raises(PrintingFailed, match="columns"):
        await pdf(SHEET, {"title": "x"})

    assert "売上一覧" in text_of(await pdf(SHEET, a_sheet()))


async def test_the_loop_goes_on_while_something_is_printed() -> None:
    printing = asyncio.ensure_future(pdf(SHEET, a_sheet(3000)))
    turns = 0
    while not printing.done():
        await asyncio.sleep(0.005)
        turns += 1

    assert turns > 5


@pytest.mark.parametrize(
    "wanted", ["/.env", "/pyproject.toml", "../../pyproject.toml", str(Path(__file__)), "/etc/passwd"]
)
def test_a_template_reads_nothing_but_templates(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "probe.typ").write_text(f'#read("{wanted}")')
    job = {"template": "probe.typ", "data": {}, "standard": None, "timestamp": None}

    with pytest.raises(typst.TypstError):
        Press(tmp_path).print(job, {})


def test_an_image_is_drawn_from_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "probe.typ").write_text(
        "#let given = json(bytes(sys.inputs.data))\n#image(given.images.logo, width: 2cm)"
    )
    job = {"template": "probe.typ", "data": {}, "standard": None, "timestamp": None}

    printed = Press(tmp_path).print(job, {"logo": a_png()})

    assert len(read(printed).pages[0].images) == 1


def test_a_template_has_a_version_that_follows_its_text() -> None:
    assert version_of(SHEET) == version_of(SHEET) != version_of("erp/printing/paper.typ")


def a_png() -> bytes:
    """Two by two points of red."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    points = b"".join(b"\0" + b"\xff\0\0" * 2 for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(points)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n%%EOF", b"startxref\n0\n%%EOF", b"xref\n0 1\nstartxref\n0\n%%EOF"]
)
def test_what_is_no_pdf_of_the_press_is_not_joined(content: bytes) -> None:
    with pytest.raises(NotJoined):
        Joined(io.BytesIO()).add(content)
