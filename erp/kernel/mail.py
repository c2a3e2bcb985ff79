"""Mail: a row in the transaction that wants it sent, brought to the mail server by a job.

No network inside a transaction: an action only says what is to be sent, and when it becomes a fact the
mail goes out.
Where no mail server is named (`ERP_SMTP_URL`), it is written as a file into the folder `mail` of the
data instead.
A mail that was asked for twice under one origin is there once. A server that answers nothing is asked
again, so that a
mail may in rare cases come twice; it carries one Message-ID, by which mail programs recognise it.
"""

import asyncio
import json
import logging
import re
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.files import content_of
from erp.kernel.keys import new_id
from erp.kernel.tables import Mail

log = logging.getLogger("erp.mail")

MOST_RECIPIENTS, LONGEST_TEXT, LONGEST_SUBJECT = 50, 100_000, 200
MOST_TRIES = 6
WAIT_S = 20
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]{2,}")
_READ = """
    SELECT f.id, f.name, f.media_type FROM kernel.stored_file f WHERE f.id = ANY($1::uuid[]) ORDER BY f.id
"""
_THERE = "SELECT id FROM kernel.mail WHERE company = $1 AND origin = $2"
# One that was being sent when its sender died is taken again.
_TAKE = """
    UPDATE kernel.mail SET state = 'SENDING', attempts = attempts + 1,
           next_at = clock_timestamp() + interval '5 minutes'
    WHERE id = (SELECT m.id FROM kernel.mail m
                WHERE m.company = $1 AND m.state IN ('WAITING', 'SENDING') AND m.next_at <= clock_timestamp()
                ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts, recipients::text, subject, body, attachments::text, written_at
"""
_SENT = "UPDATE kernel.mail SET state = 'SENT', sent_at = clock_timestamp(), outcome = $2 WHERE id = $1"
_FAILED = """
    UPDATE kernel.mail SET state = CASE WHEN attempts >= $3 THEN 'FAILED' ELSE 'WAITING' END, outcome = $2,
           next_at = clock_timestamp() + least(3600, 30 * power(2, attempts)) * interval '1 second'
    WHERE id = $1
"""
RETRY = """
    UPDATE kernel.mail SET state = 'WAITING', attempts = 0, next_at = clock_timestamp(), outcome = NULL
    WHERE id = $1 AND company = $2 AND state = 'FAILED'
"""


def is_address(text: str) -> bool:
    """Whether this is one mail address and nothing besides.

    >>> is_address("a@b.example"), is_address("a@b"), is_address("a@b.example, c@d.example")
    (True, False, False)
    >>> is_address("a@b.example\\nBcc: x@y.example")
    False
    """
    return _ADDRESS.fullmatch(text) is not None and len(text) <= LONGEST_SUBJECT


async def send(
    act: Act,
    *,
    to: Sequence[str],
    subject: str,
    text: str,
    attachments: Sequence[UUID] = (),
    origin: str,
) -> UUID:
    """Have a mail sent once this transaction is a fact; the same origin again answers the mail that is
    there.
    """
    recipients = list(dict.fromkeys(each.strip() for each in to))
    if not recipients:
        raise BadInput("to", "REQUIRED")
    if len(recipients) > MOST_RECIPIENTS:
        raise BadInput("to", "TOO_MANY", limit=MOST_RECIPIENTS)
    if not all(is_address(each) for each in recipients):
        raise BadInput("to", "NOT_AN_ADDRESS")
    if len(text) > LONGEST_TEXT:
        raise TooLong("text", LONGEST_TEXT)
    there: UUID | None = await act.tx.value(_THERE, act.company, origin)
    if there is not None:
        return there
    found = await act.tx.rows(_READ, list(attachments))
    missing = set(attachments) - {row["id"] for row in found}
    if missing:
        raise NotFound("stored_file", min(missing), field="attachments")
    mail = new_id()
    row = {
        "id": mail,
        "company": act.company,
        "origin": origin,
        "recipients": recipients,
        # A line break in a header begins another header.
        "subject": " ".join(subject.split())[:LONGEST_SUBJECT],
        "body": text,
        "attachments": [str(row["id"]) for row in found],
        "state": "WAITING",
        "attempts": 0,
        "next_at": act.at,
        "written_by": act.actor,
        "written_at": act.at,
    }
    await act.tx.insert(Mail, [row])
    return mail


def message(row: Any, files: Sequence[tuple[str, str, bytes]], sender: str, recipients: Sequence[str]) -> Any:
    """The mail as it travels."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = sender, ", ".join(recipients), row["subject"]
    made["Date"] = row["written_at"]
    made["Message-ID"] = f"<{row['id']}@{sender.rpartition('@')[2].strip('>') or 'localhost'}>"
    made.set_content(row["body"])
    for name, media_type, content in files:
        main, _, sub = media_type.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=name)
    return made


def deliver(made: Any, smtp_url: str | None, folder: Path, name: str) -> str:
    """Hand a mail to the server, or write it down where there is none; answers where it went."""
    if smtp_url is None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{name}.eml"
        path.write_bytes(made.as_bytes())
        return f"file {path.name}"
    place = urlsplit(smtp_url)
    host = place.hostname or "localhost"
    secure = ssl.create_default_context()
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, place.port or 465, timeout=WAIT_S, context=secure)
    else:
        server = smtplib.SMTP(host, place.port or 25, timeout=WAIT_S)
    with server:
        if place.scheme == "smtp" and place.username:
            # A password never travels in the open.
            server.starttls(context=secure)
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
        server.send_message(made)
    return f"smtp {host}"


async def send_waiting(database: Any, companies: Sequence[UUID], settings: Any) -> int:
    """Send what waits in these companies; answers how many were tried."""
    tried = 0
    for company in companies:
        while rows := await database.rows(_TAKE, company, company=company):
            tried += 1
            await _send_one(database, company, rows[0], settings)
    return tried


async def _send_one(database: Any, company: UUID, row: Any, settings: Any) -> None:
    url = settings.smtp_url.get_secret_value() if settings.smtp_url else None
    try:
        ids = [UUID(each) for each in json.loads(row["attachments"])]
        files = [
            (each["name"], each["media_type"], await content_of(database, each["id"], company=company))
            for each in await database.rows(_READ, ids, company=company)
        ]
        made = message(row, files, settings.mail_from, json.loads(row["recipients"]))
        folder = settings.data_dir / "mail"
        where = await asyncio.to_thread(deliver, made, url, folder, str(row["id"]))
    except Exception as error:  # whatever it is, it is told on the page and tried again
        log.warning("mail failed", exc_info=True)
        told = f"{type(error).__name__}: {getattr(error, 'smtp_code', '') or ''}".strip(": ")
        await database.run(_FAILED, row["id"], told, MOST_TRIES, company=company)
        return
    await database.run(_SENT, row["id"], where, company=company)
