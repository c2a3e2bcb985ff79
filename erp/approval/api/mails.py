"""Mails and what came of them: one's own, and everybody's for who may send them again."""

from datetime import datetime
from typing import Any

from erp.api import ID, computed, many, mutation, node
from erp.approval.actions.retry_mail import retry_mail
from erp.kernel import tables

OWN = "({t}.written_by = :actor OR 'kernel.retry_mail' = ANY(:permissions))"


@node(tables.Mail, permission="kernel.read_mail", rows=OWN)
class Mail:
    """A mail on its way out, and what came of it."""

    id: ID
    recipients: list[Any]
    subject: str
    body: str
    state: str
    attempts: int
    outcome: str | None
    written_by_name: str = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.written_by)")
    written_at: datetime
    sent_at: datetime | None
    next_at: datetime


MAIL_QUERIES = [
    many(
        Mail,
        filters=("state", "written_at"),
        search=("subject",),
        sorts=("written_at", "sent_at"),
        default_sort="-written_at",
    )
]
MAIL_MUTATIONS = [mutation(retry_mail, Mail, permission="kernel.retry_mail")]
