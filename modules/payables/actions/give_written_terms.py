"""Give written terms: what was ordered is told the supplier in writing, with all that the law asks."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.payables import tables
from modules.payables.foreign import known_currency
from modules.payables.rules.payment_limit import pay_by
from modules.payables.rules.written_terms import missing_terms
from modules.payables.states import TermsChannel
from modules.payables.suppliers import Supplier, payment_limit, supplier_of

LONGEST = 2000


class WrittenTermsIncomplete(Refused):
    """Items that have to be in writing are not there; each is named."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(missing=missing)


class PaidTooLate(Refused):
    """The law wants this supplier paid by a day, and the terms say a later one."""

    def __init__(self, pay_on: date, pay_by: date) -> None:
        super().__init__(field="pay_on", pay_on=pay_on, pay_by=pay_by)


async def give_written_terms(
    *,
    act: Act,
    supplier: UUID,
    ordered_on: date,
    content: str,
    deliver_on: date,
    deliver_to: str,
    pay_on: date,
    amount: Money | None = None,
    how_reckoned: str | None = None,
    currency: str | None = None,
    inspect_until: date | None = None,
    payment_method: str = "銀行振込",
    given_on: date | None = None,
    channel: TermsChannel = TermsChannel.MAIL,
    negotiated_on: date | None = None,
    negotiation: str | None = None,
    document: UUID | None = None,
    file: files.Stored | None = None,
) -> UUID:
    """Keep what a supplier was told in writing (発注条件の明示), and how the price was negotiated with him.

    Names every item that is missing, and refuses a day of payment the law does not allow for a protected
    supplier. What was given is kept as it is.
    """
    owner = await supplier_of(act, supplier)
    told = {
        "supplier": owner.party.id,
        "ordered_on": ordered_on,
        "given_on": given_on or act.today,
        "channel": channel.value,
        "content": content.strip(),
        "deliver_on": deliver_on,
        "deliver_to": deliver_to.strip(),
        "inspect_until": inspect_until,
        "amount": amount,
        "how_reckoned": (how_reckoned or "").strip() or None,
        "currency": known_currency("currency", (currency or act.currency).strip().upper()),
        "pay_on": pay_on,
        "payment_method": payment_method.strip(),
        "negotiated_on": negotiated_on,
        "negotiation": (negotiation or "").strip() or None,
        "document": document,
    }
    await _require_sound(act, owner, told)
    return await _write(act, owner, told | {"file": await _kept(act, file)})


async def _require_sound(act: Act, owner: Supplier, told: dict[str, Any]) -> None:
    items = ("content", "deliver_to", "payment_method", "amount", "how_reckoned")
    missing = missing_terms(**{name: told[name] for name in items})
    if missing:
        raise WrittenTermsIncomplete(missing)
    for name in ("content", "deliver_to", "how_reckoned", "negotiation", "payment_method"):
        if len(told[name] or "") > LONGEST:
            raise TooLong(name, LONGEST)
    _require_days(act, told["ordered_on"], told["deliver_on"], told["pay_on"], told["given_on"])
    if (told["negotiated_on"] is None) != (told["negotiation"] is None):
        raise BadInput("negotiation", "DAY_AND_WORDS")
    if told["amount"] is not None:
        accounting.require_coins("amount", told["amount"], told["currency"])
        if told["amount"] < 0:
            raise BadInput("amount", "NEGATIVE", given=told["amount"])
    protected = owner.is_covered or owner.is_freelancer
    limit = await payment_limit(act, told["deliver_on"]) if protected else None
    if limit is not None and told["pay_on"] > pay_by(told["deliver_on"], limit):
        raise PaidTooLate(told["pay_on"], pay_by(told["deliver_on"], limit))


async def _write(act: Act, owner: Supplier, told: dict[str, Any]) -> UUID:
    made = new_id()
    number = await next_number(act, "written_terms", told["given_on"])
    own = {"id": made, "company": act.company, "number": number}
    row: dict[str, Any] = told | own | {"given_by": act.actor, "recorded_at": act.at}
    await act.tx.insert(tables.WrittenTerms, [row])
    await register_document(
        act, kind="written_terms", id=made, number=row["number"], on=row["ordered_on"],
        title=owner.party.name, party=owner.party.id, amount=row["amount"], currency=row["currency"],
        causes=[row["document"]] if row["document"] else [],
    )  # fmt: skip
    return made


async def _kept(act: Act, file: files.Stored | None) -> UUID | None:
    if file is None:
        return None
    return await files.keep_as(act, file, permission="payables.read_written_terms")


def _require_days(act: Act, ordered_on: date, deliver_on: date, pay_on: date, given_on: date) -> None:
    if given_on > act.today:
        raise BadInput("givenOn", "IN_THE_FUTURE")
    if deliver_on < ordered_on:
        raise BadInput("deliverOn", "BEFORE_ORDER", ordered_on=ordered_on)
    if pay_on < ordered_on:
        raise BadInput("payOn", "BEFORE_ORDER", ordered_on=ordered_on)
