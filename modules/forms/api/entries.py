"""Requests and records of registers: one by one, and as lists by the fields of their form."""

from datetime import date, datetime
from typing import Any

from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    one,
)
from erp.approval.api.cases import ApprovalCase
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Department, Party, Product
from modules.forms import tables
from modules.forms.actions.add_register_record import add_register_record
from modules.forms.actions.carry_out_request import carry_out_request
from modules.forms.actions.change_register_record import change_register_record
from modules.forms.actions.change_request import change_request
from modules.forms.actions.draft_request import draft_request
from modules.forms.actions.renew_register_record import renew_register_record
from modules.forms.actions.retire_register_record import retire_register_record
from modules.forms.actions.submit_request import submit_request
from modules.forms.actions.withdraw_request import withdraw_request
from modules.forms.api.designs import Form, FormEffect, FormVersion, person
from modules.forms.states import FieldKind, OutcomeState, RecordState, RequestState

OWN_VALUES = "{c}.record = {t}.id AND {c}.position > 0"
LABEL = """coalesce((SELECT CASE WHEN :language = 'ja' THEN f.label_ja ELSE f.label_en END
    FROM forms.form_field f LEFT JOIN forms.form_field p ON p.id = f.parent
    WHERE f.version = {t}.version AND coalesce(p.code || '.', '') || f.code = {t}.field LIMIT 1),
    {t}.field)"""


def referred(kind: str) -> str:
    """The master record a value of this kind leads to."""
    return f"{{t}}.kind = '{kind}' AND {{c}}.id = {{t}}.reference"


@node(tables.FieldValue, permission="")
class FieldValue:
    """One value in the form of its kind; in a table `field` is `lines.price` and `row` counts from one."""

    id: ID
    field: str
    kind: FieldKind
    row: int
    label: str = computed(LABEL)
    text: str | None = computed("forms.shown({t}, :language, :readable_kinds)")
    plain: str | None = computed("{t}.text")
    number: Quantity | None
    day: date | None
    reference: ID | None
    party: Party | None = computed_link(referred("PARTY"))
    product: Product | None = computed_link(referred("PRODUCT"))
    department: Department | None = computed_link(referred("DEPARTMENT"))
    account: Account | None = computed_link(referred("ACCOUNT"))
    file: StoredFile | None = computed_link(referred("FILE"))


@node(tables.Request, rows="forms.may_see_request({t}.id, :actor)")
class Request:
    """What somebody asks for on a form."""

    id: ID
    number: str
    state: RequestState
    title: str
    form: Form | None = link("form")
    version: FormVersion = link("version")
    values: Any
    value_list: list[FieldValue] = computed_children(OWN_VALUES, by="id", expected=10)
    amount: Money | None
    currency: str
    department: Department | None = link("department")
    account: Account | None = link("account")
    party: Party | None = link("party")
    risks: Any
    requested_by: str | None = computed(person("requested_by"))
    is_own: bool = computed("{t}.requested_by = :actor")
    is_outdated: bool = computed(
        """({t}.state IN ('DRAFT', 'RETURNED') AND NOT EXISTS (
            SELECT FROM forms.form_version v WHERE v.id = {t}.version AND v.state = 'PUBLISHED'))"""
    )
    approval_case: ApprovalCase | None = link("approval_case")
    drafted_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    outcomes: list["RequestOutcome"] = children("request", by="id", expected=1)
    # Tasks and alerts are declared in work.py, which knows this file; the other way round would be a circle.
    tasks: list["Task"] = children("request", by="opened_at", expected=1)  # type: ignore[name-defined]  # noqa: F821
    records: list["RegisterRecord"] = children("origin", by="added_at", expected=1)


@node(tables.RequestOutcome, part_of=Request)
class RequestOutcome:
    """What an approval brought about, or why it was refused."""

    id: ID
    state: OutcomeState
    effect: FormEffect = link("effect")
    made: ID | None
    refusal: str | None
    done_at: datetime


@node(tables.RegisterRecord, rows="forms.may_see_record({t}.id, :actor)")
class RegisterRecord:
    """One record of a register."""

    id: ID
    number: str
    state: RecordState
    title: str
    form: Form | None = link("form")
    version: FormVersion = link("version")
    values: Any
    value_list: list[FieldValue] = computed_children(OWN_VALUES, by="id", expected=10)
    amount: Money | None
    party: Party | None = link("party")
    replaces: "RegisterRecord | None" = link("replaces")
    replaced_by: "RegisterRecord | None" = computed_link("{c}.replaces = {t}.id")
    origin: Request | None = link("origin")
    added_by: str | None = computed(person("added_by"))
    added_at: datetime
    retired_on: date | None
    retire_reason: str | None
    # As above: declared in work.py.
    alerts: list["Alert"] = children("record", by="-raised_on", expected=2)  # type: ignore[name-defined]  # noqa: F821


QUERY = [
    one(Request),
    many(
        Request,
        name="own_requests",
        filters=("state", "drafted_at"),
        search=("number", "title"),
        sorts=("number", "drafted_at"),
        default_sort="-drafted_at",
        where="{t}.requested_by = :actor",
    ),
    one(RegisterRecord),
]
MUTATION = [
    mutation(draft_request, Request),
    mutation(change_request, Request),
    mutation(submit_request, Request),
    mutation(withdraw_request, Request),
    mutation(carry_out_request, Request),
    mutation(add_register_record, RegisterRecord),
    mutation(change_register_record, RegisterRecord),
    mutation(renew_register_record, RegisterRecord),
    mutation(retire_register_record, RegisterRecord),
]
