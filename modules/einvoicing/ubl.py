"""Electronic invoices as UBL 2.1 files: written from the model and read back into it by one table, the model.

What comes in was written by strangers. So nothing is fetched, nothing is expanded and nothing is believed: a
document type declaration is refused before a parser sees it; size, depth and number of elements are limited.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from io import BytesIO
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from lxml import etree

from erp.kernel.digits import wire
from erp.kernel.errors import Refused
from modules.einvoicing.rules.model import EInvoice

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
SPACES = {"cac": f"{UBL}CommonAggregateComponents-2", "cbc": f"{UBL}CommonBasicComponents-2"}
INVOICE, CREDIT_NOTE = f"{{{UBL}Invoice-2}}Invoice", f"{{{UBL}CreditNote-2}}CreditNote"
LARGEST, DEEPEST, MOST = 5_000_000, 32, 200_000
# A credit note of UBL says a few things by other words; read, it is an invoice with the words changed.
CREDIT_WORDS = {
    "CreditNoteTypeCode": "InvoiceTypeCode",
    "CreditNoteLine": "InvoiceLine",
    "CreditedQuantity": "InvoicedQuantity",
}
# Comments and instructions may come before the root; then a declaration of types would come, or the root.
PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")


class UnreadableEInvoice(Refused):
    """The file is no electronic invoice we can read; says why, and in which line."""

    def __init__(self, reason: str, line: int | None = None, **facts: Any) -> None:
        super().__init__(field="file", reason=reason, line=line or 1, **facts)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, and the places of it the model has no word for."""

    document: EInvoice
    is_credit_note: bool
    not_understood: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One field of the model: its name, what it holds, and the elements that lead to it."""

    name: str
    kind: Any
    many: bool
    steps: tuple[str, ...]
    attribute: str | None


@cache
def places(kind: Any) -> tuple[Place, ...]:
    """Where the fields of a part of the model stand in a document."""
    hints = get_type_hints(kind)
    found = []
    for each in fields(kind):
        base, many = _plain(hints[each.name])
        path = each.metadata.get("ubl", "")
        steps = tuple(_tag(step) for step in path.split("/")) if path else ()
        found.append(Place(each.name, base, many, steps, each.metadata.get("attribute")))
    return tuple(found)


def _plain(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return next((each for each in get_args(hint) if each is not NoneType), hint), False


def _tag(step: str) -> str:
    prefix, name = step.split(":")
    return f"{{{SPACES[prefix]}}}{name}"


def write(document: EInvoice) -> bytes:
    """The document as a UBL file, in UTF-8."""
    root = etree.Element(INVOICE, nsmap={None: f"{UBL}Invoice-2"} | SPACES)
    _write_into(root, document)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _write_into(element: etree._Element, part: Any) -> None:
    for place in places(part.__class__):
        value = getattr(part, place.name)
        if place.attribute:
            if value is not None:
                element.set(place.attribute, value)
        elif not place.steps:
            element.text = _as_text(value)
        else:
            values = value if place.many else (value,)
            for each in values:
                # The standard takes no empty elements.
                if each not in (None, ""):
                    _write_at(element, place, each)


def _write_at(parent: etree._Element, place: Place, value: Any) -> None:
    *wrappers, last = place.steps
    for step in wrappers:
        # Two fields may share a wrapper (a place and its address); then they stand one after the other.
        there = parent[-1] if len(parent) and parent[-1].tag == step and not place.many else None
        parent = there if there is not None else etree.SubElement(parent, step)
    element = etree.SubElement(parent, last)
    if hasattr(place.kind, "__dataclass_fields__"):
        _write_into(element, value)
    else:
        element.text = _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return wire(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def read(content: bytes) -> Read:
    """What a file says. Refuses by name, with the line, whatever is no plain electronic invoice."""
    root = _root_of(content)
    if root.tag not in (INVOICE, CREDIT_NOTE):
        raise UnreadableEInvoice("NOT_AN_INVOICE", root.sourceline, found=etree.QName(root).localname[:60])
    if root.tag == CREDIT_NOTE:
        for element in root.iter():
            name = etree.QName(element)
            if name.localname in CREDIT_WORDS:
                element.tag = f"{{{name.namespace}}}{CREDIT_WORDS[name.localname]}"
    understood: set[etree._Element] = {root}
    document = _read_part(root, EInvoice, understood)
    rest = [each for each in root.iter() if each not in understood and not len(each)]
    return Read(document, root.tag == CREDIT_NOTE, tuple(dict.fromkeys(_path(each) for each in rest)))


def _root_of(content: bytes) -> etree._Element:
    if len(content) > LARGEST:
        raise UnreadableEInvoice("TOO_LARGE", limit=LARGEST)
    _require_utf8(content)
    after = PROLOG.match(content)
    start = after.end() if after else 0
    if content[start : start + 2] == b"<!":
        raise UnreadableEInvoice("DOCUMENT_TYPE_DECLARED", content.count(b"\n", 0, start) + 1)
    steps = etree.iterparse(
        BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    depth = count = 0
    try:
        for event, element in steps:
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > DEEPEST:
                raise UnreadableEInvoice("TOO_DEEP", element.sourceline, limit=DEEPEST)
            if count > MOST:
                raise UnreadableEInvoice("TOO_MANY_ELEMENTS", element.sourceline, limit=MOST)
    except etree.XMLSyntaxError as broken:
        told = steps.error_log.last_error
        raise UnreadableEInvoice("NOT_XML", told.line if told else broken.lineno) from None
    return steps.root


def _require_utf8(content: bytes) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as broken:
        raise UnreadableEInvoice("NOT_UTF_8", content.count(b"\n", 0, broken.start) + 1) from None
    declared = DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise UnreadableEInvoice("NOT_UTF_8", 1)


def _read_part(element: etree._Element, kind: type, understood: set[etree._Element]) -> Any:
    values: dict[str, Any] = {}
    for place in places(kind):
        if place.attribute:
            values[place.name] = element.get(place.attribute)
        elif not place.steps:
            values[place.name] = _value(element, place.kind)
        else:
            found = tuple(_read_all(element, place, understood))
            if place.many:
                values[place.name] = found
            elif found:
                values[place.name] = found[0]
            else:
                values[place.name] = None
    return kind(**values)


def _read_all(parent: etree._Element, place: Place, understood: set[etree._Element]) -> Iterator[Any]:
    *wrappers, last = place.steps
    holders = [parent]
    for step in wrappers:
        holders = [each for holder in holders for each in holder.findall(step)]
    for element in (each for holder in holders for each in holder.findall(last)):
        understood.add(element)
        if hasattr(place.kind, "__dataclass_fields__"):
            yield _read_part(element, place.kind, understood)
        else:
            yield _value(element, place.kind)
        if not place.many:
            return


def _value(element: etree._Element, kind: Any) -> Any:
    if len(element):
        raise UnreadableEInvoice("NOT_A_VALUE", element.sourceline, element=_path(element))
    text = (element.text or "").strip()
    try:
        if kind is Decimal:
            return _figure(text)
        if kind is date:
            return (
                date.fromisoformat(text[:10])
                if re.fullmatch(r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", text)
                else _no()
            )
        if kind is bool:
            return {"true": True, "1": True, "false": False, "0": False}[text]
        if kind is bytes:
            return base64.b64decode("".join(text.split()), validate=True)
    except (ValueError, KeyError, InvalidOperation, binascii.Error):
        facts = {"element": _path(element), "given": text[:60]}
        raise UnreadableEInvoice("NOT_A_VALUE", element.sourceline, **facts) from None
    return text


def _no() -> date:
    raise ValueError


def _figure(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(\d{1,18}(\.\d{0,12})?|\.\d{1,12})", text, re.ASCII):
        raise ValueError(text)
    return Decimal(text)


def _path(element: etree._Element) -> str:
    steps = [etree.QName(each).localname for each in (element, *element.iterancestors())]
    return "/".join(reversed(steps[:-1])) or steps[0]
