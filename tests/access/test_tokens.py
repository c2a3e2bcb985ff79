"""Keys for programs: never more rights than their holder and their scopes, never longer than they say."""

import pytest

from erp.access import asking_for_session, asking_for_token
from erp.access.actions.create_token import TokenForPerson
from erp.access.actions.revoke_token import revoke_token
from erp.kernel.errors import BadInput
from tests.access.conftest import SELL, Place, a_token


async def test_disabling_counts_even_where_session_and_token_rows_are_untouched(place: Place) -> None:
    """The person's own state is asked on every request, beside the sessions and tokens that end with it."""
    await place.person("taro", "sales")
    cookie, token = await place.cookie("taro"), await a_token(place, await place.asks("taro"))
    await place.sql("UPDATE access.app_user SET is_active = false WHERE login = 'taro'")
    assert await asking_for_session(place.database, cookie) is None
    assert await asking_for_token(place.database, token) is None


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
