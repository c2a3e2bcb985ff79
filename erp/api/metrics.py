"""Figures about the running process for whoever watches over it: how many, how fast, how full. No names, no
values."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from erp.api.answers import Answer
from erp.kernel import clock
from erp.kernel.database import Database

ANSWERS = Counter("erp_graphql_answers", "Answers given, by status.", ["status"])
SECONDS = Histogram(
    "erp_graphql_seconds",
    "How long an answer took.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
STATEMENTS = Gauge("erp_database_statements", "Statements sent to PostgreSQL since the start.")
LENT = Gauge("erp_database_connections_lent", "Connections in use.")
SIZE = Gauge("erp_database_connections", "Most connections there may be.")
_KNOWN: dict[int, Counter] = {}


@contextmanager
def timed() -> Iterator[None]:
    began = clock.monotonic()
    try:
        yield
    finally:
        SECONDS.observe(clock.monotonic() - began)


def count(answer: Answer) -> None:
    known = _KNOWN.get(answer.status)
    if known is None:
        known = _KNOWN[answer.status] = ANSWERS.labels(str(answer.status))
    known.inc()


def printed(database: Database) -> tuple[bytes, str]:
    """The text that Prometheus reads."""
    STATEMENTS.set(database.statements)
    LENT.set(database.lent)
    SIZE.set(database.size)
    return generate_latest(), CONTENT_TYPE_LATEST
