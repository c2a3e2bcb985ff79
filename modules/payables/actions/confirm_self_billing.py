"""Confirm a self-billing: the supplier said that it is right; who, when and how is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.agreeing import count_tax
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.self_billing import locked_statement
from modules.payables.states import SELF_BILLING, ConfirmationChannel


async def confirm_self_billing(
    *,
    act: Act,
    self_billing: UUID,
    answered_by: str,
    channel: ConfirmationChannel,
    answered_on: date | None = None,
    answer_note: str | None = None,
) -> UUID:
    """Write down the supplier's yes; it may also come after the days in which he could have objected.

    From now on the tax of the purchase counts. Refuses a second answer, a day before the issue and one that
    has not come.
    """
    head, state = await locked_statement(act, self_billing)
    after = SELF_BILLING.after("confirm", state)
    answer = answered(act, head, answered_on, answered_by, answer_note)
    changed = {"id": self_billing, "state": after.value, "channel": channel.value}
    await act.tx.update(tables.SelfBilling, [changed | answer])
    await count_tax(act, head["supplier_invoice"])
    return self_billing


def answered(act: Act, head: dict[str, Any], on: date | None, by: str, note: str | None) -> dict[str, Any]:
    """Who answered when, as columns of a statement."""
    on = on or act.today
    if not by.strip():
        raise BadInput("answeredBy", "EMPTY")
    for field, text in (("answeredBy", by), ("answerNote", note or "")):
        if len(text) > TEXT_LIMIT:
            raise TooLong(field, TEXT_LIMIT)
    if on < head["issued_on"]:
        raise BadInput("answeredOn", "BEFORE_INVOICE", issued_on=head["issued_on"])
    if on > act.today:
        raise BadInput("answeredOn", "IN_THE_FUTURE")
    return {
        "answered_on": on,
        "answered_by": by.strip(),
        "answer_note": note,
        "recorded_by": act.actor,
        "recorded_at": act.at,
    }
