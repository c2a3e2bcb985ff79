"""Who a document is from: found by its numbers, never by its name."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.einvoicing.keeping import corporate_number_of
from modules.einvoicing.rules.composing import REGISTRATION_NUMBER
from modules.einvoicing.rules.model import EInvoice, Profile
from modules.einvoicing.rules.pieces import EParty

BY_NUMBERS = """
    SELECT DISTINCT coalesce(p.merged_into, p.id) AS id FROM masterdata.party p
    WHERE p.t_number = ANY($1::text[]) OR p.corporate_number = ANY($2::text[])
"""


def sender_of(document: EInvoice) -> EParty | None:
    """Who wrote it: the seller, but the buyer where the buyer does the seller's bills."""
    return document.buyer if document.profile is Profile.SELF_BILLING else document.seller


def receiver_of(document: EInvoice) -> EParty | None:
    """Whom it is for."""
    return document.seller if document.profile is Profile.SELF_BILLING else document.buyer


def numbers_of(party: EParty | None) -> tuple[list[str], list[str]]:
    """The registration and corporate numbers a document gives for a side; one holds the other's digits."""
    if party is None:
        return [], []
    registration = [party.t_number] if party.t_number else []
    if party.endpoint and party.endpoint.scheme == REGISTRATION_NUMBER:
        registration.append(party.endpoint.value)
    corporate = corporate_number_of(party)
    corporates = ([corporate] if corporate else []) + [each.removeprefix("T") for each in registration]
    return registration, corporates


async def known_party(act: Act, party: EParty | None) -> UUID | None:
    """The one party with these numbers; none if there is none, and none if there are several."""
    registration, corporate = numbers_of(party)
    rows = await act.tx.rows(BY_NUMBERS, registration, corporate)
    return rows[0]["id"] if len(rows) == 1 else None


async def is_ours(act: Act, party: EParty | None) -> bool:
    """Whether a side of a document is the company that asks; one that gives no numbers may be."""
    registration, corporate = numbers_of(party)
    if not registration and not corporate:
        return True
    return bool(
        await act.tx.value(
            """SELECT true FROM masterdata.company
               WHERE id = $1 AND (t_number = ANY($2::text[]) OR corporate_number = ANY($3::text[]))""",
            act.company,
            registration,
            corporate,
        )
    )
