"""The command line as people meet it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("litestar", "piccolo", "pandas", "strawberry", "arq", "redis", "asyncpg", "granian")


def erp(*words: str, cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with no other settings than those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ERP_")}
    given = {f"ERP_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "erp", *words],
        cwd=cwd,
        env=kept | given | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_help_lists_the_commands_and_loads_nothing_heavy() -> None:
    program = (
        "import sys, json\nfrom erp.commands import commands\n"
        "try: commands(['--help'])\nexcept SystemExit: pass\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    *shown, loaded = done.stdout.splitlines()
    assert json.loads(loaded) == []
    for name in ("up", "serve", "worker", "migrate", "test", "check", "doctor"):
        assert any(line.split()[1:2] == [name] for line in shown), name


@pytest.mark.parametrize("command", ["up", "serve", "worker", "migrate", "seed", "doctor"])
def test_a_wrong_setting_stops_every_command_with_one_sentence(command: str, tmp_path: Path) -> None:
    done = erp(command, port="abc", data_dir=str(tmp_path / "data"))
    assert done.returncode == 2
    assert done.stderr == "ERP_PORT must be a whole number between 1 and 65535, not 'abc'.\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("database_url", "postgresql://nobody@127.0.0.1:1/nothing"), ("data_dir", "/proc/nothing")],
)
def test_a_setting_that_leads_nowhere_is_named(setting: str, value: str, tmp_path: Path) -> None:
    done = erp("migrate", cwd=tmp_path, **{"data_dir": str(tmp_path / "data"), setting: value})
    assert done.returncode == 1
    assert f"ERP_{setting.upper()}" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_web_and_worker_ask_for_their_servers_by_name(command: str, tmp_path: Path) -> None:
    done = erp(command, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("ERP_DATABASE_URL must be set for this command;")


def test_doctor_explains_every_setting_and_keeps_secrets(tmp_path: Path) -> None:
    done = erp(
        "doctor",
        cwd=tmp_path,
        database_url="postgresql://erp:hunter2@127.0.0.1:1/erp",
        redis_url="redis://:hunter2@127.0.0.1:1",
        prot="9000",
    )
    assert done.returncode == 1
    assert "hunter2" not in done.stdout + done.stderr
    assert "* ERP_DATABASE_URL = **********" in done.stdout
    assert "warning: ERP_PROT is no setting of this system" in done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines() if line.startswith("MISSING")] == [
        "MISSING  database reachable, PostgreSQL 18 or newer",
        "MISSING  migrations current",
        "MISSING  Valkey or Redis reachable",
        "MISSING  keys of secrets",
    ]


def test_doctor_starts_nothing_where_nothing_has_run(tmp_path: Path) -> None:
    done = erp("doctor", cwd=tmp_path, data_dir=str(tmp_path / "data"))
    assert done.returncode == 1
    assert "nothing has run in" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_command_works_beside_no_up_and_leaves_nothing_running(tmp_path: Path) -> None:
    done = erp("migrate", cwd=tmp_path, data_dir=str(tmp_path / "data"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("The database is up to date.\n")
    assert not (tmp_path / "data" / "postgres" / "postmaster.pid").exists()
    again = erp("migrate", cwd=tmp_path, data_dir=str(tmp_path / "data"))
    assert again.stdout == "The database is up to date.\n"
    assert (
        "ok       migrations current" in erp("doctor", cwd=tmp_path, data_dir=str(tmp_path / "data")).stdout
    )


def test_seed_prints_the_first_sign_in_once(tmp_path: Path) -> None:
    first = erp("seed", "--empty", cwd=tmp_path, data_dir=str(tmp_path / "data"))
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("First sign-in:  ")
    password = first.stdout.split()[3]
    again = erp("seed", "--empty", cwd=tmp_path, data_dir=str(tmp_path / "data"))
    assert again.stdout == "The database is up to date and was filled before.\n"
    kept = [
        path for path in (tmp_path / "data" / "log").iterdir() if password in path.read_text(errors="replace")
    ]
    assert kept == []


def test_the_gate_runs_what_a_reader_would_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash" and "python3 -m erp test" in lines
    assert [line for line in lines if "erp" in line] == ["python3 -m erp test"]
