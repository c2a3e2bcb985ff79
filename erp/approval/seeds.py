"""The demo's matrix and its superiors, laid down last: none of its documents had to be asked for."""

from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from erp.access.people import Person, insert_grant, insert_user
from erp.access.queries import role_by_code
from erp.approval.actions.add_authority_rule import add_authority_rule
from erp.approval.actions.set_approval_policy import set_approval_policy
from erp.approval.actions.set_manager import set_manager
from erp.approval.approvables import approvables
from erp.approval.drafting import RouteLine
from erp.approval.states import ApproverKind
from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.masterdata.actions.change_party import change_party

SUPERIORS = (("ken", "渡辺 健", "sales"), ("yumi", "山本 由美", "accounting"))
REPORTS = (("hanako", "ken"), ("ichiro", "ken"), ("ken", "yumi"), ("megumi", "yumi"))


@dataclass(frozen=True, slots=True)
class Band:
    """One line of the demo's matrix: managers by level, then a role."""

    kind: str
    low: int
    high: int | None
    managers: tuple[int, ...] = ()
    role: str | None = None
    risk: str | None = None


MATRIX = (
    Band("purchase_order", 0, 100_000, (1,)),
    Band("purchase_order", 100_000, 500_000, (1, 2)),
    Band("purchase_order", 500_000, None, (1,), "administrator"),
    Band("expense_claim", 0, 100_000, (1,)),
    Band("expense_claim", 100_000, None, (1,), "accounting"),
    Band("entry_draft", 100_000, None, (), "administrator"),
    Band("sales_order", 0, None, (), "administrator", "OVER_CREDIT"),
    Band("credit_limit_change", 0, None, (), "administrator", "RAISED"),
)
# A customer whose limit is to be raised, and by how much.
LIMITED = """
    SELECT id, credit_limit * 2 AS wanted FROM masterdata.party
    WHERE is_active AND is_customer AND credit_limit IS NOT NULL AND currency = $1 ORDER BY number LIMIT 1
"""
# What people ask for by forms of their own: their manager, and from an amount on the management.
FORMS = (Band("request", 0, 500_000, (1,)), Band("request", 500_000, None, (1,), "administrator"))


async def finish_demo(act: Act) -> None:
    """Superiors, who reports to whom, what holds for all cases, and a matrix for what can be approved."""
    known = await act.tx.rows("SELECT login, id FROM access.app_user")
    people = {row["login"]: row["id"] for row in known}
    for login, name, role in SUPERIORS:
        if login not in people:
            people[login] = await insert_user(act, Person(login=login, name=name, company=act.company))
            await insert_grant(act, people[login], await role_by_code(act.tx, role), act.company)
    first = act.today.replace(month=1, day=1)
    for person, manager in REPORTS:
        if person in people:
            await set_manager(act=act, person=people[person], manager=people[manager], valid_from=first)
    await set_approval_policy(
        act=act,
        valid_from=first,
        fallback_role=await role_by_code(act.tx, "administrator"),
        reminder_days=2,
        escalation_days=5,
        split_days=7,
        lower_share=Decimal(0),
    )
    for band in [*MATRIX, *[form for kind in await _forms(act) for form in _of_kind(kind)]]:
        if band.kind.partition(":")[0] in approvables():
            await _lay_down(act, band)
    await _wish(act, people)


async def _wish(act: Act, people: dict[str, UUID]) -> None:
    """Sales wants to raise a customer's credit limit; it waits for an administrator."""
    party = await act.tx.row(LIMITED, act.currency)
    if party is not None and "hanako" in people:
        seller = replace(act, asking=replace(act.asking, actor=people["hanako"]))
        await change_party(act=seller, party=party["id"], credit_limit=Money(party["wanted"]))


async def _forms(act: Act) -> list[str]:
    found: list[str] = []
    for each in approvables().values():
        if each.kinds is not None:
            made = await act.tx.rows(each.kinds.replace(":company", "$1::uuid"), act.company)
            found += [row["kind"] for row in made]
    return sorted(found)


def _of_kind(kind: str) -> list[Band]:
    return [Band(kind, each.low, each.high, each.managers, each.role) for each in FORMS]


async def _lay_down(act: Act, band: Band) -> UUID:
    route = [
        RouteLine(step=at, approver=ApproverKind.MANAGER, levels=level)
        for at, level in enumerate(band.managers, 1)
    ]
    if band.role is not None:
        role = await role_by_code(act.tx, band.role)
        route.append(RouteLine(step=len(route) + 1, approver=ApproverKind.ROLE, role=role))
    return await add_authority_rule(
        act=act,
        kind=band.kind,
        amount_from=Money(Decimal(band.low)),
        amount_below=Money(Decimal(band.high)) if band.high is not None else None,
        risk=band.risk,
        valid_from=act.today.replace(month=1, day=1),
        route=route,
    )
