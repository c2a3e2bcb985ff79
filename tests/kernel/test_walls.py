"""Companies do not see each other, and who did what is known of every change by whoever."""

import asyncio
import json
from decimal import Decimal
from uuid import uuid4

import asyncpg
import pytest

from erp.kernel import audit
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from tests.kernel.conftest import (
    ACTOR,
    COMPANY,
    OTHER_COMPANY,
    House,
    Line,
    all_final,
    an_asking,
    lines,
    post,
)

AMOUNTS = "SELECT coalesce(json_agg(amount), '[]')::text FROM trial.line"
TRAIL = "SELECT * FROM kernel.audit ORDER BY id"


async def an_entry(database: Database, **who: object) -> list[dict]:
    asking = an_asking(**who)
    rows = [row | {"memo": "first"} for row in lines(3, -3, company=asking.company)]
    async with database.transaction(asking=asking, verb="post_entry") as tx:
        await tx.insert(Line, rows)
    return rows


async def test_a_company_sees_its_own_rows_only(database: Database) -> None:
    await an_entry(database)
    assert json.loads(await database.read(AMOUNTS, company=COMPANY)) == [3, -3]
    assert json.loads(await database.read(AMOUNTS, company=OTHER_COMPANY)) == []


async def test_who_forgets_the_company_gets_an_error_not_everything(house: House) -> None:
    database = await house.open(size=1)
    await an_entry(database)
    # The one connection has just spoken for a company; it must not do so for the next asker.
    with pytest.raises(asyncpg.PostgresError):
        await database.read(AMOUNTS)
    fresh = await house.open()
    with pytest.raises(asyncpg.PostgresError):
        await fresh.read(AMOUNTS)


async def test_after_an_undone_transaction_the_connection_speaks_for_whom_it_did(house: House) -> None:
    database = await house.open(size=1)
    await an_entry(database)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction(asking=an_asking(company=OTHER_COMPANY), verb="fail"):
            raise ZeroDivisionError
    assert json.loads(await database.read(AMOUNTS, company=COMPANY)) == [3, -3]
    assert json.loads(await database.read(AMOUNTS, company=OTHER_COMPANY)) == []


async def test_nobody_writes_into_another_company(database: Database) -> None:
    foreign = lines(1, -1, company=OTHER_COMPANY)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.transaction(asking=an_asking(), verb="forge") as tx:
            await tx.insert(Line, foreign)
    await an_entry(database, company=OTHER_COMPANY)
    async with database.transaction(asking=an_asking(), verb="forge") as tx:
        assert await tx.run("UPDATE trial.line SET memo = 'mine'") == 0
        assert await tx.run("DELETE FROM trial.line") == 0


async def test_the_owner_of_the_tables_is_walled_in_as_well(house: House) -> None:
    database = await house.open(role=None)
    await an_entry(database)
    assert json.loads(await database.read(AMOUNTS, company=OTHER_COMPANY)) == []


async def test_every_change_is_written_down_with_who_and_what(database: Database, house: House) -> None:
    first, second = await an_entry(database)
    async with database.transaction(asking=an_asking(via="page"), verb="change_memo") as tx:
        await tx.update(Line, [{"id": first["id"], "memo": "new"}, {"id": second["id"], "memo": "first"}])
    async with database.transaction(asking=an_asking(), verb="remove_line") as tx:
        await tx.run("DELETE FROM trial.line WHERE id = $1", second["id"])
    trail = await house.sql(TRAIL)
    assert [(row["kind"], row["verb"], row["row_id"], row["via"]) for row in trail] == [
        ("I", "post_entry", first["id"], "api"),
        ("I", "post_entry", second["id"], "api"),
        ("U", "change_memo", first["id"], "page"),
        ("D", "remove_line", second["id"], "api"),
    ]
    assert all(row["actor"] == ACTOR and row["company"] == COMPANY for row in trail)
    assert all(row["table_name"] == "trial.line" and row["login"] is None for row in trail)
    shown = await house.sql(
        "SELECT kernel.audit_changes(kind, changes) AS pairs FROM kernel.audit ORDER BY id"
    )
    pairs = [json.loads(row["pairs"]) for row in shown]
    assert pairs[0]["memo"] == [None, "first"]
    assert pairs[2] == {"memo": ["first", "new"]}
    assert pairs[3]["memo"] == ["first", None]


async def test_somebody_at_an_sql_console_is_written_down_too(database: Database, house: House) -> None:
    first, _ = await an_entry(database)
    await house.sql("UPDATE trial.line SET amount = 4 WHERE id = $1", first["id"])
    other = uuid4()
    await house.sql("UPDATE trial.line SET id = $2 WHERE id = $1", first["id"], other)
    changed, *renamed = (await house.sql(TRAIL))[2:]
    assert (changed["via"], changed["login"], changed["actor"]) == ("sql", "postgres", None)
    assert json.loads(changed["changes"]) == {"amount": [3, 4]}
    assert sorted((row["kind"], row["row_id"]) for row in renamed) == [("D", first["id"]), ("I", other)]


async def test_secrets_are_only_said_to_have_changed(database: Database, house: House) -> None:
    row = lines(0)[0] | {"password_hash": "canary-1"}
    async with database.transaction(asking=an_asking(), verb="post_entry") as tx:
        await tx.insert(Line, [row])
        await tx.update(Line, [{"id": row["id"], "password_hash": "canary-2"}])
        await tx.run("DELETE FROM trial.line")
    trail = [json.loads(each["changes"]) for each in await house.sql(TRAIL)]
    assert [each["password_hash"] for each in trail] == ["changed"] * 3
    assert "canary" not in json.dumps(trail)


async def test_the_application_cannot_touch_the_audit(database: Database, house: House) -> None:
    await an_entry(database)
    await all_final(database)
    await audit.seal(database)
    for table in ("kernel.audit", "kernel.audit_chain"):
        for forbidden in (f"DELETE FROM {table}", f"UPDATE {table} SET at = now()", f"TRUNCATE {table}"):
            forbidden = forbidden.replace(
                "at = now()", "sealed_at = now()" if "chain" in table else "at = now()"
            )
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with database.transaction(asking=an_asking(), verb="forge") as tx:
                    await tx.run(forbidden)
            with pytest.raises(asyncpg.RestrictViolationError):
                await house.sql(forbidden)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.transaction(asking=an_asking(), verb="forge") as tx:
            await tx.run(
                "INSERT INTO kernel.audit (via, table_name, row_id, kind, changes)"
                " VALUES ('api', 'trial.line', uuidv7(), 'I', '{}')"
            )


async def touched(house: House, sql: str, *args: object) -> None:
    """What somebody with all rights and bad intentions can do."""
    connection = await asyncpg.connect(house.superuser)
    await connection.execute("SET session_replication_role = replica")
    await connection.execute(sql, *args)
    await connection.close()


async def sealed_trail(database: Database) -> None:
    for _ in range(3):
        await an_entry(database)
        await all_final(database)
        await audit.seal(database)


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE kernel.audit SET changes = '{}' WHERE id >= $1", "ROW_CHANGED"),
        ("UPDATE kernel.audit SET actor = uuidv7() WHERE id = $1", "ROW_CHANGED"),
        ("DELETE FROM kernel.audit WHERE id IN ($1::bigint, $1::bigint + 2)", "ROW_REMOVED"),
    ],
)
async def test_the_first_row_that_was_touched_is_named(
    database: Database, house: House, sql: str, problem: str
) -> None:
    await sealed_trail(database)
    assert await audit.verify(database) is None
    wanted = (await house.sql(TRAIL))[3]["id"]
    await touched(house, sql, wanted)
    assert await audit.verify(database) == audit.Finding(problem, 2, wanted)


async def test_a_row_slipped_in_later_is_named(database: Database, house: House) -> None:
    await sealed_trail(database)
    await touched(
        house,
        "INSERT INTO kernel.audit (tx, via, table_name, row_id, kind, changes)"
        " SELECT tx, 'api', 'trial.line', uuidv7(), 'I', '{}' FROM kernel.audit ORDER BY id LIMIT 1",
    )
    slipped = (await house.sql(TRAIL))[-1]["id"]
    assert await audit.verify(database) == audit.Finding("ROW_ADDED", 1, slipped)


async def test_a_changed_or_removed_link_is_found(database: Database, house: House) -> None:
    await sealed_trail(database)
    await touched(house, "UPDATE kernel.audit_chain SET hash = sha256('x') WHERE sequence = 2")
    assert await audit.verify(database) == audit.Finding("LINK_CHANGED", 2)
    await touched(house, "DELETE FROM kernel.audit_chain WHERE sequence = 2")
    assert await audit.verify(database) == audit.Finding("LINK_REMOVED", 2)


async def test_a_cut_tail_is_found_by_the_head_kept_elsewhere(
    database: Database, house: House, tmp_path
) -> None:
    anchors = tmp_path / "outside" / "anchors"
    await sealed_trail(database)
    kept = await audit.anchor(database, anchors)
    assert await audit.anchor(database, anchors) == kept
    assert audit.anchors_in(anchors) == [kept]
    last = await house.value("SELECT to_tx::text FROM kernel.audit_chain WHERE sequence = 2")
    await touched(house, f"DELETE FROM kernel.audit WHERE tx >= '{last}'::xid8")
    await touched(house, "DELETE FROM kernel.audit_chain WHERE sequence = 3")
    # The chain by itself looks whole.
    assert await audit.verify(database) is None
    assert await audit.verify(database, audit.anchors_in(anchors)) == audit.Finding("END_CUT_OFF", 3)


async def test_a_transaction_that_is_still_open_is_sealed_later(database: Database, house: House) -> None:
    """Its rows have lower ids than others that are final already; nothing may be left out or sealed too
    early.
    """
    slow = await asyncpg.connect(house.superuser)
    turn = slow.transaction()
    await turn.start()
    await slow.execute(
        "INSERT INTO trial.line (company, entry, amount) VALUES ($1, $2, 0)", COMPANY, new_id()
    )
    await an_entry(database)
    assert await audit.seal(database) == 0
    await turn.commit()
    await slow.close()
    await all_final(database)
    assert await audit.seal(database) == 3
    assert await audit.verify(database) is None


async def test_many_rows_are_sealed_in_batches_and_large_transactions_whole(
    database: Database, house: House
) -> None:
    for _ in range(3):
        await an_entry(database)
    async with database.transaction(asking=an_asking(), verb="post_entry") as tx:
        await tx.insert(Line, lines(*[1, -1] * 5))
    await an_entry(database)
    await all_final(database)
    sizes = []
    while size := await database.read("SELECT kernel.seal_audit(4)"):
        sizes.append(size)
    assert sizes == [4, 2, 10, 2]
    assert await audit.verify(database) is None


async def test_several_sealers_at_once_make_one_chain(house: House) -> None:
    database = await house.open(size=6)
    for _ in range(4):
        await an_entry(database)
    await all_final(database)
    sealed = await asyncio.gather(*(database.read("SELECT kernel.seal_audit(2)") for _ in range(6)))
    assert sum(sealed) == 8
    assert await audit.verify(database) is None


async def test_a_dump_restored_into_a_younger_server_is_sealed_on(database: Database, house: House) -> None:
    """There transactions count from the beginning again; what came with the dump has ids from the future."""
    await sealed_trail(database)
    await an_entry(database)
    # As seen from the younger server: everything that is here now has a transaction far ahead of its own.
    far = "((tx::text::numeric + 1000000)::text)::xid8"
    await touched(house, f"UPDATE kernel.audit SET tx = {far}")
    await touched(
        house,
        f"UPDATE kernel.audit_chain SET from_tx = CASE WHEN sequence = 1 THEN from_tx"
        f" ELSE {far.replace('tx::', 'from_tx::', 1)} END, to_tx = {far.replace('tx::', 'to_tx::', 1)}",
    )
    connection = await asyncpg.connect(house.superuser)
    await connection.execute("SET session_replication_role = replica")
    await connection.execute(
        """
        DO $$ DECLARE link kernel.audit_chain; before bytea := ''; BEGIN
            FOR link IN SELECT * FROM kernel.audit_chain ORDER BY sequence LOOP
                SELECT string_agg(kernel.audit_hash(a), ''::bytea ORDER BY a.tx, a.id) INTO link.hashes
                  FROM kernel.audit AS a WHERE a.id = ANY (link.ids);
                link.previous := before;
                link.hash := kernel.chain_hash(link);
                before := link.hash;
                UPDATE kernel.audit_chain SET hashes = link.hashes, previous = link.previous, hash = link.hash
                 WHERE sequence = link.sequence;
            END LOOP;
        END $$
        """
    )
    await connection.close()
    assert await audit.verify(database) is None
    await an_entry(database)
    await all_final(database)
    # First the two rows that came unsealed with the dump, then the two that were written here.
    assert [await database.read("SELECT kernel.seal_audit()") for _ in range(3)] == [2, 2, 0]
    await an_entry(database)
    await all_final(database)
    assert await audit.seal(database) == 2
    assert await audit.verify(database) is None


async def test_the_amount_of_a_change_is_exact_in_the_audit(database: Database, house: House) -> None:
    row, other = lines(0, 0)
    async with database.transaction(asking=an_asking(), verb="post_entry") as tx:
        await tx.insert(Line, [row, other])
        await tx.update(Line, [{"id": row["id"], "amount": Decimal("12345678901234.5678")}])
        await tx.update(Line, [{"id": other["id"], "amount": Decimal("-12345678901234.5678")}])
    text = await house.value("SELECT changes::text FROM kernel.audit WHERE kind = 'U' ORDER BY id LIMIT 1")
    assert text == '{"amount": [0.0000, 12345678901234.5678]}'


async def test_what_was_undone_left_no_trace(database: Database, house: House) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=post(1, 1))
    assert await house.value("SELECT count(*) FROM kernel.audit") == 0
