"""How a press and its owner speak over a pipe: frames of four bytes of length and that many bytes."""

import struct
from typing import IO


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side is gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], *parts: bytes) -> None:
    """One frame each."""
    for part in parts:
        stream.write(struct.pack(">I", len(part)))
        stream.write(part)
    stream.flush()
