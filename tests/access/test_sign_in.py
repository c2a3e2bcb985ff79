"""Coming in: what opens the door, what does not, and that nobody learns which of the two reasons it was."""

import asyncio
from collections import Counter

import pytest
from argon2 import PasswordHasher

from erp.access import (
    Attempt,
    PasswordToChoose,
    SignInRefused,
    WeakPassword,
    asking_for_session,
    sign_in,
    sign_out,
)
from erp.access.actions.add_user import add_user
from erp.access.actions.disable_user import disable_user
from erp.access.actions.reset_password import reset_password
from erp.access.jobs import forget_sessions
from erp.access.rules.credentials import fingerprint
from erp.kernel.errors import Refused, TooOften
from tests.access.conftest import PASSWORD, Place


async def why(place: Place, login: str, password: str, **more: str) -> Refused | None:
    try:
        await sign_in(place.database, Attempt(login, password, **more))
    except Refused as refusal:
        return refusal
    return None


async def test_a_password_opens_a_session_and_only_its_hash_is_kept(place: Place) -> None:
    """ASVS 7.2.3, 11.4.2: 256 random bits whose hash is kept; passwords as argon2id."""
    user = await place.person("taro", "sales")
    cookie = await place.cookie(" TARO ")
    asking = await asking_for_session(place.database, cookie)
    assert (
        asking is not None and asking.actor == user and "ordering.confirm_sales_order" in asking.permissions
    )
    assert len(cookie) >= 43
    dump = str(
        await place.sql("SELECT s::text, u::text FROM access.session s JOIN access.app_user u ON true")
    )
    assert cookie not in dump and PASSWORD not in dump and "$argon2id$" in dump


async def test_unknown_wrong_and_disabled_are_one_answer_after_the_same_work(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 6.3.8: valid logins cannot be told from others, by text or by time.

    Time is the slow hash and nothing else, so it is the hashes that are counted.
    """
    await place.person("taro", "sales")
    gone = await place.person("jiro", "sales")
    await place.do(await place.house(), disable_user, user=gone)
    await place.person("robot", password_hash=None, is_service=True)
    done: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, given: str) -> bool:
        done.append(kept.rsplit("$", 2)[0])
        return verify(self, kept, given)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    tries = {"taro": "wrong", "nobody": "wrong", "jiro": PASSWORD, "robot": "wrong", "山田": "wrong"}
    refusals = [await why(place, login, password) for login, password in tries.items()]
    assert {(type(each), str(each)) for each in refusals} == {(SignInRefused, "SIGN_IN_REFUSED")}
    assert len(done) == len(tries) and len(set(done)) == 1, "one hash each, of one strength"


async def test_signing_in_again_ends_the_session_the_browser_had(place: Place) -> None:
    """ASVS 7.2.4: a new session at each sign-in, the old one is over."""
    await place.person("taro", "sales")
    first = await place.cookie("taro")
    second = (await sign_in(place.database, Attempt("taro", PASSWORD, old_cookie=first))).cookie
    assert first != second
    assert await asking_for_session(place.database, first) is None
    assert await asking_for_session(place.database, second) is not None


async def test_a_session_that_was_signed_out_opens_nothing(place: Place) -> None:
    """ASVS 7.4.1."""
    await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    await sign_out(place.database, cookie)
    assert await asking_for_session(place.database, cookie) is None


@pytest.mark.parametrize(
    "change", ["last_seen_at = now() - interval '31 minutes'", "expires_at = now() - interval '1 second'"]
)
async def test_a_session_ends_when_idle_and_when_old(place: Place, change: str) -> None:
    """ASVS 7.3.1, 7.3.2: thirty minutes without use, twelve hours at most."""
    await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    length = await place.value("SELECT extract(hours FROM expires_at - created_at)::int FROM access.session")
    assert length == 12
    await place.sql("UPDATE access.session SET last_seen_at = now() - interval '29 minutes'")
    assert await asking_for_session(place.database, cookie) is not None
    await place.sql(f"UPDATE access.session SET {change}")
    assert await asking_for_session(place.database, cookie) is None


async def test_use_keeps_a_session_alive_and_is_written_once_a_minute(place: Place) -> None:
    await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    await asking_for_session(place.database, cookie)
    seen = "SELECT last_seen_at FROM access.session"
    before = await place.value(seen)
    await asking_for_session(place.database, cookie)
    assert await place.value(seen) == before
    await place.sql("UPDATE access.session SET last_seen_at = now() - interval '2 minutes'")
    await asking_for_session(place.database, cookie)
    assert await place.value("SELECT last_seen_at > now() - interval '10 seconds' FROM access.session")


async def test_ten_failed_tries_close_an_account_even_for_the_right_password(place: Place) -> None:
    """ASVS 6.3.1: ten per account in fifteen minutes, known or not."""
    await place.person("taro", "sales")
    for login in ("taro", "nobody"):
        for number in range(10):
            assert isinstance(await why(place, login, "wrong", address=f"192.0.2.{number}"), SignInRefused)
        refusal = await why(place, login, PASSWORD)
        assert isinstance(refusal, TooOften)
        assert 0 < refusal.facts["retry_after_s"] <= 900
    await place.sql(
        "UPDATE access.sign_in_try SET tries = ARRAY(SELECT t - interval '16 minutes' FROM unnest(tries) t)"
    )
    assert await why(place, "taro", PASSWORD) is None


async def test_tries_at_once_are_all_counted(place: Place) -> None:
    answers = await asyncio.gather(*[why(place, "nobody", "wrong") for _ in range(18)])
    assert Counter(type(each).__name__ for each in answers) == {"SignInRefused": 10, "TooOften": 8}


async def test_one_address_cannot_try_one_password_on_everybody(place: Place) -> None:
    """ASVS 6.3.1: fifty per address, an IPv6 network being one address."""
    from erp.access.throttle import PER_ADDRESS, count_try, keys_of

    for number in range(PER_ADDRESS):
        await count_try(place.database, keys_of(f"somebody{number}", f"2001:db8::{number:x}"))
    assert isinstance(await why(place, "new", "wrong", address="2001:db8::ffff"), TooOften)
    assert isinstance(await why(place, "new", "wrong", address="2001:db9::1"), SignInRefused)


async def test_those_who_get_in_do_not_use_up_their_tries(place: Place) -> None:
    await place.person("taro", "sales")
    for _ in range(11):
        assert await why(place, "taro", PASSWORD, address="192.0.2.1") is None


async def test_a_password_set_by_somebody_else_opens_only_with_a_new_one(place: Place) -> None:
    """ASVS 6.4.1, 6.4.6: the first password is drawn, and replaced before anything else is done."""
    made = await place.do(await place.house(), add_user, login="Hanako", name="花子")
    drawn = made.shown["password"]
    assert isinstance(await why(place, "hanako", drawn), PasswordToChoose)
    assert isinstance(await why(place, "hanako", drawn, new_password=drawn), WeakPassword)
    assert isinstance(await why(place, "hanako", drawn, new_password="hanako hanako"), WeakPassword)
    assert await place.value("SELECT count(*) FROM access.session") == 0
    assert await why(place, "hanako", drawn, new_password="a much better one") is None
    assert isinstance(await why(place, "hanako", drawn), SignInRefused)
    assert await why(place, "hanako", "a much better one") is None


async def test_an_administrator_draws_a_password_and_ends_the_sessions(place: Place) -> None:
    """ASVS 6.4.6, 7.4.3."""
    await place.person("boss", "administrator")
    user = await place.person("taro", "sales")
    cookie = await place.cookie("taro")
    made = await place.do(await place.asks("boss"), reset_password, user=user)
    assert await asking_for_session(place.database, cookie) is None
    assert isinstance(await why(place, "taro", PASSWORD), SignInRefused)
    assert isinstance(await why(place, "taro", made.shown["password"]), PasswordToChoose)


async def test_a_person_disabled_while_the_password_was_checked_does_not_get_in(place: Place) -> None:
    """The session is opened under a lock that sees what happened during the slow hash."""
    user = await place.person("taro", "sales")
    trying = asyncio.create_task(why(place, "taro", PASSWORD))
    while not await place.value("SELECT count(*) FROM access.sign_in_try"):
        await asyncio.sleep(0)
    await place.do(await place.house(), disable_user, user=user)
    assert isinstance(await trying, SignInRefused)
    assert await place.value("SELECT count(*) FROM access.session WHERE ended_at IS NULL") == 0


async def test_what_is_long_over_is_forgotten_and_what_is_not_stays(place: Place) -> None:
    await place.person("taro", "sales")
    old, cookie = await place.cookie("taro"), await place.cookie("taro")
    await why(place, "nobody", "wrong")
    change = "UPDATE access.session SET expires_at = now() - interval '91 days' WHERE token_hash = $1"
    await place.sql(change, fingerprint(old))
    assert await forget_sessions(place.database) == 1
    assert await asking_for_session(place.database, cookie) is not None
    assert (
        await place.value("SELECT sum(cardinality(tries)) FROM access.sign_in_try WHERE key LIKE 'acc%'") == 1
    )
    await place.sql("UPDATE access.sign_in_try SET tries = ARRAY[now() - interval '2 days']")
    await forget_sessions(place.database)
    assert await place.value("SELECT count(*) FROM access.sign_in_try") == 0
