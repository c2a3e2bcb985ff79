"""`python3 -m erp import` as somebody at the server meets it: look, write, again, take back."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from erp import settings
from erp.child import ServerError
from erp.commands import commands
from tests.facade import Erp
from tests.sync.folders import FILES, a_folder, counts


@pytest.fixture
def command(erp: Erp, monkeypatch: pytest.MonkeyPatch):
    """The command line on the test's own database."""
    monkeypatch.setenv("ERP_DATABASE_URL", erp.running.server.url(erp.running.name))
    monkeypatch.setenv("ERP_REDIS_URL", "redis://127.0.0.1:1")
    settings.load.cache_clear()

    def run(*words: str | Path, typed: str = "") -> Result:
        return CliRunner().invoke(commands, ["import", *map(str, words)], input=typed)

    yield run
    settings.load.cache_clear()


def test_look_write_again_and_back(erp: Erp, command, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    before = counts(erp)
    looked = command(folder / "mapping.toml", folder, "--preview")
    assert looked.exit_code == 0, looked.output
    assert re.search(r"step 1 \(customer\) +2 +2 +0 +0\n", looked.stdout)
    assert "Nothing was written." in looked.stdout
    assert counts(erp) == before
    assert "Nothing was written." in command(folder / "mapping.toml", folder, typed="n\n").stdout
    assert counts(erp) == before
    written = command(folder / "mapping.toml", folder, "--yes")
    assert written.exit_code == 0, written.output
    (run,) = re.findall(r"--undo (\S+)", written.stdout)
    assert "Nothing to do" in command(folder / "mapping.toml", folder, "--yes").stdout
    undone = command("--undo", run, "--reason", "a try")
    assert undone.exit_code == 0, undone.output
    assert erp.sql("SELECT state, undo_reason FROM sync.import_run") == [
        {"state": "UNDONE", "undo_reason": "a try"}
    ]


def test_faults_are_told_with_file_line_column_and_reason(erp: Erp, command, tmp_path: Path) -> None:
    folder = a_folder(tmp_path, lines=FILES["lines.csv"].replace("2,P2,5,", "2,P9,5,"))
    told = command(folder / "mapping.toml", folder, "--yes")
    assert told.exit_code == 1
    assert "lines.csv:4:product: product P9 was not imported" in told.stderr
    japanese = command(folder / "mapping.toml", folder, "--yes", "--language", "ja").stderr
    assert "lines.csv:4:product: 「P9」（product）は取込済みにも今回の取込にもありません。" in japanese


def test_what_only_the_verb_refuses_is_told_with_its_place(erp: Erp, command, tmp_path: Path) -> None:
    folder = a_folder(tmp_path, orders=FILES["orders.csv"].replace("2026-01-12", "2020-01-12"))
    before = counts(erp)
    told = command(folder / "mapping.toml", folder, "--yes")
    assert isinstance(told.exception, ServerError)
    assert "Nothing was written: the row orders.csv:2 was refused" in str(told.exception)
    assert "No fiscal year with 2020-01-12 in it is open." in str(told.exception)
    assert counts(erp) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.toml", "."], "nowhere.toml"),
        (["northwind", "/no/such/folder"], "There is no folder /no/such/folder."),
        (["--undo", "00000000-0000-7000-8000-000000000000"], "Not found"),
    ],
)
def test_what_is_not_there_is_one_sentence(command, words: list[str], sentence: str) -> None:
    told = command(*words)
    assert isinstance(told.exception, ServerError)
    assert sentence in str(told.exception) and "\n" not in str(told.exception)
