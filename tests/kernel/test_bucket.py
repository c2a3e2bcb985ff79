"""The S3 store against something that speaks S3 over HTTP, with the real client: nothing is written over."""

import asyncio
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from erp.kernel.contents import Bucket, ContentLost


class Shelf(BaseHTTPRequestHandler):
    """A bucket in memory: PUT (also only where nothing is), GET, HEAD and removal."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]
    asked: list[tuple[str, str | None]]

    def _answer(self, status: int, body: bytes = b"", size: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if size is None else size))
        self.send_header("ETag", f'"{hash(body)}"')
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _key(self) -> str:
        assert (self.headers["Authorization"] or "").startswith("AWS4-HMAC-SHA256")
        self.asked.append((self.command, self.headers["If-None-Match"]))
        return self.path.partition("?")[0]

    def do_PUT(self) -> None:
        key = self._key()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if key in self.kept and self.headers["If-None-Match"] == "*":
            self._answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
            return
        self.kept[key] = body
        self._answer(200)

    def do_GET(self) -> None:
        found = self.kept.get(self._key())
        self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>") if found is None else self._answer(
            200, found
        )

    def do_HEAD(self) -> None:
        found = self.kept.get(self._key())
        self._answer(404) if found is None else self._answer(200, found, len(found))

    def do_POST(self) -> None:
        bucket = self._key()
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        keys = re.findall(r"<Key>([^<]+)</Key>", asked)
        for key in keys:
            self.kept.pop(f"{bucket}/{key}", None)
        told = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{told}</DeleteResult>".encode())

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def shelf() -> Iterator[ThreadingHTTPServer]:
    Shelf.kept, Shelf.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _bucket(server: ThreadingHTTPServer, spool: Path) -> Bucket:
    from obstore.store import S3Store

    store = S3Store(
        "papers",
        prefix="books",
        endpoint=f"http://127.0.0.1:{server.server_address[1]}",
        access_key_id="key",
        secret_access_key="secret",
        region="ap-northeast-1",
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )
    return Bucket(store, spool)


async def _take(bucket: Bucket, content: bytes) -> str:
    incoming = bucket.incoming()
    incoming.write(content)
    return await bucket.take(incoming)


def test_a_content_goes_up_once_comes_back_whole_and_is_lost_by_name(
    shelf: ThreadingHTTPServer, tmp_path: Path
) -> None:
    bucket = _bucket(shelf, tmp_path)

    async def story() -> None:
        sha256 = await _take(bucket, b"paper" * 100_000)
        (key,) = Shelf.kept
        assert key == f"/papers/books/{sha256[:2]}/{sha256[2:4]}/{sha256}"
        assert await bucket.read(sha256) == b"paper" * 100_000
        assert b"".join([piece async for piece in bucket.pieces(sha256)]) == b"paper" * 100_000

        # The store itself says no to a second writer; what is there is what it was.
        Shelf.kept[key] = b"as it is in the store"
        assert await _take(bucket, b"paper" * 100_000) == sha256
        assert Shelf.kept[key] == b"as it is in the store"
        assert {condition for verb, condition in Shelf.asked if verb == "PUT"} == {"*"}

        await bucket.remove(sha256)
        await bucket.remove(sha256)
        for lost in (bucket.read(sha256), anext(bucket.pieces(sha256))):
            with pytest.raises(ContentLost):
                await lost
        assert list(tmp_path.iterdir()) == []

    asyncio.run(story())


def test_a_large_one_is_looked_for_before_it_goes_up_in_parts(
    shelf: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("erp.kernel.contents.AT_ONCE", 3)
    bucket = _bucket(shelf, tmp_path)

    async def story() -> None:
        await _take(bucket, b"long paper")
        (key,) = Shelf.kept
        Shelf.kept[key] = b"as it is in the store"
        await _take(bucket, b"long paper")
        assert Shelf.kept[key] == b"as it is in the store"
        assert [verb for verb, _ in Shelf.asked] == ["HEAD", "PUT", "HEAD"]

    asyncio.run(story())
