"""Evidence: kept as it came, found, tied to documents, corrected with a history, replaced, destroyed."""

import pytest

from tests.facade import Refused
from tests.modules.evidence.conftest import Papers, a_pdf

ONE = """query($id: ID!) { evidence(id: $id) { state amount partyName keptUntil supersedeReason
    file { name sha256 } supersededBy { number } supersedes { number }
    links { id document { number kind } }
    corrections { field before after reason correctedBy } } }"""


def test_a_file_becomes_evidence_with_a_number_and_a_time(papers: Papers) -> None:
    found = papers.keep("number state amount currency partyName receivedOn keptUntil file { name mediaType }")
    assert found == {
        "number": "EV-2026-000001",
        "state": "KEPT",
        "amount": "11000",
        "currency": "JPY",
        "partyName": "株式会社ミズホ製茶",
        "receivedOn": "2026-04-01",
        "keptUntil": "2037-05-31",
        "file": {"name": "paper-1.pdf", "mediaType": "application/pdf"},
    }
    assert papers.erp.query("{ evidenceList { totalCount } }") == {"evidenceList": {"totalCount": 1}}


def test_a_known_partner_gives_his_name_and_one_without_an_amount_is_kept_too(papers: Papers) -> None:
    party = papers.erp.register_party(name="有限会社丸三印刷", is_supplier=True, accept_duplicates=True)
    found = papers.keep(
        "partyName amount currency party { id }", party=party, party_name=None, amount=None, kind="QUOTATION"
    )
    assert found == {
        "partyName": "有限会社丸三印刷",
        "amount": None,
        "currency": None,
        "party": {"id": party},
    }


@pytest.mark.parametrize(
    "given, code, field",
    [
        ({"party_name": " "}, "BAD_INPUT", "party"),
        ({"amount": "-1"}, "BAD_INPUT", "amount"),
        ({"amount": "0.5"}, "BAD_INPUT", "amount"),
        ({"currency": "YEN"}, "BAD_INPUT", "currency"),
        ({"received_on": "2026-04-02"}, "BAD_INPUT", "receivedOn"),
        ({"transacted_on": "2026-02-29"}, "BAD_INPUT", "input.transactedOn"),
        ({"file": "00000000-0000-7000-8000-000000000000"}, "NOT_FOUND", "input.file"),
        ({"document": "00000000-0000-7000-8000-000000000000"}, "NOT_FOUND", "document"),
        ({"party": "00000000-0000-7000-8000-000000000000"}, "NOT_FOUND", "party"),
        ({"party_name": "あ" * 201}, "BAD_INPUT", "partyName"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    papers: Papers, given: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        papers.keep(**given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert papers.erp.sql("SELECT count(*) AS n FROM evidence.evidence") == [{"n": 0}]
    assert papers.erp.sql("SELECT count(*) AS n FROM kernel.stored_file WHERE permission IS NOT NULL") == [
        {"n": 0}
    ]


def test_the_same_file_is_kept_once(papers: Papers) -> None:
    papers.keep(content=a_pdf("same"))
    with pytest.raises(Refused) as refused:
        papers.keep(content=a_pdf("same"))
    assert (refused.value.code, refused.value.facts) == ("EVIDENCE_THERE", {"number": "EV-2026-000001"})


def test_links_lead_both_ways_and_are_taken_back_by_their_reverse(papers: Papers) -> None:
    entry = papers.entry()
    evidence = papers.keep(document=entry)
    erp = papers.erp
    asked = "query($id: ID!) { documentEvidence(id: $id) { id } }"
    assert erp.query(asked, id=entry)["documentEvidence"] == [{"id": evidence}]
    link = erp.query(ONE, id=evidence)["evidence"]["links"][0]
    assert link["document"] == {"number": "JE-2026-000001", "kind": "journal_entry"}
    with pytest.raises(Refused) as refused:
        erp.link_evidence(evidence=evidence, document=entry)
    assert refused.value.code == "ALREADY_LINKED"
    erp.unlink_evidence(link=link["id"], reason="別の仕訳の領収書")
    assert erp.query(asked, id=entry)["documentEvidence"] == []
    with pytest.raises(Refused) as refused:
        erp.unlink_evidence(link=link["id"], reason="もう一度")
    assert refused.value.code == "LINK_UNDONE"
    erp.link_evidence(evidence=evidence, document=entry)
    assert len(erp.query(asked, id=entry)["documentEvidence"]) == 1
    assert erp.sql("SELECT count(*) AS n FROM evidence.evidence_link") == [{"n": 3}]


def test_evidence_is_no_evidence_of_itself(papers: Papers) -> None:
    evidence = papers.keep()
    with pytest.raises(Refused) as refused:
        papers.erp.link_evidence(evidence=evidence, document=evidence)
    assert refused.value.code == "NOT_FOUND"


def test_a_correction_keeps_what_was_there_before(papers: Papers) -> None:
    evidence = papers.keep()
    erp = papers.erp.as_user("hanako", ["accounting"])
    given = {"kind": "RECEIPT", "transacted_on": "2026-03-31", "amount": "11500", "party_name": "ミズホ製茶"}
    erp.correct_evidence(evidence=evidence, reason="金額の読み違い", **given)
    found = erp.query(ONE, id=evidence)["evidence"]
    assert (found["amount"], found["partyName"], found["keptUntil"]) == ("11500", "ミズホ製茶", "2036-05-31")
    assert [(each["field"], each["before"], each["after"]) for each in found["corrections"]] == [
        ("KIND", "SUPPLIER_INVOICE", "RECEIPT"),
        ("TRANSACTED_ON", "2026-04-01", "2026-03-31"),
        ("AMOUNT", "11000 JPY", "11500 JPY"),
        ("PARTY", "株式会社ミズホ製茶", "ミズホ製茶"),
    ]
    assert {each["correctedBy"] for each in found["corrections"]} == {"Hanako"}
    with pytest.raises(Refused) as refused:
        erp.correct_evidence(evidence=evidence, reason="同じ", **given)
    assert refused.value.code == "NOTHING_TO_CORRECT"
    with pytest.raises(Refused) as refused:
        erp.correct_evidence(evidence=evidence, reason=" ", **given | {"amount": "1"})
    assert refused.value.code == "BAD_INPUT"


def test_a_wrong_file_is_replaced_and_can_still_be_fetched(papers: Papers) -> None:
    entry = papers.entry()
    wrong = papers.keep(document=entry)
    erp = papers.erp
    file = erp.upload("right.pdf", a_pdf("right"))
    right = erp.supersede_evidence(evidence=wrong, file=file, reason="別の月の請求書だった")
    old, new = (erp.query(ONE, id=each)["evidence"] for each in (wrong, right))
    assert (old["state"], old["supersededBy"]) == ("SUPERSEDED", {"number": "EV-2026-000002"})
    assert (new["supersedes"], new["supersedeReason"]) == (
        {"number": "EV-2026-000001"},
        "別の月の請求書だった",
    )
    assert new["links"][0]["document"]["number"] == "JE-2026-000001"
    (kept,) = erp.sql("SELECT file FROM evidence.evidence WHERE number = 'EV-2026-000001'")
    assert erp.fetch(str(kept["file"])).content == a_pdf("paper 1")
    with pytest.raises(Refused) as refused:
        again = erp.upload("again.pdf", a_pdf("again"))
        erp.supersede_evidence(evidence=wrong, file=again, reason="もう一度")
    assert refused.value.code == "WRONG_STATE"


def test_nothing_is_destroyed_before_its_time_nor_by_who_kept_it(papers: Papers) -> None:
    running, over = papers.keep(), papers.keep(transacted_on="2014-03-31")
    other = papers.erp.as_user("hanako", ["accounting"])
    with pytest.raises(Refused) as refused:
        other.destroy_evidence(evidence=running, reason="整理")
    assert (refused.value.code, refused.value.facts["until"]) == ("RETENTION_RUNS", "2037-05-31")
    with pytest.raises(Refused) as refused:
        papers.erp.destroy_evidence(evidence=over, reason="整理")
    assert refused.value.code == "KEPT_BY_YOURSELF"
    other.destroy_evidence(evidence=over, reason="保存期間満了")
    (row,) = papers.erp.sql(
        "SELECT e.file, e.destroy_reason, f.sha256 FROM evidence.evidence e JOIN kernel.stored_file f"
        " ON f.id = e.file WHERE e.state = 'DESTROYED'"
    )
    assert row["destroy_reason"] == "保存期間満了" and len(row["sha256"]) == 64
    gone = papers.erp.fetch(str(row["file"]))
    assert (gone.status_code, gone.json()["errors"][0]["extensions"]["code"]) == (410, "FILE_REMOVED")


def test_a_paper_scanned_too_late_says_so(papers: Papers) -> None:
    late = papers.keep("scannedLate", channel="PAPER_SCAN", received_on="2026-01-05")
    # The clock of the database tells when it was taken in; it runs ahead of the day of these tests.
    assert late is True
