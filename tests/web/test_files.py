"""Files over HTTP: what is taken in, what is refused by name, who may fetch what; nothing is kept half."""

from pathlib import Path
from typing import Any

import pytest

from erp.kernel.contents import store
from modules.evidence.seeds import a_pdf
from tests.facade import Erp, Refused
from tests.server import background

PDF = a_pdf(["RECEIPT"])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def left_over() -> list[Path]:
    """What lies half in the store."""
    return list((store().root / "incoming").glob("*"))  # type: ignore[attr-defined]  # tests have a folder


def rows(erp: Erp) -> int:
    return int(erp.sql("SELECT count(*) AS n FROM kernel.stored_file")[0]["n"])


def test_a_file_comes_in_and_goes_out_as_it_was(erp: Erp) -> None:
    found = erp.uploaded("領収書 4月.pdf", PDF)
    assert (found["mediaType"], found["size"], len(found["sha256"])) == ("application/pdf", len(PDF), 64)
    answer = erp.fetch(found["id"])
    assert answer.content == PDF and answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert "%E9%A0%98%E5%8F%8E%E6%9B%B8%204%E6%9C%88.pdf" in answer.headers["content-disposition"]
    asked = "query($id: ID!) { storedFile(id: $id) { name mediaType size url } }"
    assert erp.query(asked, id=found["id"])["storedFile"]["url"] == f"/files/{found['id']}"


def test_the_same_file_again_is_the_one_that_is_there(erp: Erp) -> None:
    assert erp.upload("a.pdf", PDF) == erp.upload("a.pdf", PDF) != erp.upload("b.pdf", PDF)
    assert rows(erp) == 2 and left_over() == []


@pytest.mark.parametrize(
    "name, content, code",
    [
        ("bill.pdf", b"MZ\x90\x00 no pdf", "NOT_A_PDF"),
        ("bill.PDF", b"<html>", "NOT_A_PDF"),
        ("line.pdf", b"%PDF-1.7\n", "BROKEN_PDF"),
        ("cut.pdf", PDF[: len(PDF) // 2], "BROKEN_PDF"),
        ("no_page.pdf", PDF.replace(b"/Type /Page ", b"/Type /Nope "), "BROKEN_PDF"),
        ("moved.pdf", PDF.replace(b"startxref\n", b"startxref\n9"), "BROKEN_PDF"),
        ("scan.png", PDF, "NOT_A_PNG"),
        ("scan.jpg", PNG, "NOT_A_JPEG"),
        ("bill.xml", b"just words", "NOT_AN_XML"),
        ("all.zip", b"just words", "NOT_A_ZIP"),
        ("bank.csv", PNG, "NOT_A_TEXT"),
        ("none.pdf", b"", "EMPTY_FILE"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(erp: Erp, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        erp.upload(name, content)
    assert (refused.value.code, refused.value.facts["name"]) == (code, name)
    assert rows(erp) == 0 and left_over() == []


def test_what_says_it_is_too_large_is_refused_before_it_is_read(erp: Erp) -> None:
    sent = []

    async def body() -> Any:
        for _ in range(2000):
            sent.append(1)
            yield bytes(1_000_000)

    headers = {"Authorization": f"Bearer {erp.token}", "Content-Length": "2000000000"}
    answer = erp.running.request("POST", "/files?name=a.bin", content=body(), headers=headers)
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["extensions"]["code"] == "UPLOAD_TOO_LARGE"
    assert rows(erp) == 0 and left_over() == [] and len(sent) < 2


def test_what_turns_out_too_large_is_refused_while_it_is_read(erp: Erp) -> None:
    sent = []

    async def body() -> Any:
        for _ in range(2000):
            sent.append(1)
            yield bytes(1_000_000)

    headers = {"Authorization": f"Bearer {erp.token}"}
    answer = erp.running.request("POST", "/files?name=a.bin", content=body(), headers=headers)
    assert answer.status_code == 413 and len(sent) <= 110
    assert rows(erp) == 0 and left_over() == []


def test_a_connection_that_breaks_off_leaves_nothing(erp: Erp) -> None:
    told = iter([{"type": "http.request", "body": PDF, "more_body": True}, {"type": "http.disconnect"}])
    answered: list[Any] = []

    async def receive() -> Any:
        return next(told)

    async def send(message: Any) -> None:
        answered.append(message)

    headers = [(b"authorization", f"Bearer {erp.token}".encode()), (b"host", b"erp.test")]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST"}
    scope |= {"scheme": "http", "path": "/files", "raw_path": b"/files", "query_string": b"name=a.pdf"}
    scope |= {"headers": headers, "server": ("erp.test", 80), "client": ("127.0.0.1", 1), "root_path": ""}
    background().run(erp.running._client._transport.app(scope, receive, send))  # type: ignore[attr-defined]
    assert answered[0]["status"] == 400
    assert rows(erp) == 0 and left_over() == []


def test_a_name_leads_nowhere(erp: Erp) -> None:
    found = erp.uploaded("../../etc/cron.d/請求\u202e書.pdf", PDF)
    assert found["name"] == "請求書.pdf"
    for path in (
        "/files/..%2f..%2fsecret.key",
        "/files/nothing",
        "/files/" + "0" * 32,
    ):
        headers = {"Authorization": f"Bearer {erp.token}"}
        assert erp.running.request("GET", path, headers=headers).status_code == 404


def test_what_was_brought_is_the_bringers_own_until_it_is_kept(erp: Erp) -> None:
    file = erp.upload("a.pdf", PDF)
    other = erp.as_user("somebody", ["administrator"])
    assert other.fetch(file).status_code == 404
    assert other.query("query($id: ID!) { storedFile(id: $id) { id } }", id=file)["storedFile"] is None
    nobody = Erp(erp.running, login="x", token="wrong", company=erp.company)
    assert nobody.fetch(file).status_code == 401
    with pytest.raises(Refused) as refused:
        nobody.upload("a.pdf", PDF)
    assert refused.value.code == "UNAUTHENTICATED"


def test_a_program_or_page_that_may_do_nothing_with_files_may_not_bring_one(erp: Erp) -> None:
    with pytest.raises(Refused) as refused:
        erp.as_user("packer", []).upload("a.pdf", PDF)
    assert refused.value.code == "FORBIDDEN"
    assert rows(erp) == 0
