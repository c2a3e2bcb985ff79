"""Many PDFs as one, page by page as they are: nothing is set anew, and memory does not grow with them.

Understands what the press writes (one table of objects, none of them packed) and refuses anything else. The
parts of each PDF that its pages need are copied under new numbers; its tree of pages is hung into one tree.
"""

import re
from typing import Protocol

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_COUNT = re.compile(rb"/Count (\d+)")
_HEAD = re.compile(rb"\s*(\d+) 0 obj\s*")
_REFERENCE = re.compile(rb"(?<![\w.])(\d+) 0 R(?!\w)")
_STREAM = re.compile(rb">>\s*stream\r?\n")
CATALOG, TREE = 1, 2


class NotJoined(Exception):
    """Not a PDF as the press writes them."""


class Sink(Protocol):
    """Where the bytes go."""

    def write(self, piece: bytes) -> object: ...


class Joined:
    """One PDF of many; `add` each, then `finish`."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._size = 0
        self._places: dict[int, int] = {}
        self._next = TREE + 1
        self._trees: list[int] = []
        self.pages = 0
        self._put(b"%PDF-1.7\n%\x80\x80\x80\x80\n")

    def add(self, pdf: bytes) -> None:
        """All pages of a PDF, after those that are there."""
        objects, tree = _objects(pdf)
        numbers: dict[int, int] = {}
        waiting = [tree]
        while waiting:
            old = waiting.pop()
            if old in numbers or old not in objects:
                continue
            numbers[old] = self._next
            self._next += 1
            waiting += [int(each) for each in _REFERENCE.findall(objects[old][0])]
        for old, new in numbers.items():
            words, rest = objects[old]
            words = _REFERENCE.sub(lambda found: _reference(found, numbers), words)
            if old == tree:
                words = words.replace(b"<<", b"<</Parent %d 0 R " % TREE, 1)
            self._object(new, words + rest)
        counted = _COUNT.search(objects[tree][0])
        if counted is None:
            raise NotJoined("no count of pages")
        self.pages += int(counted[1])
        self._trees.append(numbers[tree])

    def finish(self) -> None:
        """The tree of all pages and the table of all objects."""
        kids = b" ".join(b"%d 0 R" % each for each in self._trees)
        self._object(TREE, b"<</Type/Pages/Count %d/Kids[%s]>>\n" % (self.pages, kids))
        self._object(CATALOG, b"<</Type/Catalog/Pages %d 0 R>>\n" % TREE)
        table = self._size
        self._put(b"xref\n0 %d\n0000000000 65535 f\r\n" % self._next)
        self._put(b"".join(b"%010d 00000 n\r\n" % self._places[each] for each in range(1, self._next)))
        self._put(
            b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, CATALOG, table)
        )

    def _object(self, number: int, body: bytes) -> None:
        self._places[number] = self._size
        self._put(b"%d 0 obj\n" % number + body + b"endobj\n")

    def _put(self, piece: bytes) -> None:
        self._sink.write(piece)
        self._size += len(piece)


def _reference(found: "re.Match[bytes]", numbers: dict[int, int]) -> bytes:
    number = numbers.get(int(found[1]))
    return b"null" if number is None else b"%d 0 R" % number


def _objects(pdf: bytes) -> tuple[dict[int, tuple[bytes, bytes]], int]:
    """Each object as words and what follows them (the bytes of a stream); and the tree of pages."""
    start = _START.search(pdf[-64:])
    table = None if start is None else _TABLE.match(pdf, int(start[1]))
    if start is None or table is None:
        raise NotJoined("no table of objects")
    rows = pdf[table.end() : table.end() + 20 * int(table[1])]
    trailer = pdf[table.end() + len(rows) :]
    places = sorted(
        int(rows[at : at + 10]) for at in range(0, len(rows), 20) if rows[at + 17 : at + 18] == b"n"
    )
    objects: dict[int, tuple[bytes, bytes]] = {}
    if not places:
        raise NotJoined("no objects")
    for place, end in zip(places, [*places[1:], int(start[1])], strict=True):
        head = _HEAD.match(pdf, place)
        stop = pdf.rfind(b"endobj", place, end)
        if head is None or stop < head.end():
            raise NotJoined(f"no object at {place}")
        stream = _STREAM.search(pdf, head.end(), stop)
        middle = stop if stream is None else stream.start() + len(b">>")
        objects[int(head[1])] = (pdf[head.end() : middle], pdf[middle:stop])
    root = _ROOT.search(trailer)
    pages = None if root is None else _PAGES.search(objects.get(int(root[1]), (b"", b""))[0])
    if pages is None or int(pages[1]) not in objects:
        raise NotJoined("no pages")
    return objects, int(pages[1])
