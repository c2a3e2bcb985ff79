"""Nobody gives away what he does not hold, and two duties that stay apart do not meet in one person."""

import asyncio

import pytest

from erp.access import asking_for_token, require_other_person
from erp.access.actions.define_role import define_role
from erp.access.actions.disable_user import disable_user
from erp.access.actions.give_role import give_role
from erp.access.actions.reset_password import reset_password
from erp.access.actions.set_sod_rule import set_sod_rule
from erp.access.actions.take_role import take_role
from erp.access.guarding import (
    BeyondOwnRights,
    DutiesApart,
    DutiesConflict,
    LastAdministrator,
    OwnRights,
    SamePerson,
)
from erp.access.tables import SodMode
from erp.kernel.asking import Act
from tests.access.conftest import HERE, SELL, THERE, Place, a_role, a_token


async def test_nobody_gives_more_than_he_holds(place: Place) -> None:
    """ASVS 8.2.1: a right to give roles is no right to everything."""
    await a_role(place, "staffing", "access.*", "masterdata.*")
    await place.person("hr", "staffing")
    user = await place.person("taro")
    hr = await place.asks("hr")
    with pytest.raises(BeyondOwnRights):
        await place.do(hr, give_role, user=user, role=await place.role("sales"))
    with pytest.raises(BeyondOwnRights):
        await place.do(hr, define_role, code="x", name_ja="x", name_en="x", permissions=["ordering.*"])
    robot = await place.person("robot", "sales", password_hash=None, is_service=True)
    with pytest.raises(BeyondOwnRights):
        await a_token(place, hr, user=robot)
    boss = await place.person("boss", "administrator")
    with pytest.raises(BeyondOwnRights):
        await place.do(hr, reset_password, user=boss)
    await place.do(hr, give_role, user=user, role=await place.role("staffing"))


async def test_rights_in_one_company_give_nothing_in_another(place: Place) -> None:
    await place.person("boss", "administrator", company=HERE)
    user = await place.person("taro")
    boss, role = await place.asks("boss"), await place.role("sales")
    for company in (THERE, None):
        with pytest.raises(BeyondOwnRights):
            await place.do(boss, give_role, user=user, role=role, company=company)
    await place.do(boss, give_role, user=user, role=role, company=HERE, accept_conflicts=True)


async def test_nobody_changes_his_own_rights(place: Place) -> None:
    user = await place.person("boss", "administrator")
    boss, role = await place.asks("boss"), await place.role("sales")
    for action, given in (
        (give_role, {"role": role}),
        (take_role, {"role": role}),
        (disable_user, {}),
        (reset_password, {}),
    ):
        with pytest.raises(OwnRights):
            await place.do(boss, action, user=user, **given)


async def test_the_last_administrator_stays_also_when_two_go_at_once(place: Place) -> None:
    first = await place.value("SELECT id FROM access.app_user WHERE login = 'admin'")
    with pytest.raises(LastAdministrator):
        await place.do(await place.house(), disable_user, user=first)
    second = await place.person("boss", "administrator")
    house = await place.house()
    answers = await asyncio.gather(
        *[place.do(house, disable_user, user=user) for user in (first, second)], return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in answers) == ["LastAdministrator", "UUID"]


async def test_duties_that_should_stay_apart_are_told_and_those_that_must_are_refused(place: Place) -> None:
    """ASVS 2.3.5: the rule is data; it counts in one company, over all roles together."""
    await a_role(place, "seller", SELL)
    crediting = await a_role(place, "crediting", "accounting.issue_credit_note")
    user = await place.person("taro", "seller", company=HERE)
    house = await place.house()
    with pytest.raises(DutiesConflict) as told:
        await place.do(house, give_role, user=user, role=crediting, company=HERE)
    assert told.value.facts["rule"] == "order_and_credit_note"
    await place.do(house, give_role, user=user, role=crediting, company=THERE)
    with pytest.raises(DutiesConflict):
        await place.do(house, give_role, user=user, role=crediting)
    await place.do(house, give_role, user=user, role=crediting, company=HERE, accept_conflicts=True)
    await place.do(house, take_role, user=user, role=crediting, company=HERE)
    rule = {"permission_a": SELL, "permission_b": "accounting.issue_credit_note", "reason": "four eyes"}
    await place.do(house, set_sod_rule, code="order_and_credit_note", mode=SodMode.REFUSE, **rule)
    with pytest.raises(DutiesApart):
        await place.do(house, give_role, user=user, role=crediting, company=HERE, accept_conflicts=True)
    await place.do(house, set_sod_rule, code="order_and_credit_note", mode=SodMode.OFF, **rule)
    await place.do(house, give_role, user=user, role=crediting, company=HERE)


async def test_two_halves_of_a_duty_given_at_once_do_not_slip_through(place: Place) -> None:
    roles = [
        await a_role(place, "seller", SELL),
        await a_role(place, "crediting", "accounting.issue_credit_note"),
    ]
    user = await place.person("taro")
    house = await place.house()
    answers = await asyncio.gather(
        *[place.do(house, give_role, user=user, role=role) for role in roles], return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in answers) == ["DutiesConflict", "UUID"]


async def test_a_role_that_grows_is_checked_for_those_who_hold_it(place: Place) -> None:
    await a_role(place, "seller", SELL)
    await place.person("taro", "seller")
    with pytest.raises(DutiesConflict):
        await a_role(place, "seller", SELL, "accounting.issue_credit_note")
    assert (
        await place.value(
            "SELECT count(*) FROM access.role_permission p JOIN access.role r ON r.id = p.role "
            "WHERE r.code = 'seller'"
        )
        == 1
    )


async def test_the_same_person_does_not_act_on_both_sides(place: Place) -> None:
    """ASVS 2.3.5: by session or by token, one person is one person."""
    user = await place.person("taro", "sales")
    other = await place.person("hanako", "sales")
    asking = await place.asks("taro")
    by_token = await asking_for_token(place.database, await a_token(place, asking))
    house = await place.house()
    rule = {"permission_a": SELL, "permission_b": "accounting.issue_credit_note", "reason": "four eyes"}
    for who in (asking, by_token):
        async with place.database.transaction(asking=who, verb="x") as tx:
            act = Act(tx=tx, asking=who, verb="x")
            await require_other_person(act, user, "order_and_credit_note")
    await place.do(house, set_sod_rule, code="order_and_credit_note", mode=SodMode.REFUSE, **rule)
    for who in (asking, by_token):
        async with place.database.transaction(asking=who, verb="x") as tx:
            act = Act(tx=tx, asking=who, verb="x")
            await require_other_person(act, other, "order_and_credit_note")
            with pytest.raises(SamePerson):
                await require_other_person(act, user, "order_and_credit_note")
