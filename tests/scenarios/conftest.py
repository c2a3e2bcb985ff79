"""Stories are tests: each .md file here is run line by line against a house of its own."""

from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestItem, DoctestTextfile

from tests.adapters.standins.outsides import Outsides


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DoctestTextfile | None:
    if file_path.suffix != ".md":
        return None
    return DoctestTextfile.from_parent(parent, path=file_path)


@pytest.fixture(autouse=True)
def _house_of_the_story(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    if isinstance(request.node, DoctestItem):
        doctest_namespace["erp"] = request.getfixturevalue("erp")
        if request.node.path.name == "hire_move_leave.md":
            patch = request.getfixturevalue("monkeypatch")
            doctest_namespace["outside"] = Outsides(doctest_namespace["erp"], patch)
