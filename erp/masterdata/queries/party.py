"""Parties as documents need them: the terms, and under which party a merged one counts today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.kernel.money import Rounding
from erp.masterdata.queries.rows import AsksForRows
from erp.masterdata.refusals import PartyMerged
from erp.masterdata.rules.terms import HolidayShift, Terms
from erp.masterdata.states import BillingPolicy


@dataclass(frozen=True, slots=True)
class PartyRow:
    """What documents need to know of a party. `id` is the surviving party when the asked one was merged."""

    id: UUID
    number: str
    name: str
    is_customer: bool
    is_supplier: bool
    is_active: bool
    currency: str
    closing_day: int | None
    payment_months: int
    payment_day: int
    holiday_shift: HolidayShift
    tax_rounding: Rounding | None
    credit_limit: Decimal | None
    prices_include_tax: bool
    billing: BillingPolicy
    t_number: str | None
    billed_to: UUID | None = None
    second_closing_day: int | None = None
    third_closing_day: int | None = None
    carries_balance: bool = True

    @property
    def terms(self) -> Terms:
        """When an invoice to this party is due: for `rules.terms.due_date`."""
        more = tuple(day for day in (self.second_closing_day, self.third_closing_day) if day is not None)
        return Terms(
            self.closing_day, self.payment_months, self.payment_day, self.holiday_shift, more_days=more
        )


# How he is billed is said by who pays for him, where that is somebody else.
_PARTIES = """
SELECT asked.id AS asked, p.id, p.number, p.name, p.is_customer, p.is_supplier, p.is_active, p.currency,
       {p}.closing_day, {p}.payment_months, {p}.payment_day, {p}.holiday_shift, p.tax_rounding,
       p.credit_limit, p.prices_include_tax, coalesce({payer}.billing, {p}.billing) AS billing, p.t_number,
       coalesce(payer.merged_into, payer.id) AS billed_to, {p}.second_closing_day, {p}.third_closing_day,
       {p}.carries_balance
  FROM masterdata.party asked JOIN masterdata.party p ON p.id = coalesce(asked.merged_into, asked.id)
  {p_terms} LEFT JOIN masterdata.party payer ON payer.id = {p}.billed_to {payer_terms}
 WHERE asked.id = ANY($1::uuid[])
"""
_ON = """LEFT JOIN LATERAL (
           SELECT * FROM masterdata.party_terms_span s
            WHERE s.party = {of}.id AND s.valid_from <= $2 AND (s.valid_to IS NULL OR s.valid_to >= $2)
       ) {name} ON true"""
_TODAY = _PARTIES.format(p="p", payer="payer", p_terms="", payer_terms="")
_ON_A_DAY = _PARTIES.format(
    p="t",
    payer="u",
    p_terms=_ON.format(of="p", name="t"),
    payer_terms=_ON.format(of="payer", name="u"),
)


async def parties(tx: AsksForRows, ids: Iterable[UUID], on: date | None = None) -> dict[UUID, PartyRow]:
    """Parties by the asked keys; a merged one answers with the party it was merged into.

    With their terms of today, or those that hold on a day.
    """
    wanted = sorted(set(ids))
    found = await tx.rows(_TODAY, wanted) if on is None else await tx.rows(_ON_A_DAY, wanted, on)
    known = {row["asked"]: _party_row(dict(row)) for row in found}
    for each in wanted:
        if each not in known:
            raise NotFound("Party", each)
    return known


def _party_row(row: dict) -> PartyRow:
    row.pop("asked")
    row["holiday_shift"] = HolidayShift(row["holiday_shift"])
    row["tax_rounding"] = Rounding(row["tax_rounding"]) if row["tax_rounding"] else None
    row["billing"] = BillingPolicy(row["billing"])
    return PartyRow(**row)


async def aliases_of(tx: Transaction, party: UUID) -> list[UUID]:
    """Every key that stands for the same party today: the survivor first, then those merged into it."""
    found = await tx.rows(
        "SELECT p.id FROM masterdata.party asked"
        " JOIN masterdata.party p ON coalesce(p.merged_into, p.id) = coalesce(asked.merged_into, asked.id)"
        " WHERE asked.id = $1 ORDER BY p.merged_into IS NOT NULL, p.id",
        party,
    )
    if not found:
        raise NotFound("Party", party)
    return [row["id"] for row in found]


async def must_not_be_merged(tx: Transaction, party: UUID, *, field: str) -> None:
    """Refuse a party that was merged into another one, naming the one to use."""
    found = await tx.row(
        "SELECT p.number, s.number AS survivor FROM masterdata.party p"
        " JOIN masterdata.party s ON s.id = p.merged_into WHERE p.id = $1",
        party,
    )
    if found:
        raise PartyMerged(found["number"], found["survivor"], field=field)
