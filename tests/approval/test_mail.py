"""Mail goes out once it is a fact: to the server, or into a file, and what came of it is told."""

import email
import socketserver
import threading
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from pydantic import SecretStr

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from tests.facade import Erp
from tests.people import founder
from tests.server import background


def sent(erp: Erp, **given: object) -> UUID:
    told = {
        "to": ["a@b.example"],
        "subject": "注文書 PO-1",
        "text": "よろしくお願いします。",
        "origin": "po:1",
    }

    async def act() -> UUID:
        asking = founder(UUID(erp.company))
        async with erp.running.database.transaction(asking=asking, verb="send_purchase_order") as tx:
            return await mail.send(Act(tx=tx, asking=asking, verb=""), **told | given)  # type: ignore[arg-type]

    return background().run(act())


def settings(folder: Path, url: str | None = None) -> SimpleNamespace:
    secret = SecretStr(url) if url else None
    return SimpleNamespace(smtp_url=secret, mail_from="erp@firm.example", data_dir=folder)


def deliver(erp: Erp, folder: Path, url: str | None = None) -> int:
    given = settings(folder, url)
    return background().run(mail.send_waiting(erp.running.database, [UUID(erp.company)], given))


def test_without_a_server_a_mail_is_a_file_and_the_same_origin_is_one_mail(erp: Erp, tmp_path: Path) -> None:
    assert sent(erp) == sent(erp, text="again")

    assert deliver(erp, tmp_path) == 1
    assert deliver(erp, tmp_path) == 0
    (path,) = (tmp_path / "mail").iterdir()
    read = email.message_from_bytes(path.read_bytes(), policy=default)
    assert (read["To"], read["Subject"], read["From"]) == ("a@b.example", "注文書 PO-1", "erp@firm.example")
    assert read.get_content().strip() == "よろしくお願いします。"
    (row,) = erp.query("{ mails { nodes { state outcome recipients } } }")["mails"]["nodes"]
    assert row == {"state": "SENT", "outcome": f"file {path.name}", "recipients": ["a@b.example"]}


class OneMail(socketserver.StreamRequestHandler):
    """A mail server that takes one mail."""

    got: bytes = b""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                while (part := self.rfile.readline()) != b".\r\n":
                    OneMail.got += part
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")


def test_with_a_server_it_gets_the_mail(erp: Erp, tmp_path: Path) -> None:
    sent(erp, subject="A\r\nBcc: x@y.example")
    with socketserver.TCPServer(("127.0.0.1", 0), OneMail) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        deliver(erp, tmp_path, f"smtp://127.0.0.1:{server.server_address[1]}")
        server.shutdown()

    read = email.message_from_bytes(OneMail.got, policy=default)
    # What somebody wrote into the subject begins no other header.
    assert read["Subject"] == "A Bcc: x@y.example" and read["Bcc"] is None


def test_a_server_that_is_away_is_tried_again_and_then_a_person_may(erp: Erp, tmp_path: Path) -> None:
    id = sent(erp)
    for _ in range(mail.MOST_TRIES):
        erp.sql("UPDATE kernel.mail SET next_at = now()")
        assert deliver(erp, tmp_path, "smtp://127.0.0.1:1") == 1

    (row,) = erp.sql("SELECT state, outcome FROM kernel.mail")
    assert (row["state"], row["outcome"]) == ("FAILED", "ConnectionRefusedError")
    assert deliver(erp, tmp_path) == 0
    assert erp.retry_mail("state", mail=id) == "WAITING"
    assert deliver(erp, tmp_path) == 1


@pytest.mark.parametrize(
    "to",
    [
        [],
        ["nobody"],
        ["a@b.example\nBcc: x@y.example"],
        ["a@b.example, c@d.example"],
        ["a@b.example"] * 1 + [""],
    ],
)
def test_what_is_no_address_is_refused(erp: Erp, to: list[str]) -> None:
    with pytest.raises(Refused):
        sent(erp, to=to)
