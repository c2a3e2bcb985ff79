"""A rule of the database said no: the answer gets its business name.

Asking first and writing then lets two people through at once; the unique index or the trigger decides, and
whoever lost is told what it means. Other errors pass, among them those after which the whole action is tried
again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from erp.kernel.errors import Refused


@contextmanager
def taken_means(refusal: Refused) -> Iterator[None]:
    """What is there already, or overlaps with what is there, is refused by this name."""
    try:
        yield
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as error:
        raise refusal from error


@contextmanager
def broken_means(refusal: Refused, *constraints: str) -> Iterator[None]:
    """What one of these rules of the database does not allow is refused by this name; others pass."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        if error.constraint_name not in constraints:
            raise
        raise refusal from error
