"""Who was registered as an issuer of qualified invoices on a day: parties, and our own company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.masterdata.rules.registration import holds
from erp.masterdata.states import RegistrationState


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known of a registration for a day. `checked_on` is when the register was asked, if ever."""

    state: RegistrationState
    t_number: str | None
    valid_from: date | None = None
    ends_on: date | None = None
    checked_on: date | None = None
    source: str | None = None
    published_name: str | None = None

    @property
    def registered(self) -> bool:
        """Looked up, and found valid on the day."""
        return self.state is RegistrationState.REGISTERED


_OF_PARTIES = """
SELECT DISTINCT ON (asked.id) asked.id AS asked, p.t_number, r.t_number AS checked_number, r.valid_from,
       r.ends_on, r.checked_on, r.source, r.published_name
  FROM masterdata.party asked
  JOIN masterdata.party p ON p.id = coalesce(asked.merged_into, asked.id)
  LEFT JOIN masterdata.party alias ON coalesce(alias.merged_into, alias.id) = p.id
  LEFT JOIN masterdata.party_registration r
       ON r.party = alias.id AND r.t_number = coalesce($3::text, p.t_number, r.t_number)
 WHERE asked.id = ANY($1::uuid[])
 ORDER BY asked.id, r.id IS NULL, (r.valid_from IS NULL OR r.valid_from <= $2) DESC, r.checked_on DESC,
          r.recorded_at DESC
"""


async def registrations_on(
    tx: Transaction, parties: Iterable[UUID], on: date, *, t_number: str | None = None
) -> dict[UUID, Registration]:
    """The registration of each party on a day, by the newest look into the register.

    A number nobody has looked up is UNVERIFIED. `t_number` asks for the number a document bears instead of
    the one the party has now.
    """
    wanted = sorted(set(parties))
    known: dict[UUID, Registration] = {}
    for row in await tx.rows(_OF_PARTIES, wanted, on, t_number):
        number = t_number or row["checked_number"] or row["t_number"]
        if row["checked_number"] is None:
            state = RegistrationState.UNVERIFIED if number else RegistrationState.NOT_REGISTERED
            known[row["asked"]] = Registration(state, number)
            continue
        valid = holds(on, row["valid_from"], row["ends_on"])
        known[row["asked"]] = Registration(
            RegistrationState.REGISTERED if valid else RegistrationState.NOT_REGISTERED,
            number, row["valid_from"], row["ends_on"], row["checked_on"], row["source"],
            row["published_name"],
        )  # fmt: skip
    for each in wanted:
        if each not in known:
            raise NotFound("Party", each)
    return known


async def registration_on(
    tx: Transaction, party: UUID, on: date, *, t_number: str | None = None
) -> Registration:
    """The registration of one party on a day: see `registrations_on`."""
    return (await registrations_on(tx, [party], on, t_number=t_number))[party]


async def own_registration_on(tx: Transaction, company: UUID, on: date) -> Registration:
    """Whether we may issue qualified invoices on a day; without dated rows a number always holds."""
    rows = await tx.rows(
        """SELECT c.t_number AS own, r.t_number, r.valid_from, r.ends_on FROM masterdata.company c
           LEFT JOIN masterdata.company_registration r ON r.company = c.id
           WHERE c.id = $1 ORDER BY r.recorded_at""",
        company,
    )
    dated = [row for row in rows if row["t_number"] is not None]
    if not dated:
        number = rows[0]["own"] if rows else None
        state = RegistrationState.REGISTERED if number else RegistrationState.NOT_REGISTERED
        return Registration(state, number)
    # What was recorded last counts for its first day; an earlier record of the same day is corrected by it.
    by_start = {row["valid_from"]: row for row in dated}
    for row in by_start.values():
        if holds(on, row["valid_from"], row["ends_on"]):
            return Registration(
                RegistrationState.REGISTERED, row["t_number"], row["valid_from"], row["ends_on"]
            )
    return Registration(RegistrationState.NOT_REGISTERED, None)


_OF_NUMBERS = """
SELECT asked.number, asked.day, r.t_number AS checked_number, r.valid_from, r.ends_on, r.checked_on, r.source,
       r.published_name
  FROM unnest($1::text[], $2::date[]) AS asked (number, day)
  LEFT JOIN LATERAL (
       SELECT * FROM masterdata.party_registration r WHERE r.t_number = asked.number
        ORDER BY (r.valid_from IS NULL OR r.valid_from <= asked.day) DESC, r.checked_on DESC,
                 r.recorded_at DESC
        LIMIT 1) r ON true
"""


async def number_registrations_on(
    tx: Transaction, wanted: Iterable[tuple[str, date]]
) -> dict[tuple[str, date], Registration]:
    """Numbers printed on receipts, whoever bears them, each on its day; in one statement."""
    asked = sorted(set(wanted))
    known: dict[tuple[str, date], Registration] = {}
    for row in await tx.rows(_OF_NUMBERS, [each[0] for each in asked], [each[1] for each in asked]):
        if row["checked_number"] is None:
            found = Registration(RegistrationState.UNVERIFIED, row["number"])
        else:
            valid = holds(row["day"], row["valid_from"], row["ends_on"])
            found = Registration(
                RegistrationState.REGISTERED if valid else RegistrationState.NOT_REGISTERED,
                row["number"], row["valid_from"], row["ends_on"], row["checked_on"], row["source"],
                row["published_name"],
            )  # fmt: skip
        known[row["number"], row["day"]] = found
    return known
