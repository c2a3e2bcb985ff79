"""Who manages whom, who stands in and who is away, as people and programs see it."""

from datetime import date, datetime

from erp.access.api import User
from erp.api import ID, computed, link, many, mutation, node
from erp.approval import tables
from erp.approval.actions.appoint_delegate import appoint_delegate
from erp.approval.actions.delegate_approval import delegate_approval
from erp.approval.actions.end_delegation import end_delegation
from erp.approval.actions.record_absence import record_absence
from erp.approval.actions.set_department_head import set_department_head
from erp.approval.actions.set_manager import set_manager
from erp.kernel.money import Money
from erp.masterdata.api import Department

READ = "approval.read_reporting_line"
TODAY = "({t}.valid_from <= :today AND ({t}.valid_to IS NULL OR {t}.valid_to >= :today))"


@node(tables.ReportingLine)
class ReportingLine:
    """One person's manager."""

    id: ID
    person: User = link("person")
    manager: User = link("manager")
    valid_from: date
    valid_to: date | None
    holds_today: bool = computed(TODAY)


@node(tables.DepartmentHead, permission=READ)
class DepartmentHead:
    """The head of a department."""

    id: ID
    department: Department = link("department")
    head: User = link("head")
    valid_from: date
    valid_to: date | None
    holds_today: bool = computed(TODAY)


@node(tables.Delegation, permission=READ)
class Delegation:
    """One person decides in another's name."""

    id: ID
    grantor: User = link("grantor")
    delegate: User = link("delegate")
    valid_from: date
    valid_to: date
    amount_limit: Money | None
    kinds: list[str] = computed(
        "ARRAY(SELECT k.kind FROM approval.delegation_kind k WHERE k.delegation = {t}.id ORDER BY k.kind)"
    )
    note: str | None
    made_by: User = link("made_by")
    made_at: datetime
    holds_today: bool = computed(TODAY)
    may_end: bool = computed("({t}.valid_to >= :today AND :actor IN ({t}.grantor, {t}.delegate))")


@node(tables.Absence, permission=READ)
class Absence:
    """Somebody is away."""

    id: ID
    person: User = link("person")
    valid_from: date
    valid_to: date
    note: str | None
    holds_today: bool = computed(TODAY)


PEOPLE_QUERIES = [
    many(
        ReportingLine,
        filters=("person", "manager", "holds_today"),
        search=("person.name", "manager.name"),
        sorts=("valid_from", "person.name"),
        default_sort="person.name",
    ),
    many(
        DepartmentHead,
        filters=("department", "head", "holds_today"),
        sorts=("valid_from",),
        default_sort="-valid_from",
        permission=READ,
    ),
    many(
        Delegation,
        filters=("grantor", "delegate", "holds_today"),
        sorts=("valid_from",),
        default_sort="-valid_from",
        permission=READ,
    ),
    many(
        Absence,
        filters=("person", "holds_today"),
        sorts=("valid_from",),
        default_sort="-valid_from",
        permission=READ,
    ),
]
PEOPLE_MUTATIONS = [
    mutation(set_manager, ReportingLine),
    mutation(set_department_head, DepartmentHead),
    mutation(delegate_approval, Delegation),
    mutation(appoint_delegate, Delegation),
    mutation(end_delegation, Delegation),
    mutation(record_absence, Absence),
]
