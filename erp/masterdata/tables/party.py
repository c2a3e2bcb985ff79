"""Whom we deal with: customer and supplier are two sides of one party."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text, whole
from erp.kernel.money import Rounding
from erp.masterdata.rules.terms import HolidayShift
from erp.masterdata.states import (
    AddressKind,
    BillingPolicy,
    MasterKind,
    PartyKind,
    TNumberState,
)


class Party(Table, schema="masterdata", tablename="party"):
    """A customer, a supplier or both. Its key is never used again; numbers from outside are attributes.

    A party that was merged away stays, with `merged_into` naming the one that is used from now on; what was
    written with the old one is not rewritten. `merged_into` never points at a party that is merged itself.
    `billed_to` is who gets the invoices for what this one is delivered (請求先); his terms count.
    """

    id = key()
    number = text()
    name = text()
    name_kana = text(null=True)
    name_key = text()
    kana_key = text(null=True)
    kind = choice(PartyKind)
    is_customer = flag()
    is_supplier = flag()
    corporate_number = text(null=True)
    t_number = text(null=True)
    t_number_state = choice(TNumberState)
    email = text(null=True)
    phone = text(null=True)
    phone_key = text(null=True)
    language = text()
    currency = text()
    closing_day = whole(null=True)
    payment_months = whole()
    payment_day = whole()
    holiday_shift = choice(HolidayShift)
    tax_rounding = choice(Rounding, null=True)
    credit_limit = money(null=True)
    prices_include_tax = flag()
    billing = choice(BillingPolicy)
    billed_to = ref("self", null=True)
    second_closing_day = whole(null=True)
    third_closing_day = whole(null=True)
    carries_balance = flag(default=True)
    note = text(null=True)
    merged_into = ref("self", null=True)
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)
    version = whole()


class PartyTerms(Table, schema="masterdata", tablename="party_terms"):
    """How a party is billed and pays from a day on; without one the party's own columns hold for all days.

    The party's columns are those of today. The first row of a party begins with all days.
    """

    id = key()
    party = ref(Party)
    valid_from = day()
    billing = choice(BillingPolicy)
    closing_day = whole(null=True)
    second_closing_day = whole(null=True)
    third_closing_day = whole(null=True)
    carries_balance = flag(default=True)
    billed_to = ref(Party, null=True)
    payment_months = whole()
    payment_day = whole()
    holiday_shift = choice(HolidayShift)


class PartyAddress(Table, schema="masterdata", tablename="party_address"):
    """Where a party is, gets its invoices or gets its goods."""

    id = key()
    party = ref(Party)
    kind = choice(AddressKind)
    name = text(null=True)
    postal_code = text(null=True)
    prefecture = text(null=True)
    city = text()
    street = text(null=True)
    building = text(null=True)
    country = text()
    is_default = flag()
    is_active = flag()


class PartyContact(Table, schema="masterdata", tablename="party_contact"):
    """A person to write to or call."""

    id = key()
    party = ref(Party)
    name = text()
    role = text(null=True)
    email = text(null=True)
    phone = text(null=True)
    is_active = flag()


class PartyMerge(Table, schema="masterdata", tablename="party_merge"):
    """One decision that two parties are one, with its reason; `undone_at` when it turned out wrong."""

    id = key()
    duplicate = ref(Party)
    survivor = ref(Party)
    reason = text()
    duplicate_was_active = flag()
    became_customer = flag()
    became_supplier = flag()
    merged_by = key_of_document()
    merged_at = instant()
    undone_by = key_of_document(null=True)
    undone_at = instant(null=True)
    undo_reason = text(null=True)


class DuplicateDecision(Table, schema="masterdata", tablename="duplicate_decision"):
    """Somebody saw that a new record looks like an old one and said that it is another one all the same."""

    id = key()
    kind = choice(MasterKind)
    subject = key_of_document()
    candidate = key_of_document()
    score = whole()
    signal = text()
    reason = text()
    decided_by = key_of_document()
    decided_at = instant()
