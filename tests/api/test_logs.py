"""What ends up in the log: named fields, kinds and places of errors; never a value somebody typed."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from erp.api import logs


@pytest.fixture
def afterwards() -> Iterator[None]:
    """The log of other tests is as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]


def test_only_named_fields_are_written(afterwards: None, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    structlog.get_logger("erp.any").info(
        "signed in", actor="1", password="hunter2", body={"a": 1}, cookie="c", headers=[1], query="{ x }"
    )
    [line] = written(capsys)
    assert line["event"] == "signed in" and line["actor"] == "1" and line["level"] == "info"
    assert set(line) <= logs.NAMED


def test_an_error_is_written_without_its_text(afterwards: None, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    try:
        raise ValueError("the password is hunter2")
    except ValueError:
        logging.getLogger("any.library").exception("failed")
    [line] = written(capsys)
    assert line["error"] == "ValueError" and "hunter2" not in json.dumps(line)
    assert "test_logs.py" in str(line["at"])
