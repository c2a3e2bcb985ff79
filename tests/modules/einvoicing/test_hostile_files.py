"""Files that were made to hurt, or are simply broken: refused by name with their line, and quickly."""

import base64

import pytest

from modules.einvoicing.ubl import LARGEST, UnreadableEInvoice, read

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
OPEN = (
    f'<Invoice xmlns="{UBL}Invoice-2" xmlns:cac="{UBL}CommonAggregateComponents-2"'
    f' xmlns:cbc="{UBL}CommonBasicComponents-2">'
)
LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">\n' for at in range(1, 10))

FILES: list[tuple[str, bytes, str, int]] = [
    (
        "a million laughs",
        f'<?xml version="1.0"?>\n<!DOCTYPE a [\n<!ENTITY a0 "ha">\n{LAUGHS}]>\n<a>&a9;</a>'.encode(),
        "DOCUMENT_TYPE_DECLARED",
        2,
    ),
    (
        "a file of ours",
        b'<?xml version="1.0"?>\n\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>',
        "DOCUMENT_TYPE_DECLARED",
        3,
    ),
    (
        "a declaration behind a comment",
        b'<?xml version="1.0"?><!-- <!DOCTYPE no> -->\n<?go?><!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>',
        "DOCUMENT_TYPE_DECLARED",
        2,
    ),
    ("an entity nobody declared", f"{OPEN}\n<cbc:ID>&who;</cbc:ID></Invoice>".encode(), "NOT_XML", 2),
    ("cut off", f"{OPEN}\n<cbc:ID>1</cbc:ID>\n".encode(), "NOT_XML", 3),
    ("no XML at all", b"just words", "NOT_XML", 1),
    ("nothing", b"", "NOT_XML", 1),
    ("another document", b"<Order/>", "NOT_AN_INVOICE", 1),
    ("half a character", OPEN.encode() + b"\n<cbc:ID>\x83\x65</cbc:ID></Invoice>", "NOT_UTF_8", 2),
    ("two bytes a letter", f"{OPEN}</Invoice>".encode("utf-16"), "NOT_UTF_8", 1),
    (
        "letters that are said to be others",
        f'<?xml version="1.0" encoding="Shift_JIS"?>{OPEN}</Invoice>'.encode(),
        "NOT_UTF_8",
        1,
    ),
    ("deep as a well", ("<a>" * 100 + "</a>" * 100).encode(), "TOO_DEEP", 1),
    (
        "a day that is none",
        f"{OPEN}\n<cbc:IssueDate>2026-02-30</cbc:IssueDate></Invoice>".encode(),
        "NOT_A_VALUE",
        2,
    ),
    (
        "a figure that is none",
        f'{OPEN}<cac:LegalMonetaryTotal>\n<cbc:PayableAmount currencyID="JPY">1e9</cbc:PayableAmount>'
        f"</cac:LegalMonetaryTotal></Invoice>".encode(),
        "NOT_A_VALUE",
        2,
    ),
    (
        "a figure from another script",
        f'{OPEN}<cac:LegalMonetaryTotal>\n<cbc:PayableAmount currencyID="JPY">１００</cbc:PayableAmount>'
        f"</cac:LegalMonetaryTotal></Invoice>".encode(),
        "NOT_A_VALUE",
        2,
    ),
    ("elements where a text is", f"{OPEN}\n<cbc:ID><b/></cbc:ID></Invoice>".encode(), "NOT_A_VALUE", 2),
]


@pytest.mark.parametrize(
    "content, reason, line", [each[1:] for each in FILES], ids=[each[0] for each in FILES]
)
def test_a_hostile_file_is_refused_with_its_line(content: bytes, reason: str, line: int) -> None:
    with pytest.raises(UnreadableEInvoice) as refused:
        read(content)
    assert (refused.value.facts["reason"], refused.value.facts["line"]) == (reason, line)


def test_a_file_without_end_is_not_even_parsed() -> None:
    with pytest.raises(UnreadableEInvoice, match="TOO_LARGE"):
        read(b"<a>" + b" " * LARGEST)


def test_more_elements_than_a_document_has_are_not_counted_to_the_end() -> None:
    with pytest.raises(UnreadableEInvoice, match="TOO_MANY_ELEMENTS"):
        read(f"{OPEN}{'<cbc:ID/>' * 250_000}</Invoice>".encode())


def test_a_file_inside_is_read_as_bytes_and_nothing_at_an_address_is_fetched() -> None:
    inside = base64.b64encode(b"\x00\xff").decode()
    content = (
        f"{OPEN}<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>"
        f'<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="../../x">{inside}'
        "</cbc:EmbeddedDocumentBinaryObject><cac:ExternalReference><cbc:URI>file:///etc/passwd</cbc:URI>"
        "</cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference></Invoice>"
    )
    attachment = read(content.encode()).document.supporting[0].attachment
    assert attachment and attachment.embedded and attachment.embedded.value == b"\x00\xff"
    assert attachment.address == "file:///etc/passwd"


def test_a_credit_note_of_ubl_is_read_by_its_own_words() -> None:
    content = (
        OPEN.replace("Invoice", "CreditNote")
        + "<cbc:ID>7</cbc:ID><cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode><cac:CreditNoteLine>"
        + '<cbc:ID>1</cbc:ID><cbc:CreditedQuantity unitCode="H87">2</cbc:CreditedQuantity>'
        + "</cac:CreditNoteLine></CreditNote>"
    )
    found = read(content.encode())
    assert found.is_credit_note and found.not_understood == ()
    line = found.document.lines[0]
    assert (found.document.type_code, line.quantity and line.quantity.value) == ("381", 2)


def test_what_the_model_has_no_word_for_is_told_by_its_place() -> None:
    content = f"{OPEN}<cbc:ID>7</cbc:ID><cbc:UUID>x</cbc:UUID></Invoice>"
    assert read(content.encode()).not_understood == ("UUID",)
