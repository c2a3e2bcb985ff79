"""A received document becomes a draft of payables, to the yen as it says."""

import pytest

from tests.facade import Refused
from tests.modules.einvoicing.conftest import Post
from tests.modules.einvoicing.test_import import sent_to_us

DRAFT = """query($id: ID!) { supplierInvoice(id: $id) {
    state kind supplierNumber invoicedOn subtotal taxTotal total supplier { name } evidence { name }
    taxes { base tax taxCode { code } } } }"""


def supplier_of(post: Post) -> None:
    """The sender is somebody we buy from."""
    (row,) = post.erp.sql("SELECT id, version FROM masterdata.party WHERE t_number = 'T8999900000100'")
    post.erp.sql("UPDATE masterdata.party SET is_supplier = true WHERE id = $1", row["id"])


def test_lines_and_taxes_are_those_of_the_document(post: Post) -> None:
    content = sent_to_us(post)
    supplier_of(post)
    received = post.take_in(content)
    account = post.books.accounts["5120"]
    found = post.erp.take_e_invoice("state document { id kind }", e_invoice=received, account=account)
    assert (found["state"], found["document"]["kind"]) == ("TAKEN", "supplier_invoice")
    draft = post.erp.query(DRAFT, id=found["document"]["id"])["supplierInvoice"]
    assert draft["taxes"] and draft.pop("taxes") is not None
    assert draft == {
        "state": "DRAFT", "kind": "INVOICE", "supplierNumber": "IN-2026-000001", "invoicedOn": "2026-04-01",
        "subtotal": "40192", "taxTotal": "3881", "total": "44073",
        "supplier": {"name": "株式会社あおば食品館"},
        "evidence": {"name": "invoice.xml"},
    }  # fmt: skip
    chain = "query($id: ID!) { documentChain(id: $id) { id kind } }"
    steps = post.erp.query(chain, id=received)["documentChain"]
    assert "supplier_invoice" in [each["kind"] for each in steps]
    with pytest.raises(Refused, match="WRONG_STATE"):
        post.erp.take_e_invoice(e_invoice=received, account=account)


def test_what_is_not_accepted_is_not_taken(post: Post) -> None:
    content = sent_to_us(post).replace(b">3333<", b">3335<")
    received = post.take_in(content)
    with pytest.raises(Refused, match="WRONG_STATE"):
        post.erp.take_e_invoice(e_invoice=received, account=post.books.accounts["5120"])


def test_who_is_no_supplier_is_refused_and_nothing_is_kept(post: Post) -> None:
    received = post.take_in(sent_to_us(post))
    with pytest.raises(Refused, match="NOT_A_SUPPLIER"):
        post.erp.take_e_invoice(e_invoice=received, account=post.books.accounts["5120"])
    asked = "query($id: ID!) { einvoice(id: $id) { state } }"
    assert post.erp.query(asked, id=received)["einvoice"]["state"] == "RECEIVED"
