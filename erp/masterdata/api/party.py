"""Parties: customers and suppliers, what is known of them, and which of them are one and the same."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money, Rounding
from erp.masterdata import tables
from erp.masterdata.actions.add_party_address import add_party_address
from erp.masterdata.actions.add_party_contact import add_party_contact
from erp.masterdata.actions.change_party import change_party
from erp.masterdata.actions.deactivate_party import deactivate_party
from erp.masterdata.actions.merge_parties import merge_parties
from erp.masterdata.actions.reactivate_party import reactivate_party
from erp.masterdata.actions.record_registration_check import record_registration_check
from erp.masterdata.actions.register_party import register_party
from erp.masterdata.actions.remove_party_address import remove_party_address
from erp.masterdata.actions.remove_party_contact import remove_party_contact
from erp.masterdata.actions.set_billing_terms import set_billing_terms
from erp.masterdata.actions.undo_merge import undo_merge
from erp.masterdata.rules.terms import HolidayShift
from erp.masterdata.states import (
    AddressKind,
    BillingPolicy,
    MasterKind,
    PartyKind,
    RegistrationEnd,
    RegistrationState,
    TNumberState,
)

# As `masterdata.registrations_on` finds it, for today.
_REGISTERED = """(SELECT coalesce(
    (SELECT CASE WHEN r.valid_from <= :today AND (r.ends_on IS NULL OR :today < r.ends_on)
                 THEN 'REGISTERED' ELSE 'NOT_REGISTERED' END
       FROM masterdata.party_registration r
      WHERE r.party = {t}.id AND r.t_number = coalesce({t}.t_number, r.t_number)
      ORDER BY (r.valid_from IS NULL OR r.valid_from <= :today) DESC, r.checked_on DESC, r.recorded_at DESC
      LIMIT 1),
    CASE WHEN {t}.t_number IS NULL THEN 'NOT_REGISTERED' ELSE 'UNVERIFIED' END))"""


@node(tables.Party)
class Party:
    """A customer, a supplier or both."""

    id: ID
    number: str
    name: str
    name_kana: str | None
    kind: PartyKind
    is_customer: bool
    is_supplier: bool
    corporate_number: str | None
    t_number: str | None
    t_number_state: TNumberState
    email: str | None
    phone: str | None
    language: str
    currency: str
    closing_day: int | None
    payment_months: int
    payment_day: int
    holiday_shift: HolidayShift
    tax_rounding: Rounding | None
    credit_limit: Money | None
    prices_include_tax: bool
    billing: BillingPolicy
    billed_to: "Party | None" = link("billed_to")
    second_closing_day: int | None
    third_closing_day: int | None
    carries_balance: bool
    note: str | None
    is_active: bool
    owner: ID | None
    review_on: date | None
    version: int
    is_merged: bool = computed("{t}.merged_into IS NOT NULL")
    merged_into: "Party | None" = link("merged_into")
    aliases: list["Party"] = computed_children("{c}.merged_into = {t}.id", by="number", expected=2)
    merges: list["PartyMerge"] = computed_children(
        "({c}.survivor = {t}.id OR {c}.duplicate = {t}.id)", by="merged_at", expected=2
    )
    terms: list["PartyTerms"] = children("party", by="valid_from", expected=2)
    addresses: list["PartyAddress"] = children("party", by="kind", expected=3)
    contacts: list["PartyContact"] = children("party", by="name", expected=3)
    registrations: list["PartyRegistration"] = children("party", by="recorded_at", expected=2)
    registration_today: RegistrationState = computed(_REGISTERED)
    duplicate_decisions: list["DuplicateDecision"] = computed_children(
        "{c}.subject = {t}.id", by="decided_at", expected=2
    )


@node(tables.PartyTerms, part_of=Party)
class PartyTerms:
    """How a party is billed and pays from a day on; none where it never changed."""

    id: ID
    valid_from: date | None = computed("CASE WHEN {t}.valid_from > '0001-01-01' THEN {t}.valid_from END")
    billing: BillingPolicy
    closing_day: int | None
    second_closing_day: int | None
    third_closing_day: int | None
    carries_balance: bool
    billed_to: Party | None = link("billed_to")
    payment_months: int
    payment_day: int
    holiday_shift: HolidayShift


@node(tables.PartyAddress, part_of=Party)
class PartyAddress:
    """Where a party is, gets its invoices or gets its goods."""

    id: ID
    kind: AddressKind
    name: str | None
    postal_code: str | None
    prefecture: str | None
    city: str
    street: str | None
    building: str | None
    country: str
    is_default: bool
    is_active: bool


@node(tables.PartyRegistration, part_of=Party)
class PartyRegistration:
    """What the register of invoice issuers said of a party on the day it was asked."""

    id: ID
    t_number: str
    valid_from: date | None
    ends_on: date | None
    ended_as: RegistrationEnd | None
    published_name: str | None
    source: str
    checked_on: date
    recorded_at: datetime


@node(tables.PartyContact, part_of=Party)
class PartyContact:
    """A person to write to or call."""

    id: ID
    name: str
    role: str | None
    email: str | None
    phone: str | None
    is_active: bool


@node(tables.PartyMerge, part_of=Party)
class PartyMerge:
    """One decision that two parties are one, with its reason."""

    id: ID
    duplicate: Party = link("duplicate")
    survivor: Party = link("survivor")
    reason: str
    merged_at: datetime
    undone_at: datetime | None
    undo_reason: str | None


@node(tables.DuplicateDecision, part_of=Party)
class DuplicateDecision:
    """Somebody saw that a new record looks like an old one and said that it is another one all the same."""

    id: ID
    kind: MasterKind
    subject: ID
    candidate: ID
    score: int
    signal: str
    reason: str
    decided_at: datetime


QUERY = [
    one(Party),
    many(
        Party,
        name="parties",
        filters=("is_customer", "is_supplier", "is_active", "kind", "owner"),
        search=("number", "name", "name_kana", "name_key", "phone", "corporate_number"),
        sorts=("number", "name_kana", "name", "credit_limit"),
        default_sort="number",
    ),
    many(DuplicateDecision, filters=("kind", "candidate"), sorts=("decided_at",), default_sort="-decided_at"),
    many(PartyMerge, filters=("duplicate", "survivor"), sorts=("merged_at",), default_sort="-merged_at"),
]
MUTATION = [
    mutation(register_party, Party),
    mutation(change_party, Party),
    mutation(record_registration_check, Party),
    mutation(set_billing_terms, Party),
    mutation(deactivate_party, Party),
    mutation(reactivate_party, Party),
    mutation(merge_parties, Party),
    mutation(undo_merge, Party),
    mutation(add_party_address, Party),
    mutation(remove_party_address, Party),
    mutation(add_party_contact, Party),
    mutation(remove_party_contact, Party),
]
