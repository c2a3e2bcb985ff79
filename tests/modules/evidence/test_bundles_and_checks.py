"""Bundles for an inspection and checks of the contents: in the background, telling what is wrong."""

import csv
import hashlib
import io
import zipfile
from typing import Any

import pytest

from erp.kernel.contents import store
from modules.evidence import jobs
from tests.facade import Erp, Refused
from tests.modules.evidence.conftest import Papers, a_pdf
from tests.server import background

BUNDLES = "{ evidenceBundles { nodes { state total done unwritable problem file { id name } } } }"
CHECKS = "{ integrityChecks { nodes { state total done chainProblem fileProblem problemFile { name } } } }"


def worked(erp: Erp, job: Any) -> int:
    return int(background().run(job(erp.running.database)))


def bundle(erp: Erp, encoding: str = "UTF8", **conditions: Any) -> tuple[dict[str, Any], zipfile.ZipFile]:
    erp.bundle_evidence(conditions=conditions, encoding=encoding)
    assert worked(erp, jobs.make_bundles) == 1
    made = erp.query(BUNDLES)["evidenceBundles"]["nodes"][0]
    assert made["state"] == "DONE", made
    return made, zipfile.ZipFile(io.BytesIO(erp.fetch(made["file"]["id"]).content))


def test_a_bundle_has_the_files_their_list_and_their_checksums(papers: Papers) -> None:
    entry = papers.entry()
    papers.keep(document=entry, party_name="=危険", note="茶葉")
    papers.keep(transacted_on="2026-03-31", amount=None)
    papers.keep(transacted_on="2026-05-01")
    made, archive = bundle(papers.erp, transacted_on_to="2026-04-30")
    assert (made["total"], made["done"], made["problem"], made["unwritable"]) == (2, 2, None, None)
    names = archive.namelist()
    assert names == [
        "files/EV-2026-000001_paper-1.pdf",
        "files/EV-2026-000002_paper-2.pdf",
        "index.csv",
        "SHA256SUMS",
    ]
    assert archive.read(names[0]) == a_pdf("paper 1")
    text = archive.read("index.csv")
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert (rows[0]["取引年月日"], rows[0]["取引金額(税込)"], rows[0]["取引先"], rows[0]["関連伝票"]) == (
        "2026-04-01",
        "11000",
        "'=危険",
        "JE-2026-000001",
    )
    assert (rows[1]["取引金額(税込)"], rows[1]["照合"], rows[1]["種類"]) == ("", "一致", "受領請求書")
    for line in archive.read("SHA256SUMS").decode().splitlines():
        sha256, _, name = line.partition("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == sha256


def test_what_an_old_character_set_lacks_is_told(papers: Papers) -> None:
    papers.keep(party_name="𠮷野家具")
    made, archive = bundle(papers.erp, encoding="CP932")
    assert made["unwritable"] == "EV-2026-000001 𠮷"
    assert "〓野家具" in archive.read("index.csv").decode("cp932")


def test_an_empty_bundle_is_refused(papers: Papers) -> None:
    papers.keep()
    with pytest.raises(Refused) as refused:
        papers.erp.bundle_evidence(conditions={"amount_from": "1000000"})
    assert refused.value.code == "NOTHING_TO_BUNDLE"
    assert papers.erp.sql("SELECT count(*) AS n FROM evidence.evidence_bundle") == [{"n": 0}]


def test_a_bundle_whose_maker_died_is_made_by_the_next(papers: Papers) -> None:
    papers.keep()
    erp = papers.erp
    erp.bundle_evidence(conditions={})
    erp.sql("UPDATE evidence.evidence_bundle SET state = 'RUNNING', beat_at = now()")
    assert worked(erp, jobs.make_bundles) == 0
    erp.sql("UPDATE evidence.evidence_bundle SET beat_at = now() - interval '3 minutes'")
    assert worked(erp, jobs.make_bundles) == 1
    assert erp.query(BUNDLES)["evidenceBundles"]["nodes"][0]["state"] == "DONE"


def place_of(erp: Erp, evidence: str) -> Any:
    (row,) = erp.sql(
        "SELECT f.sha256 FROM evidence.evidence e JOIN kernel.stored_file f ON f.id = e.file"
        " WHERE e.id = $1::text::uuid",
        evidence,
    )
    return store().place(row["sha256"])  # type: ignore[attr-defined]  # tests have a folder


@pytest.mark.parametrize("touch, problem", [("change", "CHANGED"), ("remove", "MISSING")])
def test_a_content_that_was_touched_is_named(papers: Papers, touch: str, problem: str) -> None:
    erp = papers.erp
    evidence = papers.keep(content=a_pdf(f"to be touched {touch}"))
    papers.keep(content=a_pdf(f"untouched {touch}"))
    place = place_of(erp, evidence)
    try:
        place.write_bytes(a_pdf("forged")) if touch == "change" else place.unlink()
        erp.verify_evidence()
        assert worked(erp, jobs.run_checks) == 1
        found = erp.query(CHECKS)["integrityChecks"]["nodes"][0]
        assert (found["state"], found["fileProblem"]) == ("DONE", problem)
        assert found["problemFile"]["name"] == "paper-1.pdf"
        made, archive = bundle(erp)
        assert made["problem"] == "EV-2026-000001"
        rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        assert [row["照合"] for row in rows] == [{"CHANGED": "不一致", "MISSING": "欠落"}[problem], "一致"]
    finally:
        place.unlink(missing_ok=True)


def test_a_sound_store_is_told_sound(papers: Papers) -> None:
    papers.keep()
    papers.erp.verify_evidence()
    assert papers.erp.verify_evidence() is not None
    assert worked(papers.erp, jobs.run_checks) == 1
    found = papers.erp.query(CHECKS)["integrityChecks"]["nodes"]
    assert [(each["state"], each["fileProblem"], each["chainProblem"]) for each in found] == [
        ("DONE", None, None)
    ]
    assert found[0]["total"] == found[0]["done"] > 0


def test_a_destroyed_content_goes_unless_another_needs_it(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    erp, other = papers.erp, papers.erp.as_user("hanako", ["accounting"])
    gone = papers.keep(transacted_on="2014-03-31", content=a_pdf("gone for good"))
    place = place_of(erp, gone)
    other.destroy_evidence(evidence=gone, reason="満了")
    worked(erp, jobs.remove_contents)
    # What was uploaded just now may be kept in a moment.
    assert place.exists()
    monkeypatch.setattr(jobs, "UPLOADS_WAIT", "0 seconds")
    worked(erp, jobs.remove_contents)
    assert not place.exists()
    again = papers.keep(content=a_pdf("gone for good"))
    worked(erp, jobs.remove_contents)
    assert place_of(erp, again).exists()
    made, archive = bundle(erp)
    assert made["problem"] is None
    rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    assert [(row["状態"], row["照合"]) for row in rows] == [("廃棄済", "廃棄済"), ("保存中", "一致")]
