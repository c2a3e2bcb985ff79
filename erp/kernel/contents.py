"""Where the contents of files lie: under their SHA-256, so the same content is there once and never changes.

A folder by default: written under a name of its own, brought to the disk, then renamed; so a content is there
whole or not at all. By setting, an S3-compatible store with the same promise.
"""

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from erp.kernel.keys import new_id
from erp.kernel.media import HEAD

PIECE = 256 * 1024
S3 = "s3"
# More than this goes up in parts.
AT_ONCE = 64 * 1024 * 1024


class ContentLost(Exception):
    """A content that was kept cannot be found: the store was touched from outside."""


class Incoming:
    """A content on its way in: a file of its own until it is known to be whole."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{new_id()}.part"
        self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._digest = hashlib.sha256()
        self.size = 0
        self.head = b""

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._digest.update(piece)
        self.size += len(piece)
        if len(self.head) < HEAD:
            self.head += piece[: HEAD - len(self.head)]

    def flush(self) -> None:
        """What was written so far can be read at its path."""
        self._file.flush()

    def whole(self) -> str:
        """All of it is on the disk; answers its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._digest.hexdigest()

    def drop(self) -> None:
        """Leave nothing of it, however far it came."""
        self._file.close()
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()


class Store(Protocol):
    """What every store can do."""

    is_remote: bool

    def incoming(self) -> Incoming: ...
    async def take(self, incoming: Incoming) -> str: ...
    async def read(self, sha256: str) -> bytes: ...
    def pieces(self, sha256: str) -> AsyncIterator[bytes]: ...
    async def remove(self, sha256: str) -> None: ...


class Folder:
    """A folder of this machine, or one that several machines share."""

    is_remote = False

    def __init__(self, root: Path) -> None:
        self.root = root

    def place(self, sha256: str) -> Path:
        """Where a content lies; two levels of folders, so that none grows too large."""
        if len(sha256) != 64 or not sha256.isalnum():
            raise ContentLost(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def incoming(self) -> Incoming:
        return Incoming(self.root / "incoming")

    async def take(self, incoming: Incoming) -> str:
        return await asyncio.to_thread(self._take, incoming)

    def _take(self, incoming: Incoming) -> str:
        sha256 = incoming.whole()
        place = self.place(sha256)
        if place.exists():
            # Whoever sweeps away what nobody uses sees by the time that somebody does again.
            os.utime(place)
        else:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.replace(incoming.path, place)
            folder = os.open(place.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        incoming.drop()
        return sha256

    async def read(self, sha256: str) -> bytes:
        try:
            return await asyncio.to_thread(self.place(sha256).read_bytes)
        except FileNotFoundError:
            raise ContentLost(sha256) from None

    async def pieces(self, sha256: str) -> AsyncIterator[bytes]:
        """The content bit by bit, so that memory does not grow with it."""
        try:
            file = await asyncio.to_thread(self.place(sha256).open, "rb")
        except FileNotFoundError:
            raise ContentLost(sha256) from None
        try:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece
        finally:
            file.close()

    async def remove(self, sha256: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            await asyncio.to_thread(self.place(sha256).unlink)


class Bucket:
    """An S3-compatible store; the credentials are those of the environment (`AWS_…`)."""

    is_remote = True

    def __init__(self, store: Any, spool: Path) -> None:
        self.store, self.spool = store, spool

    @classmethod
    def at(cls, url: str, spool: Path) -> "Bucket":
        from obstore.store import S3Store

        parts = urlsplit(url)
        return cls(S3Store(parts.netloc, prefix=parts.path.strip("/") or None), spool)

    def incoming(self) -> Incoming:
        return Incoming(self.spool)

    async def take(self, incoming: Incoming) -> str:

        try:
            sha256 = await asyncio.to_thread(incoming.whole)
            await self._put(_name(sha256), incoming)
        finally:
            incoming.drop()
        return sha256

    async def _put(self, name: str, incoming: Incoming) -> None:
        """Written where nothing is yet: the store itself refuses to write over what is there."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        if incoming.size <= AT_ONCE:
            with contextlib.suppress(AlreadyExistsError):
                await obstore.put_async(self.store, name, incoming.path, mode="create", use_multipart=False)
            return
        # Parts cannot be put on a condition; the same name is the same content, so it is looked for first.
        try:
            await obstore.head_async(self.store, name)
        except FileNotFoundError:
            await obstore.put_async(self.store, name, incoming.path)

    async def read(self, sha256: str) -> bytes:
        import obstore

        try:
            found = await obstore.get_async(self.store, _name(sha256))
        except FileNotFoundError:
            raise ContentLost(sha256) from None
        return bytes(await found.bytes_async())

    async def pieces(self, sha256: str) -> AsyncIterator[bytes]:
        import obstore

        try:
            found = await obstore.get_async(self.store, _name(sha256))
        except FileNotFoundError:
            raise ContentLost(sha256) from None
        async for piece in found.stream(min_chunk_size=PIECE):
            yield bytes(piece)

    async def remove(self, sha256: str) -> None:
        import obstore

        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self.store, _name(sha256))


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


_opened: dict[str, Store] = {}


def store() -> Store:
    """The store of the settings."""
    from erp.settings import load

    settings = load()
    url = settings.files_url or str(settings.data_dir / "files")
    if url not in _opened:
        remote = url.startswith(f"{S3}://")
        spool = settings.data_dir / "incoming"
        _opened[url] = Bucket.at(url, spool) if remote else Folder(Path(url.removeprefix("file://")))
    return _opened[url]
