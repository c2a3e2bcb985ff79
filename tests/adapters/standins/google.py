"""Google's Directory and Licensing, as far as accounts need them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.adapters.standins.transport import Said, StandIn

ROOT = "/admin/directory/v1/"
PAGE = 2


@cache
def _key() -> RSAKey:
    """Of the service account; making one takes a while."""
    return RSAKey.import_key(rsa.generate_private_key(65537, 2048))


@dataclass
class GoogleLies:
    still_active: bool = False
    ignores_query: bool = False
    list_shifts: bool = False
    rates: str = ""
    forbids: bool = False
    slow_to_know: int = 0


class GoogleWorkspace(StandIn):
    """Pages of two, so that paging is always tried."""

    address = "https://admin.googleapis.com"
    hosts = ("oauth2.googleapis.com", "licensing.googleapis.com")

    def __init__(self, groups: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.lies = GoogleLies()
        self.users: dict[str, dict[str, Any]] = {}
        self.members: dict[str, set[str]] = {name: set() for name in groups}
        self.licences: set[tuple[str, str]] = set()
        self.programs: dict[str, set[str]] = {}
        self.signed_out: list[str] = []
        self.key = _key()
        self._ids = count(1001)

    def settings(self) -> dict[str, str]:
        pem = self.key.as_pem(private=True).decode()
        known = {"client_email": "erp@project.iam.gserviceaccount.com", "private_key": pem}
        return {"service_account": json.dumps(known), "administrator": "admin@example.com"}

    def answer(
        self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
    ) -> Said:
        if path == "/token":
            claims = jwt.decode(body["assertion"], self.key, algorithms=["RS256"]).claims
            assert claims["sub"] == "admin@example.com" and claims["exp"] - claims["iat"] == 3600
            assert claims["aud"] == "https://oauth2.googleapis.com/token"
            return 200, {"access_token": "google-token", "expires_in": 3600}
        if headers.get("Authorization") != "Bearer google-token":
            return 401, _error(401, "authError")
        if self.lies.rates:
            reason, self.lies.rates = self.lies.rates, ""
            return 403, _error(403, reason)
        if path.startswith("/apps/licensing/"):
            return self._licence(method, path, query, body)
        what, *rest = path.removeprefix(ROOT).split("/")
        return (
            self._users(method, rest, query, body)
            if what == "users"
            else self._groups(method, rest, query, body)
        )

    def _users(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Said:
        if not rest:
            return self._made(body) if method == "POST" else self._list("users", self._found(query), query)
        user = self._known(rest[0])
        if user is None:
            return 404, _error(404, "notFound")
        if rest[1:2] in (["tokens"], ["asps"]):
            programs = self.programs.setdefault(user["id"], set())
            if method == "DELETE":
                programs.discard(rest[2])
                return 204, None
            return 200, {"items": [{"clientId": each} for each in programs]} if rest[1] == "tokens" else {}
        if rest[1:] == ["signOut"]:
            self.signed_out.append(user["id"])
            return 204, None
        if method == "DELETE":
            del self.users[user["id"]]
            return 204, None
        if method == "PUT":
            if self.lies.forbids:
                return 403, _error(403, "forbidden")
            if self.lies.still_active:
                body = {name: value for name, value in body.items() if name != "suspended"}
            if "primaryEmail" in body and self._known(body["primaryEmail"]) not in (None, user):
                return 409, _error(409, "duplicate")
            if "primaryEmail" in body and body["primaryEmail"] != user["primaryEmail"]:
                user.setdefault("aliases", []).append(user["primaryEmail"])
            user.update(body)
        return 200, user

    def _known(self, key: str) -> dict[str, Any] | None:
        for user in self.users.values():
            names = [user["id"], user["primaryEmail"].lower(), *user.get("aliases", [])]
            if key.lower() in names:
                return user
        return None

    def _made(self, body: dict[str, Any]) -> Said:
        if self._known(body["primaryEmail"]):
            return 409, _error(409, "duplicate")
        assert len(body.pop("password")) >= 8
        their_id = str(next(self._ids))
        self.users[their_id] = {**body, "id": their_id, "suspended": False, "isAdmin": False}
        self.users[their_id]["customerId"] = "C0123"
        self.users[their_id]["lastLoginTime"] = "1970-01-01T00:00:00.000Z"
        return 200, self.users[their_id]

    def _found(self, query: dict[str, str]) -> list[dict[str, Any]]:
        everybody = [self.users[each] for each in sorted(self.users)]
        asked = re.fullmatch(r"externalId='(.*)'", query.get("query", ""))
        if asked is None or self.lies.ignores_query:
            return everybody
        return [
            each for each in everybody if any(one["value"] == asked[1] for one in each.get("externalIds", []))
        ]

    def _list(self, kind: str, entries: list[dict[str, Any]], query: dict[str, str]) -> Said:
        start = int(query.get("pageToken", "0"))
        shift = 1 if self.lies.list_shifts and start else 0
        page = {kind: entries[start - shift : start - shift + PAGE]} if entries else {}
        more = start + PAGE < len(entries)
        return 200, page | ({"nextPageToken": str(start + PAGE)} if more else {})

    def _groups(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Said:
        if not rest:
            entries = [
                {"id": name, "email": f"{name}@example.com", "name": name}
                for name in sorted(self.members)
                if query.get("userKey", "") in ("", *self.members[name])
            ]
            return self._list("groups", entries, query)
        if rest[0] not in self.members:
            return 404, _error(404, "notFound")
        members = self.members[rest[0]]
        if method == "GET":
            return self._list("members", [{"id": each, "type": "USER"} for each in sorted(members)], query)
        if method == "DELETE":
            if rest[2] not in members:
                return 404, _error(404, "notFound")
            members.discard(rest[2])
            return 204, None
        if self.lies.slow_to_know:
            self.lies.slow_to_know -= 1
            return 404, _error(404, "notFound")
        if body["id"] in members:
            return 409, _error(409, "duplicate")
        members.add(body["id"])
        return 200, {"id": body["id"], "role": "MEMBER"}

    def _licence(self, method: str, path: str, query: dict[str, str], body: Any) -> Said:
        parts = path.split("/")
        if method == "GET":
            assert query["customerId"] == "C0123"
            entries = [
                {"userId": user, "skuId": sku.partition("/")[2], "productId": parts[5]}
                for sku, user in sorted(self.licences)
                if sku.startswith(f"{parts[5]}/")
            ]
            return self._list("items", entries, query)
        sku, user = f"{parts[5]}/{parts[7]}", body["userId"] if body else parts[9]
        if method == "POST":
            if (sku, user) in self.licences:
                return 412, _error(412, "conditionNotMet")
            self.licences.add((sku, user))
            return 200, {"userId": user}
        if (sku, user) not in self.licences:
            return 404, _error(404, "notFound")
        self.licences.discard((sku, user))
        return 200, {}


def _error(code: int, reason: str) -> dict[str, Any]:
    errors = [{"domain": "global", "reason": reason, "message": reason}]
    return {"error": {"code": code, "message": reason, "errors": errors}}
