"""What each may do: rights count from the next request, nobody gives away what he does not hold."""

import asyncio
from uuid import UUID

import pytest

from erp.access import asking_for_session, asking_for_token, require_other_person, switch_company
from erp.access.actions.change_password import change_password
from erp.access.actions.create_token import TokenForPerson, create_token
from erp.access.actions.define_role import RoleIsBuiltIn, define_role
from erp.access.actions.disable_user import disable_user
from erp.access.actions.enable_user import enable_user
from erp.access.actions.end_session import end_session
from erp.access.actions.give_role import give_role
from erp.access.actions.reset_password import reset_password
from erp.access.actions.revoke_token import revoke_token
from erp.access.actions.set_sod_rule import set_sod_rule
from erp.access.actions.take_role import take_role
from erp.access.built_in import keep_built_in_roles
from erp.access.guarding import (
    BeyondOwnRights,
    DutiesApart,
    DutiesConflict,
    LastAdministrator,
    OwnRights,
    SamePerson,
)
from erp.access.people import LoginTaken
from erp.access.sign_in import SignInRefused, WeakPassword
from erp.access.tables import SodMode
from erp.kernel.asking import Act, Asking
from erp.kernel.errors import BadInput, NotFound, TooOften
from tests.access.conftest import HERE, PASSWORD, THERE, Place

SELL = "ordering.confirm_sales_order"


async def a_role(place: Place, code: str, *permissions: str) -> UUID:
    """A role of the firm's own."""
    return await place.do(
        await place.house(), define_role, code=code, name_ja=code, name_en=code, permissions=list(permissions)
    )


async def a_token(place: Place, asking: Asking, **given: object) -> str:
    made = await place.do(asking, create_token, name="program", **given)
    return made.shown["secret"]


async def test_a_disabled_person_is_out_from_the_same_transaction_on(place: Place) -> None:
    """ASVS 7.4.2: sessions and tokens end with the person, and do not come back with the person."""
    await place.person("boss", "administrator")
    user = await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    token = await a_token(place, await place.asks("taro"))
    assert await asking_for_token(place.database, token) is not None
    boss = await place.asks("boss")
    async with place.database.transaction(asking=boss, verb="disable_user") as tx:
        await disable_user(act=Act(tx=tx, asking=boss, verb="disable_user"), user=user)
        still = await place.sql("SELECT ended_at FROM access.session WHERE holder = $1", user)
        assert [row["ended_at"] for row in still] == [None, None], "not before the transaction is done"
    assert await asking_for_session(place.database, cookie) is None
    assert await asking_for_token(place.database, token) is None
    await place.do(boss, enable_user, user=user)
    assert await asking_for_session(place.database, cookie) is None
    assert await asking_for_token(place.database, token) is None


async def test_disabling_counts_even_where_session_and_token_rows_are_untouched(place: Place) -> None:
    """The person's own state is asked on every request, beside the sessions and tokens that end with it."""
    await place.person("taro", "sales")
    cookie, token = await place.cookie("taro"), await a_token(place, await place.asks("taro"))
    await place.sql("UPDATE access.app_user SET is_active = false WHERE login = 'taro'")
    assert await asking_for_session(place.database, cookie) is None
    assert await asking_for_token(place.database, token) is None


async def test_a_right_that_is_given_or_taken_counts_from_the_next_request(place: Place) -> None:
    """ASVS 8.3.2: nothing remembered outlives a change, whoever makes it and in which process."""
    user = await place.person("taro", "warehouse")
    token = await a_token(place, await place.asks("taro"))
    sales = await place.role("sales")
    for _ in range(2):
        asking = await asking_for_token(place.database, token)
        assert asking is not None and SELL not in asking.permissions
    await place.do(await place.house(), give_role, user=user, role=sales, accept_conflicts=True)
    asking = await asking_for_token(place.database, token)
    assert asking is not None and SELL in asking.permissions
    await place.sql("DELETE FROM access.role_grant WHERE holder = $1 AND role = $2", user, sales)
    asking = await asking_for_token(place.database, token)
    assert asking is not None and SELL not in asking.permissions


async def test_a_changed_role_counts_from_the_next_request(place: Place) -> None:
    """ASVS 8.3.2."""
    await a_role(place, "clerk", SELL)
    await place.person("taro", "clerk")
    token = await a_token(place, await place.asks("taro"))
    assert SELL in (await asking_for_token(place.database, token)).permissions  # type: ignore[union-attr]
    await a_role(place, "clerk", "ordering.read_*")
    assert SELL not in (await asking_for_token(place.database, token)).permissions  # type: ignore[union-attr]


async def test_asking_who_asks_is_one_statement(place: Place) -> None:
    await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    await asking_for_session(place.database, cookie)
    before = place.database.statements
    await asking_for_session(place.database, cookie)
    assert place.database.statements == before + 1


async def test_roles_that_change_end_the_sessions(place: Place) -> None:
    """Whoever works with other rights than a moment ago signs in anew."""
    user = await place.person("taro", "warehouse")
    sales = await place.role("sales")
    for change, given in ((give_role, {"accept_conflicts": True}), (take_role, {})):
        cookie = await place.cookie("taro")
        await place.do(await place.house(), change, user=user, role=sales, **given)
        assert await asking_for_session(place.database, cookie) is None


async def test_rights_count_only_in_their_company(place: Place) -> None:
    """ASVS 8.2.2."""
    user = await place.person("taro", "sales", company=HERE)
    asking = await place.asks("taro")
    assert asking.company == HERE and asking.currency == "JPY" and SELL in asking.permissions
    with pytest.raises(NotFound):
        await switch_company(place.database, asking, THERE)
    role = await place.role("warehouse")
    await place.do(await place.house(), give_role, user=user, role=role, company=THERE)
    cookie = await place.cookie("taro")
    asking = await asking_for_session(place.database, cookie)
    assert asking is not None
    await switch_company(place.database, asking, THERE)
    asking = await asking_for_session(place.database, cookie)
    assert asking is not None and asking.company == THERE and asking.currency == "USD"
    assert SELL not in asking.permissions and "inventory.adjust_stock" in asking.permissions


async def test_a_token_has_no_more_rights_than_its_scopes(place: Place) -> None:
    """ASVS 8.2.1: least privilege for programs; what the holder may not do no scope gives."""
    await place.person("taro", "sales")
    asking = await place.asks("taro")
    token = await a_token(place, asking, scopes=["*.read_*", "accounting.*"])
    asked = await asking_for_token(place.database, token)
    assert asked is not None and asked.via == "api"
    assert "ordering.read_sales_order" in asked.permissions
    assert not {SELL, "accounting.post_entry", "access.change_password"} & asked.permissions
    with pytest.raises(BadInput):
        await a_token(place, asking, scopes=["orderin.*"])


async def test_a_token_ends(place: Place) -> None:
    await place.person("taro", "sales")
    asking = await place.asks("taro")
    token = await a_token(place, asking, days=1)
    assert await place.value("SELECT expires_at - created_at = interval '1 day' FROM access.api_token")
    assert token.startswith("erp_") and token not in str(
        await place.sql("SELECT t::text FROM access.api_token t")
    )
    await place.sql("UPDATE access.api_token SET created_at = now() - interval '2 days', expires_at = now()")
    assert await asking_for_token(place.database, token) is None
    token = await a_token(place, asking)
    found = await place.value("SELECT id FROM access.api_token WHERE expires_at > now()")
    await place.do(asking, revoke_token, token=found)
    assert await asking_for_token(place.database, token) is None
    for days in (0, 367):
        with pytest.raises(BadInput):
            await a_token(place, asking, days=days)


async def test_the_use_of_a_token_is_written_once_a_minute(place: Place) -> None:
    await place.person("taro", "sales")
    token = await a_token(place, await place.asks("taro"))
    used = "SELECT count(*), max(last_used_at) FROM access.token_use"
    await asking_for_token(place.database, token)
    first = tuple((await place.sql(used))[0])
    await asking_for_token(place.database, token)
    assert tuple((await place.sql(used))[0]) == first and first[0] == 1
    await place.sql("UPDATE access.token_use SET last_used_at = now() - interval '2 minutes'")
    await asking_for_token(place.database, token)
    assert await place.value("SELECT last_used_at > now() - interval '10 seconds' FROM access.token_use")


async def test_nobody_makes_a_token_for_another_person(place: Place) -> None:
    await place.person("boss", "administrator")
    user = await place.person("taro", "sales")
    with pytest.raises(TokenForPerson):
        await a_token(place, await place.asks("boss"), user=user)
    robot = await place.person("robot", "sales", password_hash=None, is_service=True)
    token = await a_token(place, await place.asks("boss"), user=robot)
    assert (await asking_for_token(place.database, token)).actor == robot  # type: ignore[union-attr]


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


async def test_the_own_password_needs_the_old_one_and_ends_the_other_sessions(place: Place) -> None:
    """ASVS 6.2.2, 6.2.3, 6.2.4, 7.4.3."""
    await place.person("taro", "sales")
    other = await place.cookie("taro")
    cookie = await place.cookie("taro")
    asking = await asking_for_session(place.database, cookie)
    assert asking is not None
    for new in ("short", "taro" * 4, "passwordpassword", "aaaabbbbaaaabbbb", PASSWORD):
        with pytest.raises(WeakPassword):
            await place.do(asking, change_password, old_password=PASSWORD, new_password=new)
    long = "x1y2z3 " * 30
    await place.do(asking, change_password, old_password=PASSWORD, new_password=long)
    assert await asking_for_session(place.database, other) is None
    assert await asking_for_session(place.database, cookie) is not None
    with pytest.raises(SignInRefused):
        await place.cookie("taro")


async def test_guessing_the_old_password_is_limited_although_the_change_is_undone(place: Place) -> None:
    """ASVS 6.3.1: a found session does not allow to guess for ever."""
    await place.person("taro", "sales")
    asking = await place.asks("taro")
    for _ in range(10):
        with pytest.raises(SignInRefused):
            await place.do(asking, change_password, old_password="wrong", new_password="a much better one")
    with pytest.raises(TooOften):
        await place.do(asking, change_password, old_password=PASSWORD, new_password="a much better one")


async def test_people_end_their_own_sessions_and_only_those(place: Place) -> None:
    """ASVS 7.5.2, 7.4.5."""
    await place.person("taro", "sales")
    await place.person("hanako", "sales")
    await place.person("boss", "administrator")
    taro, hanako = await place.asks("taro"), await place.asks("hanako")
    with pytest.raises(NotFound):
        await place.do(hanako, end_session, session=taro.session)
    await place.do(taro, end_session, session=taro.session)
    await place.do(await place.asks("boss"), end_session, session=hanako.session)
    assert await place.value("SELECT count(*) FROM access.session WHERE ended_at IS NOT NULL") == 2


async def test_built_in_roles_are_not_changed_by_hand_and_follow_what_is_installed(place: Place) -> None:
    with pytest.raises(RoleIsBuiltIn):
        await a_role(place, "sales", "ordering.*")
    count = """SELECT count(*) FROM access.role_permission p
               JOIN access.role r ON r.id = p.role WHERE r.code = 'auditor'"""
    before = await place.value(count)
    gone = "DELETE FROM access.role_permission WHERE permission = 'ordering.read_sales_order'"
    await place.sql(gone)
    await place.sql("INSERT INTO access.role_permission SELECT uuidv7(), id, 'old.thing' FROM access.role")
    await place.do(await place.house(), keep_built_in_roles)
    assert await place.value(count) == before
    assert (
        await place.value("SELECT count(*) FROM access.role_permission WHERE permission = 'old.thing'") == 0
    )


async def test_an_auditor_changes_nothing(place: Place) -> None:
    await place.person("makoto", "auditor")
    asking = await place.asks("makoto")
    own = {"access.change_password", "access.end_session"}
    assert {each for each in asking.permissions - own if ".read_" not in each} == set()


async def test_a_login_comes_once_and_looks_like_one(place: Place) -> None:
    await place.person("taro")
    with pytest.raises(LoginTaken):
        await place.person("ＴＡＲＯ")
    for login in ("山田", "a b", "", "service@x"):
        with pytest.raises(BadInput):
            await place.person(login)


async def test_every_change_of_a_right_is_in_the_audit_without_secrets(place: Place) -> None:
    user = await place.person("taro")
    await place.do(await place.house(), give_role, user=user, role=await place.role("sales"))
    found = await place.sql("SELECT verb, table_name, changes::text AS changes FROM kernel.audit ORDER BY id")
    assert ("give_role", "access.role_grant") in {(row["verb"], row["table_name"]) for row in found}
    assert "argon2" not in "".join(row["changes"] or "" for row in found)
