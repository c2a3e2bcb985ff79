"""What a file is, by its first bytes and not by what its name or its sender says.

>>> media_type(b"%PDF-1.7 ..."), media_type(b"PK\\x03\\x04"), media_type("日付,金額".encode("cp932"))
('application/pdf', 'application/zip', 'text/plain')
>>> media_type(b'<?xml version="1.0"?><Invoice/>'), media_type(b"<!DOCTYPE html><p>")
('application/xml', 'text/plain')
"""

import re
import unicodedata

from erp.kernel.errors import Refused

HEAD = 2048
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
XML, ZIP, TEXT, CSV = "application/xml", "application/zip", "text/plain", "text/csv"
OTHER = "application/octet-stream"
# What a browser may show by itself; everything else is only ever saved.
SHOWN = frozenset({PDF, PNG, JPEG})

_XML = re.compile(rb"\s*<(\?xml|[A-Za-z_][\w.-]*[\s:/>])")
_HTML = re.compile(rb"\s*<(html|head|body|script|svg)", re.IGNORECASE)
LONGEST_NAME = 200


class NotAPdf(Refused):
    """The file is called a PDF and is none."""


class NotAPng(Refused):
    """The file is called a PNG image and is none."""


class NotAJpeg(Refused):
    """The file is called a JPEG image and is none."""


class NotAnXml(Refused):
    """The file is called XML and is none."""


class NotAZip(Refused):
    """The file is called a zip archive and is none."""


class NotAText(Refused):
    """The file is called a text or CSV and is none."""


# What a name promises, and what is said when it lies.
PROMISED: dict[str, tuple[str, type[Refused]]] = {
    "pdf": (PDF, NotAPdf),
    "png": (PNG, NotAPng),
    "jpg": (JPEG, NotAJpeg),
    "jpeg": (JPEG, NotAJpeg),
    "xml": (XML, NotAnXml),
    "zip": (ZIP, NotAZip),
    "xlsx": (ZIP, NotAZip),
    "csv": (CSV, NotAText),
    "txt": (TEXT, NotAText),
}


def media_type(head: bytes) -> str:
    """The kind of a file that begins with these bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if head.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    plain = _without_mark(head)
    if _XML.match(plain) and not _HTML.match(plain):
        return XML
    return OTHER if b"\0" in plain else TEXT


def _without_mark(head: bytes) -> bytes:
    """The bytes behind a mark of the encoding; UTF-16 as the letters it holds."""
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head


def checked(head: bytes, name: str, field: str | None = None) -> str:
    """The media type of a file of this name; refused when the name promises something else.

    >>> checked(b"a,b", "x.csv")
    'text/csv'
    >>> checked(b"hello", "x.pdf", "file")
    Traceback (most recent call last):
    erp.kernel.media.NotAPdf: NOT_A_PDF field=file name=x.pdf
    """
    found = media_type(head)
    promise = PROMISED.get(name.rpartition(".")[2].lower() if "." in name else "")
    if promise is None:
        return found
    wanted, refusal = promise
    if wanted in (CSV, TEXT):
        if found not in (TEXT, XML):
            raise refusal(field=field, name=name)
        return wanted
    if found != wanted:
        raise refusal(field=field, name=name)
    return found


def cleaned(name: str) -> str:
    """A file's name without the way to it and without what no name should hold; its ending is kept.

    >>> cleaned("..\\\\..\\\\請求書\\u202e.pdf"), cleaned("/etc/passwd"), cleaned(" .. ")
    ('請求書.pdf', 'passwd', 'file')
    >>> cleaned("a" * 300 + ".pdf")[-6:]
    'aa.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    kept = re.sub(r'[<>:"|?*]', "_", kept).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > LONGEST_NAME:
        kept = stem[: LONGEST_NAME - len(ending) - 1] + dot + ending if dot and len(ending) < 20 else kept
    return kept[:LONGEST_NAME] or "file"


def words_of(content: bytes) -> str | None:
    """The words of a file, in UTF-8 or as Japanese Windows writes them; nothing where it is neither.

    >>> words_of("金額".encode("cp932")), words_of("金額".encode("utf-8-sig")), words_of(bytes([129, 255]))
    ('金額', '金額', None)
    """
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
