"""What others send is read, checked, and kept as it says: once, and never half."""

import pytest

from modules.einvoicing.ubl import read
from tests.facade import Refused
from tests.modules.einvoicing.conftest import Post
from tests.modules.einvoicing.schematron import MISSING, REFERENCE, examples

OURS, THEIRS = "9999900000009", "8999900000100"


def sent_to_us(post: Post) -> bytes:
    """An invoice we wrote, turned into one of somebody else: the two sides change places."""
    _, _, content = post.export(
        post.books.invoice(post.customer(), post.books.line("33332"), post.books.line("980", "7", "S8"))
    )
    return content.decode().replace(THEIRS, "#").replace(OURS, THEIRS).replace("#", OURS).encode()


SAYS = (
    "state kind number issuedOn party { name } tNumber corporateNumber subtotal taxTotal total"
    " faults { kind place } lines { description quantity unitPrice amount category taxRate }"
    " taxes { category rate base tax } file { id }"
)


def test_a_known_senders_invoice_is_received_with_what_it_says(post: Post) -> None:
    content = sent_to_us(post)
    found = post.take_in(content, SAYS)
    file = found.pop("file")
    assert found == {
        "state": "RECEIVED",
        "kind": "STANDARD",
        "number": "IN-2026-000001",
        "issuedOn": "2026-04-01",
        "party": {"name": "株式会社あおば食品館"},
        "tNumber": "T8999900000100",
        "corporateNumber": "8999900000100",
        "subtotal": "40192",
        "taxTotal": "3881",
        "total": "44073",
        "faults": [],
        "lines": [
            {
                "description": "品物", "quantity": "1", "unitPrice": "33332", "amount": "33332",
                "category": "S", "taxRate": "10",
            },
            {
                "description": "品物", "quantity": "7", "unitPrice": "980", "amount": "6860",
                "category": "AA", "taxRate": "8",
            },
        ],
        "taxes": [
            {"category": "S", "rate": "10", "base": "33332", "tax": "3333"},
            {"category": "AA", "rate": "8", "base": "6860", "tax": "548"},
        ],
    }  # fmt: skip
    assert post.erp.fetch(file["id"]).content == content


def test_the_same_document_is_taken_once(post: Post) -> None:
    content = sent_to_us(post)
    first = post.take_in(content)
    for again in (content, content.replace(b"<cbc:IssueDate>2026-04-01", b"<cbc:IssueDate>2026-04-02")):
        with pytest.raises(Refused) as refused:
            post.take_in(again)
        assert refused.value.code == "E_INVOICE_THERE"
        assert refused.value.facts == {"number": "IN-2026-000001", "e_invoice": first}
    post.erp.reject_e_invoice(e_invoice=first, reason="宛先違い")
    assert post.take_in(content, "state") == "RECEIVED"


def test_an_unknown_sender_is_refused_by_name_or_parked_for_a_person(post: Post) -> None:
    content = sent_to_us(post).replace(THEIRS.encode(), b"7999900000101")
    with pytest.raises(Refused) as refused:
        post.take_in(content)
    assert refused.value.code == "UNKNOWN_SENDER"
    assert refused.value.facts == {
        "name": "見本商事株式会社", "t_number": "T7999900000101", "corporate_number": "7999900000101",
    }  # fmt: skip
    assert (
        post.erp.sql("SELECT count(*) AS n FROM einvoicing.e_invoice WHERE state <> 'WRITTEN'")[0]["n"] == 0
    )
    parked = post.take_in(content, "id state party { id }", park=True)
    assert (parked["state"], parked["party"]) == ("PARKED", None)
    with pytest.raises(Refused, match="SENDER_REQUIRED"):
        post.erp.accept_e_invoice(e_invoice=parked["id"])
    supplier = post.erp.register_party(
        name="見本商事", is_supplier=True, accept_duplicates=True, reason="test"
    )
    found = post.erp.accept_e_invoice("state party { id }", e_invoice=parked["id"], sender=supplier)
    assert found == {"state": "RECEIVED", "party": {"id": supplier}}
    with pytest.raises(Refused, match="WRONG_STATE"):
        post.erp.accept_e_invoice(e_invoice=parked["id"])


def test_what_has_faults_or_is_for_others_is_parked_and_says_why(post: Post) -> None:
    content = sent_to_us(post).replace(b">3333<", b">3335<").replace(b"9999900000009", b"6999900000102")
    found = post.take_in(content, "state faults { kind place given expected }")
    assert found["state"] == "PARKED"
    assert [(each["kind"], each["given"], each["expected"]) for each in found["faults"]] == [
        ("TAX_DIFFERS", "3335", "3333…3334"), ("TOTAL_DIFFERS", "3881", "3883"),
        ("NOT_FOR_US", "株式会社あおば食品館", ""),
    ]  # fmt: skip


def test_a_credit_note_of_ubl_is_accepted_and_parked(post: Post) -> None:
    text = sent_to_us(post).decode()
    for old, new in (
        ("Invoice-2", "CreditNote-2"), ("<Invoice ", "<CreditNote "), ("</Invoice>", "</CreditNote>"),
        ("InvoiceLine>", "CreditNoteLine>"), ("InvoicedQuantity", "CreditedQuantity"),
        ("InvoiceTypeCode>380", "CreditNoteTypeCode>381"), ("InvoiceTypeCode>", "CreditNoteTypeCode>"),
    ):  # fmt: skip
        text = text.replace(old, new)
    assert post.take_in(text.encode(), "state kind faults { kind }") == {
        "state": "PARKED", "kind": "CREDIT_NOTE", "faults": [],
    }  # fmt: skip


def test_a_bomb_is_refused_and_leaves_nothing_behind(post: Post) -> None:
    bomb = b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>\n<a>&c;</a>'
    with pytest.raises(Refused) as refused:
        post.take_in(bomb)
    assert (refused.value.code, refused.value.field) == ("UNREADABLE_E_INVOICE", "file")
    assert (refused.value.facts["reason"], refused.value.facts["line"]) == ("DOCUMENT_TYPE_DECLARED", 2)
    assert "Line 2" in refused.value.message
    assert post.erp.sql("SELECT count(*) AS n FROM einvoicing.e_invoice")[0]["n"] == 0


def test_who_may_read_the_register_may_not_take_in_or_write(post: Post) -> None:
    invoice = post.books.invoice(post.customer())
    auditor = post.erp.as_user("auditor", ["auditor"])
    for verb, given in (
        ("export_e_invoice", {"invoice": invoice}),
        ("reject_e_invoice", {"e_invoice": invoice, "reason": "x"}),
    ):
        with pytest.raises(Refused, match="FORBIDDEN"):
            auditor.act(verb, "id", given)
    row, _, _ = post.export(invoice)
    assert auditor.fetch(row["file"]["id"]).status_code == 200
    warehouse = post.erp.as_user("warehouse", ["warehouse"])
    assert warehouse.fetch(row["file"]["id"]).status_code in (403, 404)


def test_what_a_document_says_never_changes_whoever_writes(post: Post) -> None:
    post.take_in(sent_to_us(post))
    for sql in (
        "UPDATE einvoicing.e_invoice SET total = 1 WHERE state = 'RECEIVED'",
        "UPDATE einvoicing.e_invoice SET state = 'RECEIVED' WHERE state = 'WRITTEN'",
    ):
        with pytest.raises(Exception, match=r"never changes|stays so"):
            post.erp.sql(sql)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason=MISSING)
def test_all_official_examples_come_in_through_the_door(post: Post) -> None:
    assert len(examples()) == 17
    for example in examples():
        content = example.read_bytes()
        asked = "id number state faults { kind } lines { id } taxes { id }"
        found = post.take_in(content, asked, park=True)
        document = read(content).document
        assert (found["number"], len(found["lines"])) == (document.number, len(document.lines))
        assert len(found["taxes"]) == len(document.subtotals)
        assert found["state"] == "PARKED"
        assert {each["kind"] for each in found["faults"]} == {"NOT_FOR_US"}
        # They share numbers and senders, and a number is taken once.
        post.erp.reject_e_invoice(e_invoice=found["id"], reason="見本")


def test_the_file_of_an_example_is_kept_byte_for_byte(post: Post) -> None:
    content = sent_to_us(post)
    found = post.take_in(content, "sha256 file { id sha256 }")
    assert found["sha256"] == found["file"]["sha256"]
