"""Active Directory as it was seen to behave, in memory, behind the face of an ldap3 connection.

New accounts are disabled; a password is `unicodePwd`, quoted and in UTF-16; an account is not enabled without
one; moving keeps the links of groups; members of large groups are told in ranges; sAMAccountName is unique.
"""

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import ldap3
from ldap3.utils.conv import to_raw
from ldap3.utils.dn import parse_dn

from adapters.ldap.calls import Place

DISABLED = 2
RANGE = 3
CODES = {0: "success", 19: "constraintViolation", 32: "noSuchObject", 49: "invalidCredentials"}


class ActiveDirectory:
    """The controller; `connect` is given to the adapter instead of a network."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, list[bytes]]] = {}
        self.passwords: dict[str, str] = {}
        self.lies_enabled = False
        self.lost: list[str] = []

    def connect(self, place: Place, user: str, password: str) -> Any:
        return _Connection(self, user, password)

    def put(self, dn: str, values: dict[str, Any]) -> None:
        known = {name: [_raw(each) for each in _many(value)] for name, value in values.items()}
        self.entries[dn] = {"objectGUID": [uuid4().bytes_le], **known}

    def dn(self, wanted: str) -> str | None:
        return next((each for each in self.entries if each.lower() == wanted.lower()), None)

    def signs_in(self, user: str, password: str) -> int:
        if user == "cn=erp":
            return 0 if password == "right" else 49
        for dn, values in self.entries.items():
            names = [dn.lower(), *(each.decode().lower() for each in values.get("userPrincipalName", []))]
            if user.lower() in names and self.passwords.get(dn) == password and password:
                return 49 if self.is_disabled(values) and not self.lies_enabled else 0
        return 49

    def is_disabled(self, values: dict[str, list[bytes]]) -> bool:
        return bool(int(values.get("userAccountControl", [b"512"])[0]) & DISABLED)


class _Connection:
    def __init__(self, server: ActiveDirectory, user: str, password: str) -> None:
        self._server, self.closed, self.response = server, False, None
        self.strategy = SimpleNamespace(close=lambda: setattr(self, "closed", True))
        self._says(server.signs_in(user, password))

    def _says(self, code: int, message: str = "") -> bool:
        self.result = {"result": code, "description": CODES.get(code, str(code)), "message": message}
        return code == 0

    def _lost(self, method: str) -> None:
        if method in self._server.lost:
            self._server.lost.remove(method)
            self.closed = True
            raise ldap3.core.exceptions.LDAPSocketReceiveError("lost")

    def search(
        self, search_base: str, search_filter: str, attributes: list[str], paged_cookie: Any, **_: Any
    ) -> None:
        found = [
            (dn, values)
            for dn, values in self._server.entries.items()
            if dn.lower().endswith(search_base.lower())
            and _matches(search_filter, {**values, "memberOf": self._groups(dn)})
        ]
        self.response = [
            {"type": "searchResEntry", "dn": dn, "raw_attributes": self._told(dn, values, attributes)}
            for dn, values in found
        ]
        self.response.append({"type": "searchResRef", "uri": ["ldap://elsewhere.example/"]})
        self._says(0)

    def _groups(self, dn: str) -> list[bytes]:
        return [
            group.encode()
            for group, values in self._server.entries.items()
            if dn.encode() in values.get("member", [])
        ]

    def _told(self, dn: str, values: dict[str, list[bytes]], attributes: list[str]) -> dict[str, list[bytes]]:
        told = {name: values[name] for name in attributes if name in values}
        if len(values.get("member", [])) > RANGE:
            told[f"member;range=0-{RANGE - 1}"] = told.pop("member")[:RANGE]
        return told

    def add(self, dn: str, classes: list[str], values: dict[str, Any]) -> bool:
        server = self._server
        sam = _raw(values.get("sAMAccountName", ""))
        taken = any(each.get("sAMAccountName") == [sam] for each in server.entries.values())
        if server.dn(dn) or taken:
            return self._says(68, "00000524: UpdErr: DSID-031A1236, problem 6005 (ENTRY_EXISTS)")
        server.put(dn, {"objectClass": classes, "objectCategory": "person", **values})
        if not server.is_disabled(server.entries[dn]):
            server.entries[dn]["userAccountControl"] = [b"546"]
        self._lost("add")
        return self._says(0)

    def modify(self, dn: str, changes: dict[str, list[tuple[str, list[Any]]]]) -> bool:
        self._lost("modify")
        known = self._server.dn(dn)
        if known is None:
            return self._says(32)
        values = self._server.entries[known]
        for name, ((how, said),) in changes.items():
            code, message = self._changed(known, values, name, how, [_raw(each) for each in said])
            if code:
                return self._says(code, message)
        return self._says(0)

    def _changed(
        self, dn: str, values: dict[str, list[bytes]], name: str, how: str, said: list[bytes]
    ) -> tuple[int, str]:
        if name == "unicodePwd":
            password = said[0].decode("utf-16-le")
            if not (password.startswith('"') and password.endswith('"') and len(password) > 9):
                return 53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM)"
            self._server.passwords[dn] = password[1:-1]
            return 0, ""
        if name == "userAccountControl" and not int(said[0]) & DISABLED and dn not in self._server.passwords:
            return 53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM)"
        if name == "userPrincipalName":
            others = (each for other, each in self._server.entries.items() if other != dn)
            if any(each.get(name) == said for each in others):
                return 19, "000021C8: AtrErr: DSID-03200EA7, #1: userPrincipalName"
        now = values.get(name, [])
        if how == ldap3.MODIFY_ADD and said[0] in now:
            return 68, "00000562: UpdErr: DSID-031A11E2, problem 6005 (ENTRY_EXISTS)"
        if how == ldap3.MODIFY_DELETE and said and said[0] not in now:
            return 53, "00000561: SvcErr: DSID-031A1254, problem 5003 (WILL_NOT_PERFORM)"
        values[name] = {
            ldap3.MODIFY_ADD: lambda: now + said,
            ldap3.MODIFY_DELETE: lambda: [each for each in now if each not in said],
            ldap3.MODIFY_REPLACE: lambda: said,
        }[how]()
        return 0, ""

    def modify_dn(self, dn: str, rdn: str, new_superior: str | None) -> bool:
        server, known = self._server, self._server.dn(dn)
        if known is None:
            return self._says(32)
        place = ",".join(f"{kind}={value}" for kind, value, _ in parse_dn(known, escape=True)[1:])
        new = f"{rdn},{new_superior or place}"
        server.entries[new] = server.entries.pop(known)
        if known in server.passwords:
            server.passwords[new] = server.passwords.pop(known)
        for values in server.entries.values():
            if known.encode() in values.get("member", []):
                values["member"] = [
                    new.encode() if each == known.encode() else each for each in values["member"]
                ]
        return self._says(0)

    def delete(self, dn: str) -> bool:
        known = self._server.dn(dn)
        if known is None:
            return self._says(32)
        del self._server.entries[known]
        return self._says(0)


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _raw(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _matches(filter_: str, values: dict[str, list[bytes]]) -> bool:
    """Enough of RFC 4515: and, or, equality and presence."""
    inner = filter_[1:-1]
    if inner[0] in "&|":
        parts, depth, start = [], 0, 1
        for place, letter in enumerate(inner):
            depth += (letter == "(") - (letter == ")")
            if letter == ")" and depth == 0:
                parts.append(inner[start : place + 1])
                start = place + 1
        return (all if inner[0] == "&" else any)(_matches(each, values) for each in parts)
    name, _, value = inner.partition("=")
    held = values.get(name, [])
    if value == "*":
        return bool(held)
    asked = to_raw(value)
    for place in range(256):
        asked = asked.replace(f"\\{place:02x}".encode(), bytes([place]))
    return any(each.lower() == asked.lower() for each in held)


def guid(values: dict[str, list[bytes]]) -> str:
    return str(UUID(bytes_le=values["objectGUID"][0]))
