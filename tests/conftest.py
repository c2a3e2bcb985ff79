"""What all tests share: one database server for the run, and the house as its users see it."""

from collections.abc import Iterator

import pytest

from tests import server as servers


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.end_run()


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """A real PostgreSQL, started when the first test asks for it."""
    yield servers.server()
