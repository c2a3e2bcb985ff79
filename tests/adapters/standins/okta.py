"""Okta's management interface, as far as accounts need it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.adapters.standins.transport import Said, StandIn

PAGE = 2


@dataclass
class OktaLies:
    still_active: bool = False
    ignores_search: bool = False
    list_shifts: bool = False
    forbids: bool = False


class Okta(StandIn):
    """Pages of two, the next one by a Link header."""

    address = "https://example.okta.com"

    def __init__(self, groups: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.lies = OktaLies()
        self.users: dict[str, dict[str, Any]] = {}
        self.members: dict[str, set[str]] = {name: set() for name in groups}
        self.ended: list[str] = []
        self._ids = count(1)

    def settings(self) -> dict[str, str]:
        return {"base_url": self.address, "api_token": "okta-token"}

    def answer(
        self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
    ) -> Said:
        if headers.get("Authorization") != "SSWS okta-token":
            return 401, _error("E0000011", "Invalid token provided")
        what, *rest = path.removeprefix("/api/v1/").split("/")
        if what == "users":
            return self._users(method, rest, query, body)
        return self._groups(method, rest, query)

    def _users(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Said:
        if not rest:
            return (
                self._made(body, query)
                if method == "POST"
                else self._list("users", self._found(query), query)
            )
        user = next(
            (
                each
                for each in self.users.values()
                if rest[0] == each["id"] or rest[0].lower() == each["profile"]["login"].lower()
            ),
            None,
        )
        if user is None:
            return 404, _error("E0000007", "Not found: Resource not found")
        if method != "GET" and self.lies.forbids:
            return 403, _error("E0000006", "You do not have permission")
        if rest[1:] == ["sessions"]:
            self.ended.append(user["id"])
            return 204, None
        if rest[1:] == ["groups"]:
            mine = [name for name, who in self.members.items() if user["id"] in who]
            return 200, [{"id": "everyone", "type": "BUILT_IN"}, *(_group(each) for each in mine)]
        if rest[1:2] == ["lifecycle"]:
            return self._lifecycle(user, rest[2])
        if method == "DELETE":
            if user["status"] != "DEPROVISIONED":
                user["status"] = "DEPROVISIONED"
            else:
                del self.users[user["id"]]
            return 204, None
        if method == "POST":
            login = str(body["profile"].get("login", "")).lower()
            if any(
                each["profile"]["login"].lower() == login for each in self.users.values() if each is not user
            ):
                return 400, _taken()
            user["profile"].update(body["profile"])
        return 200, user

    def _lifecycle(self, user: dict[str, Any], verb: str) -> Said:
        allowed = {
            "suspend": ("ACTIVE",),
            "unsuspend": ("SUSPENDED",),
            "activate": ("STAGED", "DEPROVISIONED"),
            "deactivate": ("STAGED", "ACTIVE", "PROVISIONED", "SUSPENDED", "RECOVERY"),
        }[verb]
        if user["status"] not in allowed:
            return 400, _error("E0000001", f"Api validation failed: Cannot {verb} this user")
        became = {"suspend": "SUSPENDED", "unsuspend": "ACTIVE", "activate": "PROVISIONED"}
        if not (self.lies.still_active and verb in ("suspend", "deactivate")):
            user["status"] = became.get(verb, "DEPROVISIONED")
        return 200, {}

    def _made(self, body: dict[str, Any], query: dict[str, str]) -> Said:
        login = body["profile"]["login"].lower()
        if any(each["profile"]["login"].lower() == login for each in self.users.values()):
            return 400, _taken()
        their_id = f"00u{next(self._ids):04}"
        status = "PROVISIONED" if query.get("activate") == "true" else "STAGED"
        self.users[their_id] = {"id": their_id, "status": status, **body}
        return 200, self.users[their_id]

    def _found(self, query: dict[str, str]) -> list[dict[str, Any]]:
        everybody = [self.users[each] for each in sorted(self.users)]
        if "filter" in query:
            return [each for each in everybody if query["filter"] == f'status eq "{each["status"]}"']
        asked = re.fullmatch(r'profile\.(\w+) eq "(.*)"', query.get("search", ""))
        if asked is None:
            return [each for each in everybody if each["status"] != "DEPROVISIONED"]
        if self.lies.ignores_search:
            return everybody
        return [each for each in everybody if each["profile"].get(asked[1]) == asked[2]]

    def _list(self, kind: str, entries: list[dict[str, Any]], query: dict[str, str]) -> Said:
        start = int(query.get("after", "0"))
        shift = 1 if self.lies.list_shifts and start else 0
        page = entries[start - shift : start - shift + PAGE]
        if start + PAGE >= len(entries):
            return 200, page
        more = urlencode({**query, "after": str(start + PAGE)})
        here = f"{self.address}/api/v1/{kind}"
        return 200, page, {"link": f'<{here}?limit=200>; rel="self", <{here}?{more}>; rel="next"'}

    def _groups(self, method: str, rest: list[str], query: dict[str, str]) -> Said:
        if not rest:
            everyone = {"id": "everyone", "type": "BUILT_IN", "profile": {"name": "Everyone"}}
            return self._list("groups", [everyone, *(_group(each) for each in sorted(self.members))], query)
        members = self.members.get(rest[0])
        if members is None:
            return 404, _error("E0000007", "Not found: Resource not found")
        if method == "GET":
            entries = [self.users[each] for each in sorted(members)]
            return self._list(f"groups/{rest[0]}/users", entries, query)
        (members.add if method == "PUT" else members.discard)(rest[2])
        return 204, None


def _group(name: str) -> dict[str, Any]:
    return {"id": name, "type": "OKTA_GROUP", "profile": {"name": name}}


def _error(code: str, said: str) -> dict[str, Any]:
    return {"errorCode": code, "errorSummary": said, "errorCauses": []}


def _taken() -> dict[str, Any]:
    cause = "login: An object with this field already exists in the current organization"
    return {
        "errorCode": "E0000001",
        "errorSummary": "Api validation failed: login",
        "errorCauses": [{"errorSummary": cause}],
    }
