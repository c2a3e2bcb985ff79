"""A statement we wrote for a supplier leaves as 389, and passes the official rules of its own profile."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.einvoicing.conftest import Post
from tests.modules.payables.conftest import Desk


def statement(post: Post, *lines: dict[str, Any], **given: Any) -> tuple[Desk, str]:
    desk = Desk(post.erp)
    supplier = desk.supplier(corporate_number="8999900000100")
    post.erp.add_party_address(
        party=supplier, kind="BILLING", postal_code="980-0000", prefecture="宮城県", city="仙台市青葉区",
        street="若葉通2-4-6",
    )  # fmt: skip
    invoice = desk.posted(supplier, *lines, supplier_number=None, is_self_billed=True, **given)
    period = {"supplied_from": "2026-03-01", "supplied_to": "2026-03-31"}
    return desk, post.erp.issue_self_billing(invoice=invoice, **period)


def test_a_self_billing_says_who_sells_and_who_wrote_it(post: Post) -> None:
    desk = Desk(post.erp)
    _, written = statement(
        post,
        desk.line("50000"),
        desk.line("-500", description="値引"),
        desk.line("1234", tax="P8", description="煎茶"),
        desk.line("300", tax="O", description="立替の切手"),
    )
    row, document, _ = post.export(written)
    assert (row["kind"], row["number"], document.type_code) == ("SELF_BILLING", "SB-2026-000001", "389")
    assert document.specification == "urn:peppol:pint:selfbilling-1@jp-1"
    assert (document.seller.t_number, document.buyer.t_number) == ("T8999900000100", "T9999900000009")
    assert (str(document.period.starts_on), str(document.period.ends_on)) == ("2026-03-01", "2026-03-31")
    assert [int(line.amount.value) for line in document.lines] == [50000, -500, 1234, 300]
    assert document.lines[2].note == "軽減税率対象"
    assert document.totals.payable.value == 49500 + 4950 + 1234 + 98 + 300
    assert post.export(written)[0] == row
    kept = post.erp.query(
        "query($id: ID!) { einvoices(document: $id) { nodes { partyName tNumber } } }", id=written
    )
    assert kept["einvoices"]["nodes"] == [{"partyName": "株式会社富士見製紙", "tNumber": "T8999900000100"}]


def test_prices_with_tax_leave_without_it(post: Post) -> None:
    desk = Desk(post.erp)
    _, written = statement(post, desk.line("1100"), desk.line("550"), prices_include_tax=True)
    _, document, _ = post.export(written)
    assert [int(line.amount.value) for line in document.lines] == [1000, 500]
    assert document.totals.payable.value == 1650


def test_what_the_supplier_objected_to_is_not_told(post: Post) -> None:
    _, written = statement(post)
    post.erp.dispute_self_billing(self_billing=written, answered_by="田中様", reason="数量が違う")
    with pytest.raises(Refused) as refused:
        post.export(written)
    assert refused.value.code == "STATEMENT_NOT_STANDING"


def test_a_supplier_without_a_number_is_refused_by_name(post: Post) -> None:
    desk = Desk(post.erp)
    invoice = desk.posted(
        desk.supplier("山の工房", registered=False), supplier_number=None, is_self_billed=True
    )
    written = post.erp.issue_self_billing(invoice=invoice)
    with pytest.raises(Refused) as refused:
        post.export(written)
    assert (refused.value.code, refused.value.field) == ("NO_PARTICIPANT_ID", "supplier")


def test_one_that_a_customer_wrote_for_us_waits_for_a_person(post: Post) -> None:
    _, written = statement(post)
    _, _, content = post.export(written)
    post.erp.sql(
        "UPDATE masterdata.company SET t_number = 'T8999900000100', corporate_number = '8999900000100'"
    )
    maker = {"t_number": "T9999900000009", "corporate_number": "9999900000009"}
    post.books.customer("株式会社買い手", **maker)
    found = post.take_in(content, "direction kind state partyName")
    assert (found["direction"], found["kind"], found["state"]) == ("RECEIVED", "SELF_BILLING", "PARKED")
