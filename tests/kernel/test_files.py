"""Contents and their rows: whole or not at all, read before a transaction, handed on to a far store."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from erp.api.declarations import Mutation
from erp.api.inputs import input_of_action, takes_files
from erp.kernel import attaching, contents, files
from erp.kernel.asking import Act
from erp.kernel.contents import Bucket, ContentLost, Folder
from erp.kernel.files import Attached, Stored
from tests.facade import Erp
from tests.people import founder
from tests.server import background

LIMIT = 20


def kept(folder: Folder, content: bytes) -> str:
    incoming = folder.incoming()
    incoming.write(content)
    return asyncio.run(folder.take(incoming))


def test_a_content_lies_under_its_hash_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    sha256 = kept(folder, b"abc")
    assert sha256 == kept(folder, b"abc")
    assert sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "ba" / "78" / sha256]
    assert asyncio.run(folder.read(sha256)) == b"abc"


def test_a_store_is_asked_for_hashes_only(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    for name in ("../secret", "secret", "/" * 64, "." * 64):
        with pytest.raises(ContentLost):
            asyncio.run(Folder(tmp_path / "files").read(name))


def test_a_far_store_keeps_the_same_promises(tmp_path: Path) -> None:
    from obstore.store import MemoryStore

    bucket = Bucket(MemoryStore(), tmp_path)

    async def both_ways() -> None:
        incoming = bucket.incoming()
        incoming.write(b"abc" * 100_000)
        sha256 = await bucket.take(incoming)
        assert await bucket.read(sha256) == b"abc" * 100_000
        assert b"".join([piece async for piece in bucket.pieces(sha256)]) == b"abc" * 100_000
        await bucket.remove(sha256)
        with pytest.raises(ContentLost):
            await bucket.read(sha256)

    asyncio.run(both_ways())
    assert list(tmp_path.iterdir()) == []


async def read_letter(*, act: Act, letter: Attached, others: list[Stored] | None = None) -> UUID:
    """A verb that takes files."""
    return letter.id


def test_a_verb_gets_the_content_of_a_file_with_its_key(erp: Erp) -> None:
    verb = Mutation(read_letter, Stored, "read_letter", "x.read_letter")
    assert takes_files(verb)
    file, other = erp.upload("a.txt", b"hello"), erp.upload("b.txt", b"you")
    values = input_of_action(verb).take({"letter": file, "others": [other]}, "input")
    asking = _asking_of(erp)
    found = background().run(attaching.attached(erp.running.database, asking, values))
    assert (found["letter"].content, found["letter"].name) == (b"hello", "a.txt")
    assert [each.name for each in found["others"]] == ["b.txt"]


def test_an_unknown_file_and_one_that_is_too_large_are_refused_with_their_field(
    erp: Erp, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb = Mutation(read_letter, Stored, "read_letter", "x.read_letter")
    asking = _asking_of(erp)

    def refused(file: str) -> Any:
        values = input_of_action(verb).take({"letter": file}, "input")
        with pytest.raises(files.Refused) as refusal:
            background().run(attaching.attached(erp.running.database, asking, values))
        return refusal.value.code, refusal.value.field

    assert refused(str(UUID(int=7))) == ("NOT_FOUND", "input.letter")
    file = erp.upload("a.txt", b"hello")
    monkeypatch.setattr(files, "MOST_READ_MB", 0)
    assert refused(file) == ("FILE_TOO_LARGE", "input.letter")


def test_what_an_action_makes_waits_in_the_database_for_a_far_store(
    erp: Erp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from obstore.store import MemoryStore

    bucket = Bucket(MemoryStore(), tmp_path)
    monkeypatch.setattr(files, "store", lambda: bucket)
    database, asking = erp.running.database, _asking_of(erp)

    async def story() -> None:
        async with database.transaction(asking=asking, verb="make") as tx:
            act = Act(tx=tx, asking=asking, verb="make")
            id = await files.keep(act, b"made", name="m.txt", media_type="text/plain", permission="x.read_y")
            assert await files.content_of(tx, id) == b"made"
        assert await files.content_of(database, id, company=asking.company) == b"made"
        assert await files.hand_on(database) == 1
        assert await database.read("SELECT count(*) FROM kernel.waiting_content") == 0
        assert await files.content_of(database, id, company=asking.company) == b"made"

    background().run(story())


def test_what_is_undone_leaves_no_row(erp: Erp) -> None:
    database, asking = erp.running.database, _asking_of(erp)

    async def story() -> None:
        with pytest.raises(RuntimeError):
            async with database.transaction(asking=asking, verb="make") as tx:
                act = Act(tx=tx, asking=asking, verb="make")
                await files.keep(act, b"half", name="m.txt", media_type="text/plain", permission="x.read_y")
                raise RuntimeError("killed")

    background().run(story())
    assert erp.sql("SELECT count(*) AS n FROM kernel.stored_file") == [{"n": 0}]
    assert contents.store() is not None


def _asking_of(erp: Erp) -> Any:
    from dataclasses import replace

    (row,) = erp.sql("SELECT id FROM access.app_user WHERE login = 'erp'")
    return replace(founder(UUID(erp.company)), actor=row["id"])
