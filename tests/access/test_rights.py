"""Rights count from the next request on, and end with the person."""

import pytest

from erp.access import asking_for_session, asking_for_token, switch_company
from erp.access.actions.change_password import change_password
from erp.access.actions.define_role import RoleIsBuiltIn
from erp.access.actions.disable_user import disable_user
from erp.access.actions.enable_user import enable_user
from erp.access.actions.end_session import end_session
from erp.access.actions.give_role import give_role
from erp.access.actions.take_role import take_role
from erp.access.built_in import keep_built_in_roles
from erp.access.people import LoginTaken
from erp.access.sign_in import SignInRefused, WeakPassword
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooOften
from tests.access.conftest import HERE, PASSWORD, SELL, THERE, Place, a_role, a_token


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
