"""What the house itself keeps and lets people see: the register of documents and the outbox.

Answers already given, counters, the audit and its chain, occurrences of jobs have no class: nobody reads
them but the kernel, and they are written by SQL of its own (`migrations/kernel`).

These tables carry the company as a plain column and have no row-level security: the worker sweeps all
companies at once, and an actor's idempotency key is his own in whatever company he works. What people see
of them goes through predicates on the company in the API.
"""

from piccolo.constraints import Unique
from piccolo.table import Table

from erp.kernel.columns import (
    big_whole,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    text,
    whole,
)


class Document(Table, schema="kernel", tablename="document"):
    """Every document and every master once, whatever its kind: for the search box and for chains."""

    id = key()
    company = key_of_document(null=True)
    kind = text()
    number = text()
    title = text()
    party = key_of_document(null=True)
    amount = money(null=True)
    currency = text(null=True)
    on = day(null=True)
    search = text()


class DocumentLink(Table, schema="kernel", tablename="document_link"):
    """This document was caused by that one."""

    id = key()
    cause = key_of_document(index=True)
    effect = key_of_document()
    one_per_pair = Unique([effect, cause])


class Event(Table, schema="kernel", tablename="event"):
    """Something that happened, told to those who merely should know. Written with the fact itself."""

    id = key()
    company = key_of_document()
    kind = text()
    subject = key_of_document()
    verb = text()
    facts = document_json()
    actor = key_of_document()
    recorded_at = instant()


class Delivery(Table, schema="kernel", tablename="delivery"):
    """One event on its way to one reaction."""

    id = key()
    position = big_whole()
    event = key_of_document(index=True)
    company = key_of_document()
    subject = key_of_document()
    reaction = text()
    state = text()
    attempts = whole(default=0)
    next_at = instant()
    lease_until = instant(null=True)
    token = key_of_document(null=True)
    last_error = text(null=True)
    done_at = instant(null=True)


class StoredFile(Table, schema="kernel", tablename="stored_file"):
    """A file: what it is called, and where its content lies, which is under its hash."""

    id = key()
    company = key_of_document()
    sha256 = text(index=True)
    size = big_whole()
    media_type = text()
    name = text()
    permission = text(null=True)
    stored_by = key_of_document()
    stored_at = instant()


class Mail(Table, schema="kernel", tablename="mail"):
    """A mail on its way out, and what came of it."""

    id = key()
    company = key_of_document()
    origin = text()
    recipients = document_json()
    subject = text()
    body = text()
    attachments = document_json()
    state = text()
    attempts = whole(default=0)
    next_at = instant()
    outcome = text(null=True)
    written_by = key_of_document()
    written_at = instant()
    sent_at = instant(null=True)


TABLES: tuple[type[Table], ...] = (Document, DocumentLink, Event, Delivery, StoredFile, Mail)
