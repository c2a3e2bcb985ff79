"""Stories are tests: each .md file here is run line by line against a house of its own."""

from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestItem, DoctestTextfile


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DoctestTextfile | None:
    if file_path.suffix != ".md":
        return None
    return DoctestTextfile.from_parent(parent, path=file_path)


@pytest.fixture(autouse=True)
def _house_of_the_story(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    if isinstance(request.node, DoctestItem):
        doctest_namespace["erp"] = request.getfixturevalue("erp")
