"""Machine keys: UUID version 7, made where the row is made.

They grow with time, so indexes stay compact, and they are known before anything is written: a document and
all its lines are inserted without asking the database for ids first. People never see them; they see numbers.

    >>> first, second = new_id(), new_id()
    >>> first.version, first < second
    (7, True)
"""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A key that no other row has, later than every key this process made before."""
    global _last
    # 48 bits of milliseconds, then 12 bits of the fraction: keys of one process never run backwards.
    with _lock:
        ticks = (time.time_ns() << 12) // 1_000_000
        if ticks <= _last:
            ticks = _last + 1
        _last = ticks
    head = (ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64
    return UUID(int=head | 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)
