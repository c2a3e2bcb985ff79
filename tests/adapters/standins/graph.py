"""Microsoft Graph, as far as accounts need it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from tests.adapters.standins.transport import Said, StandIn

PAGE = 2


@dataclass
class GraphLies:
    still_active: bool = False
    ignores_filter: bool = False
    list_shifts: bool = False
    forbids: bool = False
    slow_to_know: int = 0
    memberships_unknown: bool = False
    next_link: str = ""


class Graph(StandIn):
    """Pages of two; a new user answers 404 as often as `slow_to_know` says."""

    address = "https://graph.microsoft.com/v1.0"
    hosts = ("login.microsoftonline.com",)

    def __init__(self, groups: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.lies = GraphLies()
        self.users: dict[str, dict[str, Any]] = {}
        self.members: dict[str, set[str]] = {name: set() for name in groups}
        self.revoked: list[str] = []
        self.tokens = 0
        self._ids = count(1)

    def settings(self) -> dict[str, str]:
        return {"tenant": "example.onmicrosoft.com", "client_id": "erp", "client_secret": "top-secret"}

    def answer(
        self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
    ) -> Said:
        if path.endswith("/oauth2/v2.0/token"):
            self.tokens += 1
            if body["client_secret"] != "top-secret":
                return 400, {"error": "invalid_client"}
            return 200, {"access_token": "graph-token", "expires_in": 3599}
        if headers.get("Authorization") != "Bearer graph-token":
            return 401, _error("InvalidAuthenticationToken", "no")
        what, *rest = path.removeprefix("/v1.0/").split("/")
        if what == "users":
            return self._users(method, rest, query, body)
        return self._groups(method, rest, query, body)

    def _users(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Said:
        if not rest:
            return self._made(body) if method == "POST" else self._list("users", self._found(query), query)
        user = self.users.get(rest[0])
        if rest[1:] == ["memberOf"] and self.lies.memberships_unknown:
            return 404, _error("Request_ResourceNotFound", "Resource does not exist.")
        if user is None or self._not_yet():
            return 404, _error("Request_ResourceNotFound", "Resource does not exist.")
        if method != "GET" and self.lies.forbids:
            return 403, _error("Authorization_RequestDenied", "Insufficient privileges.")
        if rest[1:] == ["revokeSignInSessions"]:
            self.revoked.append(user["id"])
            return 200, {"value": True}
        if rest[1:] == ["memberOf"]:
            groups = [
                {"@odata.type": "#microsoft.graph.group", "id": name}
                for name, who in self.members.items()
                if user["id"] in who
            ]
            return self._list(
                "", [*groups, {"@odata.type": "#microsoft.graph.directoryRole", "id": "r"}], query
            )
        if rest[1:] == ["assignLicense"]:
            return self._licence(user, body)
        if method == "DELETE":
            del self.users[rest[0]]
            return 204, None
        if method == "PATCH":
            taken = any(
                each["userPrincipalName"].lower() == str(body.get("userPrincipalName", "")).lower()
                for each in self.users.values()
                if each is not user
            )
            if taken:
                return 400, _taken()
            if self.lies.still_active:
                body.pop("accountEnabled", None)
            user.update(body)
            return 204, None
        return 200, _selected(user, query)

    def _licence(self, user: dict[str, Any], body: Any) -> Said:
        now = {each["skuId"] for each in user["assignedLicenses"]}
        if set(body["removeLicenses"]) - now:
            return 400, _error("Request_BadRequest", "User does not have a corresponding license.")
        now = now - set(body["removeLicenses"]) | {each["skuId"] for each in body["addLicenses"]}
        user["assignedLicenses"] = [{"skuId": each, "disabledPlans": []} for each in sorted(now)]
        return 200, _selected(user, {})

    def _not_yet(self) -> bool:
        self.lies.slow_to_know -= 1
        return self.lies.slow_to_know >= 0

    def _made(self, body: dict[str, Any]) -> Said:
        name = body["userPrincipalName"].lower()
        if any(each["userPrincipalName"].lower() == name for each in self.users.values()):
            return 400, _taken()
        body.pop("passwordProfile")
        their_id = str(UUID(int=next(self._ids)))
        self.users[their_id] = {**body, "id": their_id, "assignedLicenses": [], "mail": None}
        return 201, _selected(self.users[their_id], {})

    def _found(self, query: dict[str, str]) -> list[dict[str, Any]]:
        everybody = [self.users[each] for each in sorted(self.users)]
        asked = re.fullmatch(r"(\w+) eq '(.*)'", query.get("$filter", ""))
        if asked is None or self.lies.ignores_filter:
            return everybody
        value = asked[2].replace("''", "'").lower()
        return [each for each in everybody if str(each.get(asked[1], "")).lower() == value]

    def _list(self, kind: str, entries: list[dict[str, Any]], query: dict[str, str]) -> Said:
        start = int(query.get("$skiptoken", "0"))
        shift = 1 if self.lies.list_shifts and start else 0
        page = [_selected(each, query) for each in entries[start - shift : start - shift + PAGE]]
        said: dict[str, Any] = {"value": page}
        if start + PAGE < len(entries):
            more = "&".join(f"{name}={value}" for name, value in query.items() if name != "$skiptoken")
            link = f"{self.address}/{kind}?{more}&$skiptoken={start + PAGE}"
            said["@odata.nextLink"] = self.lies.next_link or link
        return 200, said

    def _groups(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Said:
        if not rest:
            return self._list(
                "groups", [{"id": each, "displayName": each} for each in sorted(self.members)], query
            )
        members = self.members.get(rest[0])
        if members is None:
            return 404, _error("Request_ResourceNotFound", "Resource does not exist.")
        if method == "GET":
            return self._list(f"groups/{rest[0]}/members", [{"id": each} for each in sorted(members)], query)
        if method == "DELETE":
            if rest[2] not in members:
                return 404, _error("Request_ResourceNotFound", "Resource does not exist.")
            members.discard(rest[2])
            return 204, None
        account = body["@odata.id"].rpartition("/")[2]
        if account not in self.users or self._not_yet():
            return 404, _error("Request_ResourceNotFound", "Resource does not exist.")
        if account in members:
            said = "One or more added object references already exist for the following modified properties"
            return 400, _error("Request_BadRequest", said)
        members.add(account)
        return 204, None


def _selected(said: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
    """What was not asked for is not told, least of all whether it is enabled."""
    wanted = query.get("$select", "id,userPrincipalName,displayName,surname,givenName,jobTitle").split(",")
    return {name: value for name, value in said.items() if name in wanted or name.startswith("@")}


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "innerError": {"request-id": "0"}}}


def _taken() -> dict[str, Any]:
    said = "Another object with the same value for property userPrincipalName already exists."
    return _error("Request_BadRequest", said)
