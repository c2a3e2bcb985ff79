"""A process or connection that dies between the store and COMMIT leaves no row that points to nothing."""

import asyncio
from uuid import UUID

import pytest

from erp.commands.audit import _verify_files
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.contents import Folder, store
from erp.kernel.errors import Unavailable
from erp.kernel.integrity import verify_contents
from tests.facade import Erp
from tests.people import founder
from tests.server import background

CONTENT = b"kept, and then the line went dead"


def test_a_cut_between_store_and_commit_leaves_no_row(erp: Erp) -> None:
    database, asking = erp.running.database, founder(UUID(erp.company))

    async def story() -> None:
        with pytest.raises(Unavailable):
            async with database.transaction(asking=asking, verb="make") as tx:
                act = Act(tx=tx, asking=asking, verb="make")
                await files.keep(act, CONTENT, name="m.txt", media_type="text/plain", permission="x.y")
                own = await tx.value("SELECT pg_backend_pid()")
                await asyncio.to_thread(erp.sql, "SELECT pg_terminate_backend($1)", own)
                await tx.value("SELECT 1")
        assert await verify_contents(database, asking.company) == (0, None)
        async with database.transaction(asking=asking, verb="make") as tx:
            act = Act(tx=tx, asking=asking, verb="make")
            again = await files.keep(act, CONTENT, name="m.txt", media_type="text/plain", permission="x.y")
        assert await files.content_of(database, again, company=asking.company) == CONTENT
        assert await verify_contents(database, asking.company) == (1, None)

    background().run(story())
    assert erp.sql("SELECT count(*) AS n FROM kernel.stored_file") == [{"n": 1}]


def test_the_command_names_the_first_file_that_was_touched(erp: Erp) -> None:
    from erp.child import ServerError

    database, asking = erp.running.database, founder(UUID(erp.company))
    content = b"to be forged by hand"

    async def keep() -> None:
        async with database.transaction(asking=asking, verb="make") as tx:
            act = Act(tx=tx, asking=asking, verb="make")
            await files.keep(act, content, name="forged.txt", media_type="text/plain", permission="x.y")

    background().run(keep())
    assert "1 contents" in asyncio.run(_verify_files(erp.running.superuser))
    (row,) = erp.sql("SELECT sha256 FROM kernel.stored_file")
    kept = store()
    assert isinstance(kept, Folder)
    place = kept.place(row["sha256"])
    place.write_bytes(b"something else")
    try:
        with pytest.raises(ServerError, match=r"was changed: forged\.txt"):
            asyncio.run(_verify_files(erp.running.superuser))
        place.unlink()
        with pytest.raises(ServerError, match=r"is missing: forged\.txt"):
            asyncio.run(_verify_files(erp.running.superuser))
    finally:
        place.unlink(missing_ok=True)
