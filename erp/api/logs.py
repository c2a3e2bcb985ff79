"""What is written to the log: named fields and nothing else, so that no password and no document ends up
there.

A line carries only fields of this list. An error is written as its kind and the lines of code it went
through; its text is left out, because PostgreSQL and Python quote the values they choke on.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from erp.api.answers import error_kind, places_of

NAMED = frozenset(
    {
        *("event", "level", "timestamp", "logger", "incident", "error", "at"),
        *("path", "method", "status", "ms", "actor", "company", "verb", "via"),
        *("job", "reaction", "delivery", "module", "count", "port", "attempt"),
    }
)
Line = MutableMapping[str, Any]


def configure(level: str = "INFO") -> None:
    """One line of JSON an event, for our own log and for that of the libraries."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
        only_named,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def without_values(logger: Any, name: str, line: Line) -> Line:
    """An exception becomes its kind and its places."""
    given = line.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["error"], line["at"] = error_kind(error), places_of(error)
    return line


def only_named(logger: Any, name: str, line: Line) -> Line:
    """Drop every field that is not on the list; a name missed shows at once, a secret written stays."""
    return {key: value for key, value in line.items() if key in NAMED or key.startswith("_")}
