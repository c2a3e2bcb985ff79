"""Connections of `requests` to a checked address, with the certificate still held against the name."""

import socket
import ssl
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import connection as links

from erp.kernel.outside.addresses import NoSuchName

Resolve = Callable[[str, int, bool], list[str]]


def _open(link: Any, resolve: Resolve, secure: bool) -> socket.socket:
    """A socket to the first address that answers; the name is looked up here and nowhere else."""
    try:
        addresses = resolve(link.host.strip("[]"), link.port, secure)
    except NoSuchName as error:
        raise NameResolutionError(link.host, link, socket.gaierror(str(error))) from error
    last: OSError | None = None
    for address in addresses:
        try:
            return links.create_connection(
                (address, link.port), link.timeout, socket_options=link.socket_options
            )
        except OSError as error:
            last = error
    if isinstance(last, TimeoutError):
        raise ConnectTimeoutError(link, "no answer in time") from last
    raise NewConnectionError(link, "no connection") from last


class PinningAdapter(HTTPAdapter):
    """Takes every connection through `resolve`, and TLS through a context of its own."""

    def __init__(self, resolve: Resolve, context: ssl.SSLContext) -> None:
        self._resolve, self._context = resolve, context
        super().__init__(pool_connections=8, pool_maxsize=32, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
        resolve = self._resolve

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _open(self, resolve, False)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _open(self, resolve, True)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self._context, **more
        )
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context says whom to trust; nothing of the environment is added to it."""
        conn.cert_reqs = "CERT_REQUIRED"
