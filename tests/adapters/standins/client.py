"""The client of a connection, for servers on this machine and for vendors that live in the test."""

import ssl
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import BaseAdapter

from erp.kernel.outside import networks
from erp.sync.calling import certificates
from erp.sync.calling.words import Attempt
from erp.sync.client import Client


@cache
def _trusting() -> ssl.SSLContext:
    """Reading all the authorities of the world takes a while."""
    return certificates.context()


class WatchedClient(Client):
    """The real one, allowed to speak to this machine; `asked` says what was called, in order."""

    def __init__(self, base_url: str, vendor: BaseAdapter | None = None, **given: Any) -> None:
        self.asked: list[tuple[str, str]] = []
        self.attempts: list[Attempt] = []
        super().__init__(
            base_url, tls=_trusting(), always=networks("127.0.0.1 ::1"), trace=self._watch, **given
        )
        if vendor is not None:
            self._session.mount("https://", vendor)

    def _watch(self, attempt: Attempt) -> None:
        self.asked.append((attempt.method, urlsplit(attempt.url).path))
        self.attempts.append(attempt)
