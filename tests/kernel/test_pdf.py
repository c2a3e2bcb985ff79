"""A PDF is one when it ends as one, its table of objects is there and it has a page, packed or not."""

import zlib
from pathlib import Path

from erp.kernel.pdf import is_whole_pdf
from modules.evidence.seeds import a_pdf

WHOLE = a_pdf(["RECEIPT"])


def _is_whole(folder: Path, content: bytes) -> bool:
    place = folder / "some.pdf"
    place.write_bytes(content)
    return is_whole_pdf(place)


def _packed(page: bytes) -> bytes:
    """As newer programs write it: objects in a packed stream, and the table as a stream too."""
    packed = zlib.compress(page)
    objects = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    objects = b"%PDF-1.7\n" + objects + packed + b"\nendstream\nendobj\n"
    table = b"2 0 obj\n<< /Type /XRef /Size 3 >>\nstream\n\nendstream\nendobj\n"
    return objects + table + b"startxref\n%d\n%%%%EOF\n" % len(objects)


def test_whole_ones_are_taken_and_others_are_not(tmp_path: Path) -> None:
    assert _is_whole(tmp_path, WHOLE)
    assert _is_whole(tmp_path, b"mail head\r\n" + WHOLE)
    assert _is_whole(tmp_path, _packed(b"1 0 << /Type /Page /Parent 5 0 R >>"))
    assert not _is_whole(tmp_path, _packed(b"1 0 << /Type /Pages >>"))
    assert not _is_whole(tmp_path, b"")
    assert not _is_whole(tmp_path, WHOLE[:-20])
    assert not _is_whole(tmp_path, b"%PDF-1.7\n%%EOF\n")
    assert not _is_whole(tmp_path, WHOLE.replace(b"startxref\n", b"startxref\n99999999"))


def test_what_is_packed_to_burst_is_given_up(tmp_path: Path) -> None:
    assert not _is_whole(tmp_path, _packed(bytes(50_000_000)))
