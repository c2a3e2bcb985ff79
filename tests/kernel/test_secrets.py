"""Secrets at rest: read only where they belong, under keys that change while the house is at work."""

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from erp import settings
from erp.kernel import rotating, secrets
from erp.kernel.keys import new_id
from erp.settings import SettingsError
from tests.kernel.conftest import COMPANY, House, Line, an_asking

COLUMN = "trial.line.memo"
CANARY = "canary 4f1d-口座1234567"


def a_key(id: str, byte: int) -> str:
    return f"{id}:{base64.b64encode(bytes([byte]) * 32).decode()}"


OLD, NEW = a_key("2025", 1), a_key("2026", 2)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Set the keys of this process; with nothing, those of the data folder count."""

    def give(given: str | None, folder: Path | None = None) -> None:
        monkeypatch.delenv("ERP_SECRET_KEYS", raising=False)
        if given is not None:
            monkeypatch.setenv("ERP_SECRET_KEYS", given)
        if folder is not None:
            monkeypatch.setenv("ERP_DATA_DIR", str(folder))
        settings.load.cache_clear()
        secrets._ring.cache_clear()

    yield give
    monkeypatch.undo()
    settings.load.cache_clear()
    secrets._ring.cache_clear()


def refusal(kept: str, place: str) -> tuple[str, Any]:
    with pytest.raises(secrets.SecretUnreadable) as refused:
        secrets.decrypt(kept, place=place)
    assert CANARY not in str(refused.value)
    return refused.value.facts["reason"], refused.value.facts["key"]


def test_a_text_is_read_at_its_own_place_and_nowhere_else(keys: Any) -> None:
    keys(NEW)
    kept = secrets.encrypt(CANARY, place="hr.bank_account.number:1")

    assert kept.startswith("v1:2026:") and CANARY not in kept
    assert secrets.encrypt(CANARY, place="hr.bank_account.number:1") != kept
    assert secrets.decrypt(kept, place="hr.bank_account.number:1") == CANARY
    touched = kept[:-6] + ("AAAAA=" if kept[-6:] != "AAAAA=" else "BBBBB=")
    assert refusal(kept, "hr.bank_account.number:2") == ("TOUCHED", "2026")
    assert refusal(touched, "hr.bank_account.number:1") == ("TOUCHED", "2026")
    assert refusal("v1:2026:%%%", "hr.bank_account.number:1") == ("TOUCHED", "2026")
    assert refusal("1234567", "hr.bank_account.number:1") == ("NO_KEY", None)


def test_the_first_key_writes_and_all_read(keys: Any) -> None:
    keys(OLD)
    old = secrets.encrypt(CANARY, place="x:1")
    keys(f"{NEW},{OLD}")

    assert secrets.decrypt(old, place="x:1") == CANARY
    assert secrets.needs_new_key(old)
    assert not secrets.needs_new_key(secrets.encrypt(CANARY, place="x:1"))
    keys(NEW)
    assert refusal(old, "x:1") == ("NO_KEY", "2025")


@pytest.mark.parametrize(
    "given", ["nonsense", "a:AAAA", ",", f"{OLD},{OLD}", "a b:" + OLD[5:], "a:パスワード"]
)
def test_a_wrong_setting_is_one_sentence_without_the_key(keys: Any, given: str) -> None:
    keys(given)
    with pytest.raises(SettingsError) as told:
        secrets.key_ring()
    assert "ERP_SECRET_KEYS must" in str(told.value) and OLD[5:] not in str(told.value)


def test_without_a_setting_a_key_is_drawn_once_and_read_by_its_owner_alone(keys: Any, tmp_path: Path) -> None:
    keys(None, tmp_path / "data")
    kept = secrets.encrypt(CANARY, place="x:1")
    file = tmp_path / "data" / "secret.keys"
    assert file.stat().st_mode & 0o777 == 0o600

    # A process that read the ring before the newer key came still reads what is written with it.
    before = secrets.key_ring()
    id = secrets.add_key_to_file()
    fresh = secrets.encrypt(CANARY, place="x:1")
    assert fresh.startswith(f"v1:{id}:") and file.stat().st_mode & 0o777 == 0o600
    secrets._ring.cache_clear()
    assert secrets.decrypt(kept, place="x:1") == secrets.decrypt(fresh, place="x:1") == CANARY
    assert id not in before.keys

    file.chmod(0o644)
    secrets._ring.cache_clear()
    with pytest.raises(SettingsError, match="chmod 600"):
        secrets.key_ring()


async def test_a_rotation_may_be_killed_anywhere_and_started_again(
    house: House, keys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "columns", lambda: [COLUMN])
    keys(OLD)
    database = await house.open(size=2)
    entry, ids = new_id(), [new_id() for _ in range(25)]
    rows = [
        {"id": id, "company": COMPANY, "entry": entry, "amount": 0, "memo": kept_of(id, n)}
        for n, id in enumerate(ids)
    ]
    async with database.transaction(asking=an_asking(), verb="test") as tx:
        await tx.insert(Line, rows)

    keys(f"{NEW},{OLD}")
    rotation = asyncio.create_task(rotating.rotate(database, [an_asking()], batch=2))
    while (await rotating.keys_in_use(database, [COMPANY]))["2026"] < 4:
        await asyncio.sleep(0)
    rotation.cancel()
    await asyncio.wait([rotation])
    in_between = await rotating.keys_in_use(database, [COMPANY])
    assert 4 <= in_between["2026"] < 25 and in_between.total() == 25
    assert await rotating.unreadable(database, [COMPANY]) == []

    done = await rotating.rotate(database, [an_asking()], batch=2)
    assert done == in_between["2025"]
    assert await rotating.keys_in_use(database, [COMPANY]) == {"2026": 25}
    keys(NEW)
    assert await rotating.unreadable(database, [COMPANY]) == []
    assert await rotating.rotate(database, [an_asking()]) == 0
    kept = {row["id"]: row["memo"] for row in await house.sql("SELECT id, memo FROM trial.line")}
    assert {read_of(id, kept[id]) for id in ids} == {f"{CANARY} {n}" for n in range(25)}
    trail = await house.value("SELECT string_agg(a::text, ' ') FROM kernel.audit a")
    assert CANARY not in trail


def kept_of(id: UUID, n: int) -> str:
    return secrets.encrypt(f"{CANARY} {n}", place=secrets.place(COLUMN, id))


def read_of(id: UUID, kept: str) -> str:
    return secrets.decrypt(kept, place=secrets.place(COLUMN, id))
