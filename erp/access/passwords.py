"""Passwords: argon2id, in a thread, a few at a time.

One hash takes a tenth of a second and 64 MB on purpose. A thread keeps the other requests answered
meanwhile; a limit on how many run at once keeps a burst of sign-ins from eating the machine's memory.
"""

import asyncio
from functools import cache
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
_hasher = PasswordHasher()
_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _gate() -> asyncio.Semaphore:
    return _gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


async def hash_password(password: str) -> str:
    """What is kept of a password."""
    async with _gate():
        return await asyncio.to_thread(_hasher.hash, password)


async def is_password(kept: str | None, given: str) -> bool:
    """Whether it is the one. Where nothing is kept the same work is done, so that time tells nothing."""
    async with _gate():
        fits = await asyncio.to_thread(_fits, kept, given)
    return fits and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with weaker settings than today's and should be hashed anew at this chance."""
    return _hasher.check_needs_rehash(kept)


def _fits(kept: str | None, given: str) -> bool:
    nobody = _nobody()
    try:
        return _hasher.verify(kept or nobody, given)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """The hash of a password that nobody knows."""
    return _hasher.hash("nobody's password, to spend the same time on a login that does not exist")
