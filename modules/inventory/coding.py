"""Codes as pictures: bars (JAN, Code 128) and squares (QR), drawn as one path each."""

from itertools import groupby

import barcode
import segno

from modules.inventory.rules.codes import may_be_bars

QUIET = 10  # modules of white on both sides, as the standards want


def bars(text: str) -> str | None:
    """The bars of a code; of a JAN code those of its own symbology. Nothing where bars cannot carry it."""
    if not may_be_bars(text):
        return None
    is_jan = text.isdigit() and len(text) in (8, 13)
    kind = f"ean{len(text)}" if is_jan else "code128"
    (bits,) = barcode.get(kind, text).build()
    return _picture([bits])


def square(text: str) -> str:
    """The QR code of a text."""
    rows = segno.make(text, micro=False, error="m").matrix
    return _picture(["".join(str(int(bool(bit))) for bit in row) for row in rows], quiet=4)


def _picture(rows: list[str], quiet: int = QUIET) -> str:
    """Rows of ones and noughts as a drawing; a run of ones is one piece."""
    pieces = []
    top = quiet if len(rows) > 1 else 0
    for at, row in enumerate(rows):
        left = quiet
        for bit, run in groupby(row):
            length = len(list(run))
            if bit != "0":
                pieces.append(f"M{left} {at + top}h{length}v1h-{length}z")
            left += length
    width, height = len(rows[0]) + 2 * quiet, len(rows) + 2 * top
    shape = f'<path fill="#000" d="{"".join(pieces)}"/>'
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} preserveAspectRatio="none" '
        f'shape-rendering="crispEdges"><rect width="{width}" height="{height}" fill="#fff"/>{shape}</svg>'
    )
