"""Who may fetch what: the right, the company, the session; and what comes from other parts by itself."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from erp.kernel.asking import Act
from erp.kernel.filing import file_document
from modules.evidence import jobs
from tests.facade import Erp, Refused
from tests.modules.evidence.conftest import Papers, a_pdf
from tests.people import founder
from tests.server import background


def file_of(erp: Erp, evidence: str) -> str:
    (row,) = erp.sql("SELECT file FROM evidence.evidence WHERE id = $1::text::uuid", evidence)
    return str(row["file"])


def test_who_has_the_right_fetches_and_who_has_not_is_refused(papers: Papers) -> None:
    file = file_of(papers.erp, papers.keep())
    accountant = papers.erp.as_user("hanako", ["accounting"])
    assert accountant.fetch(file).content == a_pdf("paper 1")
    packer = papers.erp.as_user("jiro", ["warehouse"])
    refused = packer.fetch(file)
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    with pytest.raises(Refused) as no:
        packer.query("{ evidenceList { totalCount } }")
    assert no.value.code == "FORBIDDEN"


def test_another_company_sees_neither_row_nor_file(papers: Papers) -> None:
    evidence = papers.keep()
    erp = papers.erp
    company = erp.register_company(
        code="OTHER", name="別会社", currency="JPY", timezone="Asia/Tokyo", fiscal_year_start_month=4
    )
    stranger = erp.as_user("taro", ["administrator"], company)
    assert stranger.query("{ evidenceList { totalCount } }")["evidenceList"]["totalCount"] == 0
    assert stranger.query("query($id: ID!) { evidence(id: $id) { id } }", id=evidence)["evidence"] is None
    assert stranger.fetch(file_of(erp, evidence)).status_code == 404
    with pytest.raises(Refused) as refused:
        stranger.link_evidence(evidence=evidence, document=evidence)
    assert refused.value.code == "NOT_FOUND"


def test_who_has_left_fetches_nothing(papers: Papers) -> None:
    file = file_of(papers.erp, papers.keep())
    leaver = papers.erp.as_user("saburo", ["accounting"])
    assert leaver.fetch(file).status_code == 200
    (row,) = papers.erp.sql("SELECT id FROM access.app_user WHERE login = 'saburo'")
    papers.erp.disable_user(user=str(row["id"]))
    assert leaver.fetch(file).status_code == 401


def test_an_auditor_reads_everything_and_changes_nothing(papers: Papers) -> None:
    evidence = papers.keep()
    auditor = papers.erp.as_user("kansa", ["auditor"])
    assert auditor.fetch(file_of(papers.erp, evidence)).status_code == 200
    with pytest.raises(Refused) as refused:
        auditor.correct_evidence(
            evidence=evidence, reason="x", kind="OTHER", transacted_on="2026-04-01", party_name="x"
        )
    assert refused.value.code == "FORBIDDEN"


def test_the_database_itself_refuses_to_touch_what_came_in(papers: Papers) -> None:
    papers.keep()
    erp = papers.erp
    for sql in (
        "DELETE FROM evidence.evidence",
        "UPDATE evidence.evidence SET received_on = '2026-01-01'",
        "UPDATE evidence.evidence SET number = 'EV-2026-999999'",
        "UPDATE evidence.evidence SET state = 'DESTROYED', destroyed_by = received_by, destroyed_at = now(),"
        " destroy_reason = 'x'",
        "DELETE FROM kernel.stored_file",
        "UPDATE kernel.stored_file SET sha256 = repeat('0', 64)",
        "DELETE FROM evidence.evidence_correction",
    ):
        if "correction" in sql:
            erp.correct_evidence(
                evidence=erp.query("{ evidenceList { nodes { id } } }")["evidenceList"]["nodes"][0]["id"],
                reason="x",
                kind="OTHER",
                transacted_on="2026-04-01",
                amount="1",
                party_name="x",
            )
        with pytest.raises(Exception, match=r"EVIDENCE|RETENTION|refused"):
            erp.sql(sql)


def test_a_file_that_another_part_tells_of_becomes_evidence_once(papers: Papers) -> None:
    from erp.kernel import files

    erp, entry = papers.erp, papers.entry()
    asking = founder(UUID(erp.company))

    async def tell(times: int) -> None:
        for _ in range(times):
            async with erp.running.database.transaction(asking=asking, verb="x") as tx:
                act = Act(tx=tx, asking=asking, verb="x")
                if times == 1:
                    kept["id"] = await files.keep(
                        act, a_pdf("x"), name="x.pdf", media_type="application/pdf", permission="x.read_y"
                    )
                await file_document(
                    act,
                    file=kept["id"],
                    document=UUID(entry),
                    kind="DELIVERY_NOTE",
                    direction="RECEIVED",
                    channel="MAIL",
                    on=asking.today,
                    amount=None,
                    party_name="ヤマト",
                )

    kept: dict[str, Any] = {}
    background().run(tell(1))
    erp.deliver_events()
    background().run(tell(2))
    erp.deliver_events()
    asked = "query($id: ID!) { documentEvidence(id: $id) { number kind channel partyName } }"
    assert erp.query(asked, id=entry)["documentEvidence"] == [
        {"number": "EV-2026-000001", "kind": "DELIVERY_NOTE", "channel": "MAIL", "partyName": "ヤマト"}
    ]
    assert erp.sql("SELECT count(*) AS n FROM kernel.delivery WHERE state <> 'DONE'") == [{"n": 0}]


def test_a_paper_that_came_another_way_as_well_is_only_tied(papers: Papers) -> None:
    from erp.kernel import files

    erp, entry = papers.erp, papers.entry()
    evidence = papers.keep(content=a_pdf("both ways"))
    asking = founder(UUID(erp.company))

    async def tell(content: bytes, amount: Decimal | None, currency: str | None) -> None:
        async with erp.running.database.transaction(asking=asking, verb="x") as tx:
            act = Act(tx=tx, asking=asking, verb="x")
            kept = await files.keep(
                act, content, name="x.pdf", media_type="application/pdf", permission="x.read_y"
            )
            await file_document(
                act,
                file=kept,
                document=UUID(entry),
                kind="SUPPLIER_INVOICE",
                direction="RECEIVED",
                channel="PEPPOL",
                on=asking.today,
                amount=amount,
                currency=currency,
            )

    background().run(tell(a_pdf("both ways"), Decimal(1), "JPY"))
    background().run(tell(a_pdf("a strange figure"), Decimal("-0.5"), "JPY"))
    background().run(tell(a_pdf("a credit"), Decimal(-300), "JPY"))
    erp.deliver_events()
    asked = "query($id: ID!) { documentEvidence(id: $id) { id amount partyName } }"
    found = erp.query(asked, id=entry)["documentEvidence"]
    assert found[0] == {"id": evidence, "amount": "11000", "partyName": "株式会社ミズホ製茶"}
    assert [(each["amount"], each["partyName"]) for each in found[1:]] == [(None, "不明"), ("300", "不明")]


def test_the_paper_of_an_invoice_we_sent_is_evidence(papers: Papers) -> None:
    from modules.accounting.jobs import JOBS

    erp = papers.erp
    customer = erp.register_party(name="株式会社アクメ", is_customer=True, accept_duplicates=True)
    (code,) = erp.sql("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
    line = {"description": "茶", "quantity": "1", "unit_price": "1000", "tax_code": str(code["id"])}
    invoice = erp.issue_invoice(customer=customer, on="2026-04-01", lines=[line])
    (render,) = [job for job in JOBS if job.name == "render_invoices"]
    background().run(render.run(erp.running.database))

    async def several_workers() -> None:
        await asyncio.gather(*(jobs.take_renderings(erp.running.database) for _ in range(12)))

    background().run(several_workers())
    assert background().run(jobs.take_renderings(erp.running.database)) == 0
    asked = """query($id: ID!) { documentEvidence(id: $id) {
        kind direction amount documentNumber party { id } file { mediaType } } }"""
    assert erp.query(asked, id=invoice)["documentEvidence"] == [
        {
            "kind": "ISSUED_INVOICE",
            "direction": "ISSUED",
            "amount": "1100",
            "documentNumber": "IN-2026-000001",
            "party": {"id": customer},
            "file": {"mediaType": "application/pdf"},
        }
    ]


MISSING = "{ missingEvidence { kind number amount scanBy } }"


def test_expenses_without_a_paper_are_told_until_one_is_there(papers: Papers) -> None:
    erp = papers.erp
    entry, other = papers.entry(), papers.entry("500")
    found = erp.query(MISSING)["missingEvidence"]
    assert [(each["kind"], each["number"], each["amount"]) for each in found] == [
        ("journal_entry", "JE-2026-000001", "11000"),
        ("journal_entry", "JE-2026-000002", "500"),
    ]
    assert found[0]["scanBy"] == "2026-06-10"
    papers.keep(document=entry)
    erp.reverse_entry(entry=other, reason="誤り", on="2026-04-02")
    assert erp.query(MISSING)["missingEvidence"] == []


def test_the_close_is_warned_of_what_has_no_paper(papers: Papers) -> None:
    from modules.evidence.closing import CHECKS

    papers.entry()
    for until, wanted in (("2026-04-30", [1, 0]), ("2026-05-31", [1, 1]), ("2026-03-31", [0, 0])):
        counted = []
        for check in CHECKS:
            sql = check.sql.replace(":company", "$1::text::uuid").replace(":until", "$2::text::date")
            counted.append(papers.erp.sql(sql, papers.erp.company, until)[0]["count"])
        assert counted == wanted, until
