"""A SCIM service that keeps state and lies on demand; with `slack=True` it has Slack's manners."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.adapters.standins.transport import Said, StandIn

USERS, GROUPS = "/scim/v2/Users", "/scim/v2/Groups"


@dataclass
class ScimLies:
    still_active: bool = False
    ignores_filter: bool = False
    list_shifts: bool = False
    one_too_many: bool = False
    ignores_paging: bool = False
    another_account: bool = False
    active_as_text: bool = False


class ScimService(StandIn):
    address = "https://scim.example/scim/v2"

    def __init__(self, *, slack: bool = False, groups: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.slack, self.lies = slack, ScimLies()
        self.users: dict[str, dict[str, Any]] = {}
        self.members: dict[str, set[str]] = {name: set() for name in groups}
        self._numbers = count(1)

    def answer(
        self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
    ) -> Said:
        if headers.get("Authorization") != "Bearer token-for-tests":
            return 401, {"detail": "no"}
        kind, _, their_id = path.removeprefix("/scim/v2/").partition("/")
        if kind == "ServiceProviderConfig":
            return 200, {"patch": {"supported": True}, "filter": {"supported": True}}
        if kind == "Groups":
            return self._group(method, their_id, query, body)
        if kind != "Users":
            return 404, None
        if not their_id:
            return self._made(body) if method == "POST" else self._list(self._found(query), query)
        return self._user(method, their_id, body)

    def _user(self, method: str, their_id: str, body: Any) -> Said:
        if their_id not in self.users:
            return 404, {"detail": "no such user"}
        user = self.users[their_id]
        if method == "DELETE":
            if self.slack:
                user["active"] = False
            else:
                del self.users[their_id]
            return 204, None
        if method == "PATCH":
            for operation in body["Operations"]:
                self._patched(user, operation)
        if method == "PUT":
            self.users[their_id] = user = {**body, "id": their_id}
        if self.lies.another_account:
            return 200, self._told(next(each for each in self.users.values() if each is not user))
        return 200, self._told(user)

    def _patched(self, user: dict[str, Any], operation: dict[str, Any]) -> None:
        said = {operation["path"]: operation.get("value")} if "path" in operation else operation["value"]
        for path, value in said.items():
            if path == "active":
                user["active"] = user["active"] if self.lies.still_active else value
            elif isinstance(value, dict):
                user.setdefault(path, {}).update(value)
            elif path.startswith("urn:"):
                schema, _, name = path.rpartition(":")
                user.setdefault(schema, {})[name] = value
            elif "." in path:
                outer, _, inner = path.partition(".")
                user.setdefault(outer, {})[inner] = value
            else:
                user[path] = self._name(value) if path == "userName" else value

    def _made(self, body: dict[str, Any]) -> Said:
        name = self._name(body["userName"])
        if any(each["userName"].casefold() == name.casefold() for each in self.users.values()):
            return 409, {"scimType": "uniqueness", "detail": "taken"}
        their_id = f"U{next(self._numbers)}"
        self.users[their_id] = {**body, "id": their_id, "userName": name}
        return 201, self._told(self.users[their_id])

    def _name(self, wanted: str) -> str:
        if not self.slack:
            return wanted
        return re.sub(r"[^a-z0-9._-]", "", wanted.partition("@")[0].lower())[:21]

    def _told(self, user: Mapping[str, Any]) -> dict[str, Any]:
        said = dict(user)
        if self.lies.active_as_text:
            said["active"] = str(said["active"])
        if self.slack:
            said["groups"] = [{"value": name} for name, who in self.members.items() if user["id"] in who]
        return said

    def _found(self, query: dict[str, str]) -> list[dict[str, Any]]:
        everybody = [self._told(self.users[each]) for each in sorted(self.users, key=lambda u: int(u[1:]))]
        asked = re.fullmatch(r'(\w+) eq "(.*)"', query.get("filter", ""))
        if asked is None or self.lies.ignores_filter:
            return everybody
        value = asked[2].casefold()
        if asked[1] == "email":
            return [
                each for each in everybody if value in [one["value"].casefold() for one in each["emails"]]
            ]
        return [each for each in everybody if str(each.get(asked[1], "")).casefold() == value]

    def _list(self, entries: list[dict[str, Any]], query: dict[str, str]) -> Said:
        size = int(query.get("count", "10"))
        start = int(query.get("startIndex", "1")) - 1
        if self.lies.ignores_paging:
            start = 0
        if self.lies.list_shifts and start:
            start -= 1
        total = len(entries) + self.lies.one_too_many
        page = entries[start : start + size]
        return 200, {"totalResults": total, "startIndex": start + 1, "Resources": page}

    def _group(self, method: str, name: str, query: dict[str, str], body: Any) -> Said:
        if not name:
            return self._list([self._group_told(each) for each in sorted(self.members)], query)
        if name not in self.members:
            return 404, {"detail": "no such group"}
        for operation in body["Operations"] if method == "PATCH" else ():
            one = re.fullmatch(r'members\[value eq "(.*)"\]', operation["path"])
            them = {one[1]} if one else {each["value"] for each in operation["value"]}
            self.members[name] = (
                self.members[name] - them if operation["op"] == "remove" else self.members[name] | them
            )
        return 200, self._group_told(name)

    def _group_told(self, name: str) -> dict[str, Any]:
        members = [{"value": each} for each in sorted(self.members[name])]
        return {"id": name, "displayName": name, "members": members}
