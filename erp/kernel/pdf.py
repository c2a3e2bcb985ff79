"""Whether a PDF is one that a reader could open: it ends as one, and has a table of its objects and a page.

Nothing is drawn: a file is looked at as bytes, and what is packed is unpacked up to a limit.
"""

import mmap
import re
import zlib
from pathlib import Path

TAIL = 4096
AROUND = 1024
MOST_UNPACKED = 8_000_000
MOST_STREAMS = 2000

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_TABLE = re.compile(rb"\s*(xref\s|\d+\s+\d+\s+obj\b)")
_START = re.compile(rb"startxref\s+(\d+)")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")


def is_whole_pdf(path: Path) -> bool:
    """Whether the file has an end, a table of objects where its end says, and at least a page."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if not size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _has_table(content, size) and _has_page(content)


def _has_table(content: mmap.mmap, size: int) -> bool:
    tail = content[max(0, size - TAIL) :]
    starts = _START.findall(tail)
    if not starts or b"%%EOF" not in tail:
        return False
    # Bytes before the head (a mail's, a scanner's) shift every place.
    at = int(starts[-1]) + max(0, content.find(b"%PDF-", 0, AROUND))
    return at < size and _TABLE.match(content[at : at + 64]) is not None


def _has_page(content: mmap.mmap) -> bool:
    """A page stands in the open, or in one of the packed streams that newer files keep their objects in."""
    if _PAGE.search(content):
        return True
    unpacked = 0
    for count, found in enumerate(_PACKED.finditer(content)):
        begin = content.find(b"stream", found.end())
        if count >= MOST_STREAMS or begin < 0 or unpacked >= MOST_UNPACKED:
            return False
        begin += len(b"stream")
        begin += 2 if content[begin : begin + 2] == b"\r\n" else 1
        end = content.find(b"endstream", begin)
        packed = content[begin:end] if end > 0 else b""
        try:
            plain = zlib.decompressobj().decompress(packed, MOST_UNPACKED - unpacked)
        except zlib.error:
            continue
        unpacked += len(plain)
        if _PAGE.search(plain):
            return True
    return False
