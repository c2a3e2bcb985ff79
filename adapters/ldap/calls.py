"""One encrypted connection to an LDAP server, and what its answers mean."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ldap3
from ldap3.core import exceptions as wrong
from ldap3.utils.ciDict import CaseInsensitiveDict
from ldap3.utils.conv import escape_bytes, escape_filter_chars

from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome

PAGE = 500
CONNECT_S, ANSWER_S = 10, 30

SUCCESS, COMPARE_FALSE, COMPARE_TRUE = 0, 5, 6
ABSENT_OBJECT, ABSENT_VALUE, VALUE_THERE, TAKEN, NOT_UNIQUE = 32, 16, 20, 68, 19
WRONG_PASSWORDS = (48, 49, 53)
BUSY = (51, 52)
LIMITS = (3, 4, 11)
CONFIGURATION = (7, 8, 10, 13, 49)
# What AD and OpenLDAP say of a value that somebody else has, among other constraints.
NOT_UNIQUE_SAID = ("non-unique", "not unique", "000021C8", "0000207D")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the server is and who we are there."""

    host: str
    port: int
    start_tls: bool
    ca: str
    user: str
    password: str
    # Which address the name has, when it may be spoken to at all.
    address_of: Callable[[str, int], str] = lambda host, port: host


@dataclass(frozen=True)
class Entry:
    """One entry; values are bytes as they came."""

    dn: str
    values: Mapping[str, list[bytes]]

    def text(self, name: str) -> str:
        found = self.values.get(name)
        return found[0].decode("utf-8", errors="replace") if found else ""

    def texts(self, name: str) -> list[str]:
        return [each.decode("utf-8", errors="replace") for each in self.values.get(name, [])]


class CheckedTls(ldap3.Tls):
    """Encryption with the certificate and the name of the host checked by Python itself."""

    host = ""

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        context = ssl.create_default_context(cadata=self.ca_certs_data)
        connection.socket = context.wrap_socket(connection.socket, server_hostname=self.host)


def connected(place: Place, user: str, password: str) -> Any:
    """A connection, encrypted before anything is said; whether we may bind stands in its result."""
    tls = CheckedTls(validate=ssl.CERT_REQUIRED, ca_certs_data=place.ca or None)
    tls.host = place.host
    server = ldap3.Server(
        place.address_of(place.host, place.port),
        port=place.port,
        use_ssl=not place.start_tls,
        tls=tls,
        get_info=ldap3.NONE,
        connect_timeout=CONNECT_S,
    )
    made = ldap3.Connection(
        server,
        user=user,
        password=password,
        auto_referrals=False,
        receive_timeout=ANSWER_S,
        raise_exceptions=False,
        check_names=False,
        auto_encode=False,
    )
    try:
        made.open()
        if place.start_tls and not made.start_tls():
            raise Broken("サーバーが暗号化（StartTLS）に応じません。")
        made.bind()
    except wrong.LDAPExceptionError as error:
        made.strategy.close()
        raise _unreachable(error) from error
    return made


def _unreachable(error: Exception) -> Broken | Retry:
    said = str(error)
    if isinstance(error, wrong.LDAPStartTLSError) or "certificate" in said.lower() or "ssl" in said.lower():
        return Broken("サーバーの証明書を確かめられません。認証局の証明書とホスト名を見直してください。")
    return Retry("LDAPサーバーに接続できません。")


class Calls:
    """Opens when first used and again when the server hung up. Not shared between threads."""

    def __init__(self, place: Place, connect: Any = connected) -> None:
        self._open: Any = None
        self._place, self._connect = place, connect

    def _connection(self) -> Any:
        if self._open is None or self._open.closed:
            self._open = self._connect(self._place, self._place.user, self._place.password)
            if self._open.result["result"] != SUCCESS:
                said = self._open.result.get("description", "")
                self._close()
                raise Broken(f"LDAPサーバーがこちらのサインインを拒みました（{said}）。")
        return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.strategy.close()
            self._open = None

    def __del__(self) -> None:
        self._close()

    def _ask(self, what: str, *values: Any, keyed: bool = True, **named: Any) -> Mapping[str, Any]:
        connection = self._connection()
        try:
            getattr(connection, what)(*values, **named)
        except wrong.LDAPCommunicationError as error:
            self._close()
            if keyed:
                raise Retry("LDAPサーバーとの接続が切れました。") from error
            raise UnknownOutcome("送りましたが、LDAPサーバーの答えが届きません。") from error
        except wrong.LDAPExceptionError as error:
            raise Rejected(f"LDAPの値として送れません（{type(error).__name__}）。", "400") from error
        result: Mapping[str, Any] = connection.result
        return result

    def entries(self, base: str, filter_: str, attributes: list[str], *, page: int = PAGE) -> Iterator[Entry]:
        """All entries below; ends normally only when the server says it was all of them."""
        cookie: Any = None
        while True:
            result = self._ask(
                "search",
                search_base=base,
                search_filter=filter_,
                search_scope=ldap3.SUBTREE,
                attributes=attributes,
                paged_size=page,
                paged_cookie=cookie,
            )
            if result["result"] == ABSENT_OBJECT:
                raise Broken(f"検索の起点がLDAPにありません: {base}")
            done(result)
            # Referrals to other servers are never followed.
            for each in self._connection().response or []:
                if each["type"] == "searchResEntry":
                    yield Entry(each["dn"], CaseInsensitiveDict(each["raw_attributes"]))
            controls = result.get("controls") or {}
            cookie = (controls.get("1.2.840.113556.1.4.319") or {}).get("value", {}).get("cookie")
            if not cookie:
                return

    def add(self, dn: str, classes: list[str], values: Mapping[str, Any]) -> None:
        done(self._ask("add", dn, classes, dict(values), keyed=False))

    def modify(self, dn: str, changes: Mapping[str, Any], fine: tuple[int, ...] = ()) -> None:
        done(self._ask("modify", dn, dict(changes)), fine)

    def move(self, dn: str, rdn: str, superior: str | None = None) -> None:
        done(self._ask("modify_dn", dn, rdn, new_superior=superior))

    def delete(self, dn: str) -> None:
        done(self._ask("delete", dn), (ABSENT_OBJECT,))

    def set_password(self, dn: str, password: str) -> None:
        """By the extended operation, so that the server hashes it as it likes."""
        connection = self._connection()
        try:
            connection.extend.standard.modify_password(dn, None, password)
        except wrong.LDAPCommunicationError as error:
            self._close()
            raise Retry("LDAPサーバーとの接続が切れました。") from error
        done(connection.result)

    def may_bind(self, dn: str, password: str) -> bool:
        """Whether somebody with this password gets in just now."""
        tried = self._connect(self._place, dn, password)
        result = tried.result
        tried.strategy.close()
        if result["result"] in WRONG_PASSWORDS:
            return False
        done(result)
        return True


def done(result: Mapping[str, Any], fine: tuple[int, ...] = ()) -> None:
    """Raises the outcome that this result is, unless it succeeded."""
    code, said = result["result"], f"{result.get('description', '')} {result.get('message', '')}".strip()
    if code in (SUCCESS, COMPARE_FALSE, COMPARE_TRUE, *fine):
        return
    if code == TAKEN or (code == NOT_UNIQUE and any(each in said for each in NOT_UNIQUE_SAID)):
        raise Rejected("同じ名前または番号のアカウントがLDAPにあります。", "DUPLICATE")
    if code in BUSY:
        raise Retry("LDAPサーバーが混み合っています。")
    if code in LIMITS:
        raise Retry(f"LDAPサーバーが途中で打ち切りました（{said[:120]}）。")
    if code in CONFIGURATION:
        raise Broken(f"LDAPサーバーが接続の設定を拒みました（{said[:120]}）。")
    raise Rejected(
        f"LDAPサーバーが断りました（{said[:200]}）。", "404" if code == ABSENT_OBJECT else str(code)
    )


def text(value: str) -> str:
    r"""A text inside a filter.

    >>> text("a*(b)")
    'a\\2a\\28b\\29'
    """
    return str(escape_filter_chars(value))


def octets(value: bytes) -> str:
    """Bytes inside a filter."""
    return str(escape_bytes(value))
