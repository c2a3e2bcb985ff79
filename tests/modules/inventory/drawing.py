"""A drawing of one path as the grey picture that a reader of codes looks at."""

import re

import numpy

PIECE = re.compile(r"M(\d+) (\d+)h(\d+)v1")
SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def bitmap(drawing: str | None, scale: int) -> numpy.ndarray:
    """Black where the path is; a code of bars is made high enough to be looked at."""
    assert drawing is not None
    found = SIZE.search(drawing)
    assert found is not None
    width, height = int(found[1]), int(found[2])
    picture = numpy.full((height, width), 255, dtype=numpy.uint8)
    for left, top, length in PIECE.findall(drawing):
        picture[int(top), int(left) : int(left) + int(length)] = 0
    tall = 40 if height == 1 else 1
    whole = numpy.kron(picture, numpy.ones((scale * tall, scale), dtype=numpy.uint8))
    return numpy.pad(whole, 10, constant_values=255)
