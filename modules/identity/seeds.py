"""What identity begins with: this house as a system; for trying out, two systems with small readings."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules.identity import tables
from modules.identity.actions.add_entitlement import add_entitlement
from modules.identity.actions.apply_plan import apply_plan
from modules.identity.actions.finish_inventory import finish_inventory
from modules.identity.actions.record_inventory_page import record_inventory_page
from modules.identity.actions.register_system import register_system
from modules.identity.actions.request_access import request_access
from modules.identity.actions.set_access_rule import set_access_rule
from modules.identity.actions.set_licence_terms import set_licence_terms
from modules.identity.actions.start_inventory import start_inventory
from modules.identity.actions.start_review import start_review
from modules.identity.built_in_reading import read_built_in
from modules.identity.following import follow
from modules.identity.planning import difference
from modules.identity.states import EntitlementKind
from modules.identity.systems import keep_built_in
from modules.identity.telling import ToldAccount, ToldGroup

PEOPLE = """
    SELECT person, number, family_name, given_name, work_email, state FROM identity.holder
    WHERE company = $1 ORDER BY number
"""
RIGHT = "SELECT id FROM identity.entitlement WHERE system = $1 AND external_id = $2"


async def keep_current(act: Act) -> None:
    """This house as a system, where a company does not have it yet."""
    if await act.tx.value("SELECT true FROM masterdata.company WHERE id = $1", act.company):
        await keep_built_in(act)


async def seed_demo(act: Act) -> None:
    """Mail with accounts of most people and a few of nobody known, and a paper list that is kept by hand."""
    await keep_built_in(act)
    await follow(act, None)
    people = await act.tx.rows(PEOPLE, act.company)
    if not people:
        return
    mail = await _system(act, "mail", "メール", by_hand=False)
    await _read(act, mail, people)
    licence: UUID = await act.tx.value(RIGHT, mail[0], "business")
    await set_licence_terms(
        act=act, entitlement=licence, name="ビジネス版", monthly_price=Money(Decimal(1360)), seats=20
    )
    all_staff: UUID = await act.tx.value(RIGHT, mail[0], "all")
    await set_access_rule(
        act=act,
        system=mail[0],
        name="全社員",
        reason="情報セキュリティ規程 第5条",
        grants=[all_staff, licence],
    )
    door = await _system(act, "door", "入退室カード", by_hand=True)
    await add_entitlement(
        act=act, system=door[0], kind=EntitlementKind.GROUP, external_id="warehouse", name="倉庫の鍵"
    )
    await set_access_rule(act=act, system=door[0], name="全社員", reason="入退室管理規程")
    await _orders(act)
    employed = [row["person"] for row in people if row["state"] == "EMPLOYED"]
    await request_access(
        act=act,
        system=mail[0],
        person=employed[-1],
        entitlement=await act.tx.value(RIGHT, mail[0], "admins"),
        reason="移行作業のため",
        valid_to=act.today + timedelta(days=30),
    )
    await start_review(
        act=act, name="半期の権限レビュー", due_on=act.today + timedelta(days=21), system=mail[0]
    )


async def _orders(act: Act) -> None:
    """What is to be done with cards is ordered and waits for a hand; mail waits as a plan."""
    await read_built_in(act, None)
    await follow(act, None)
    plan = await difference(act)
    if plan is None:
        return
    cards = await act.tx.rows(
        """SELECT i.id FROM identity.plan_item i JOIN identity.system s ON s.id = i.system
           WHERE i.identity_plan = $1 AND s.by_hand ORDER BY i.id LIMIT 2""",
        plan,
    )
    await apply_plan(act=act, plan=plan, items=[row["id"] for row in cards])
    await act.tx.run(
        """UPDATE identity.wish SET state = 'BY_HAND', next_at = NULL, last_outcome = 'BY_HAND',
               last_reason = 'カードを発行して、本人に渡してください。' WHERE system IN (
               SELECT id FROM identity.system WHERE by_hand AND company = $1)""",
        act.company,
    )


async def _system(act: Act, code: str, name: str, *, by_hand: bool) -> tuple[UUID, UUID]:
    connection = new_id()
    system = await register_system(
        act=act,
        connection=connection,
        code=code,
        name=name,
        adapter="csv" if by_hand else "scim",
        can_licences=not by_hand,
        can_last_used=not by_hand,
        by_hand=by_hand,
    )
    return system, connection


async def _read(act: Act, system: tuple[UUID, UUID], people: Any) -> None:
    inventory = await start_inventory(act=act, connection=system[1])
    accounts = [
        ToldAccount(
            external_id=f"u{row['number']}",
            user_name=row["work_email"] or f"{row['number'].lower()}@example.co.jp",
            key=row["number"] if at % 4 else None,
            email=row["work_email"] or None,
            family_name=row["family_name"],
            given_name=row["given_name"],
            display_name=f"{row['family_name']} {row['given_name']}",
            active=True,
            groups=["all"],
            licences=["business"],
            last_used_at=act.at - timedelta(days=1 if at % 5 else 90),
        )
        for at, row in enumerate(people)
        if at % 6 != 5
    ]
    others = [("scanner", "複合機", "スキャン送信用"), ("old.shop", "旧店舗", ""), ("takagi", "高木", "")]
    accounts += [
        ToldAccount(
            external_id=name,
            user_name=f"{name}@example.co.jp",
            display_name=shown,
            active=True,
            groups=["all"],
            is_administrator=name == "takagi",
        )
        for name, shown, _ in others
    ]
    groups = [ToldGroup(external_id="all", name="全員"), ToldGroup(external_id="admins", name="メール管理者")]
    await record_inventory_page(act=act, inventory=inventory, accounts=accounts, groups=groups)
    await finish_inventory(act=act, inventory=inventory, complete=True)
    scanner = await act.tx.value(
        "SELECT id FROM identity.account WHERE system = $1 AND external_id = 'scanner'", system[0]
    )
    change = {"id": scanner, "service_owner": act.actor, "service_purpose": "複合機のスキャン送信"}
    await act.tx.update(tables.Account, [change])
