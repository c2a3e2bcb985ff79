"""Accounts of an Okta organisation."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.lists import Whole
from adapters.modest import Modest, nobody, proved, told, told_groups
from adapters.said import at, header
from erp.sync.contract import Account, Broken, Capabilities, Group, Proof, Rejected, Wanted

API, PAGE = "api/v1", "200"
# Who is in one of these signs in, or could after a password.
ALIVE = ("ACTIVE", "PROVISIONED", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT")
GONE, STOPPED, STAGED = "DEPROVISIONED", "SUSPENDED", "STAGED"
OWN_GROUP = "OKTA_GROUP"
TAKEN = "already exists"
NEXT = re.compile(r'<([^>]+)>\s*;\s*rel="?next"?')


class OktaDirectory(Modest):
    """One connection. Who is active is suspended, which keeps everything; who never was, is deactivated."""

    capabilities = Capabilities(sessions=True, last_used=True)

    def __init__(self, client: Any, api_token: str) -> None:
        self._client, self._headers = client, {"Authorization": f"SSWS {api_token}"}

    def check(self) -> str:
        self._get("users", limit="1")
        self._get("groups", limit="1")
        return "Oktaに接続し、利用者とグループを読めました。"

    def _call(
        self, method: str, path: str, *, json: Any = None, params: Any = None, keyed: bool = True
    ) -> tuple[Any, str]:
        place = path if "://" in path else f"{API}/{path}"
        expected = (200, 201, 202, 204, *((403,) if method != "GET" else ()))
        answer = self._client.call(
            method, place, json=json, params=params, headers=self._headers, keyed=keyed, expect=expected
        )
        if answer.status == 403:
            raise Rejected("Oktaがこのアカウントへの操作を認めません（管理者など）。", "403")
        link = NEXT.search(header(answer.headers, "Link"))
        return answer.json, link[1] if link else ""

    def _get(self, path: str, **params: str) -> Any:
        return self._call("GET", path, params=params or None)[0]

    def _pages(self, path: str, **params: str) -> Iterator[dict[str, Any]]:
        whole, place, asked = Whole(), path, params or None
        while place:
            entries, following = self._call("GET", place, params=asked)
            if not isinstance(entries, list):
                raise Broken("Oktaの答えが一覧ではありません。")
            whole.page([str(each.get("id")) for each in entries])
            yield from entries
            place, asked = following, None

    def accounts(self) -> Iterator[Account]:
        """Their list leaves out whoever is deactivated, so those are asked for besides."""
        seen: set[str] = set()
        for params in ({}, {"filter": f'status eq "{GONE}"'}):
            for said in self._pages("users", limit=PAGE, **params):
                account = account_of(said)
                if account.id not in seen:
                    seen.add(account.id)
                    yield account

    def groups(self) -> Iterator[Group]:
        for said in self._pages("groups", limit=PAGE):
            # Everybody's group and those that other programs fill are not ours to change.
            if said.get("type", OWN_GROUP) == OWN_GROUP:
                members = frozenset(
                    str(each["id"])
                    for each in self._pages(at("groups", str(said["id"]), "users"), limit=PAGE)
                )
                name = (said.get("profile") or {}).get("name") or said["id"]
                yield Group(id=str(said["id"]), name=str(name), members=members)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        found: dict[str, Account] = {}
        if key:
            asked = f"profile.employeeNumber eq {quoted(key)}"
            found = {
                str(each["id"]): account_of(each) for each in self._pages("users", search=asked, limit=PAGE)
            }
        # Searching lags behind; a login is looked up at once.
        if user_name and (by_name := self._raw(user_name)):
            found[str(by_name["id"])] = account_of(by_name)
        return [
            each
            for each in found.values()
            if (key and each.key == key) or each.user_name.casefold() == user_name.casefold()
        ]

    def read(self, account_id: str) -> Account | None:
        raw = self._raw(account_id)
        if raw is None:
            return None
        account = account_of(raw)
        groups = self._pages(at("users", account.id, "groups"))
        # What other programs fill and the group of everybody are not ours to leave.
        own = (str(each["id"]) for each in groups if each.get("type", OWN_GROUP) == OWN_GROUP)
        return replace(account, groups=told_groups(lambda: own))

    def _raw(self, account_id: str) -> dict[str, Any] | None:
        try:
            said = self._get(at("users", account_id))
        except Rejected as no:
            if no.code == "404":
                return None
            raise
        return said if isinstance(said, dict) else None

    def create(self, wanted: Wanted) -> Account:
        if "@" not in wanted.user_name:
            raise Rejected("Oktaのログイン名はメールアドレスの形でなければなりません。", "NO_USER_NAME")
        said = {name: value for name, value in profile(wanted).items() if value}
        try:
            made, _ = self._call(
                "POST", "users", params={"activate": "true"}, json={"profile": said}, keyed=False
            )
        except Rejected as no:
            raise _duplicate(no) from no
        return self.read(str(told(made)["id"])) or account_of(made)

    def change(self, account: Account, wanted: Wanted) -> Account:
        raw = self._raw(account.id)
        if raw is None:
            raise Rejected("変更するアカウントがOktaにありません。", "404")
        now = raw.get("profile") or {}
        said = {name: value for name, value in profile(wanted).items() if (now.get(name) or "") != value}
        if said:
            try:
                # POST changes what it names; PUT would empty the rest.
                self._call("POST", at("users", account.id), json={"profile": said})
            except Rejected as no:
                raise _duplicate(no) from no
        return self.read(account.id) or nobody(account.id)

    def set_active(self, account_id: str, active: bool) -> Account:
        raw = self._raw(account_id)
        if raw is None:
            if active:
                raise Rejected("再開するアカウントがOktaにありません。", "404")
            return nobody(account_id)
        status = str(raw.get("status"))
        verb = ""
        if active:
            verb = {STOPPED: "unsuspend", GONE: "activate", STAGED: "activate"}.get(status, "")
        elif status in ALIVE:
            verb = "suspend" if status == "ACTIVE" else "deactivate"
        if verb:
            params = {"sendEmail": "false"} if verb in ("activate", "deactivate") else None
            self._or_gone(
                lambda: self._call("POST", at("users", account_id, "lifecycle", verb), params=params),
                but=active,
            )
        return self.read(account_id) or nobody(account_id)

    def end_sessions(self, account_id: str) -> bool:
        path = at("users", account_id, "sessions")
        self._or_gone(lambda: self._call("DELETE", path, params={"oauthTokens": "true"}))
        return True

    def join(self, group_id: str, account_id: str) -> None:
        self._call("PUT", at("groups", group_id, "users", account_id))

    def leave(self, group_id: str, account_id: str) -> None:
        self._or_gone(lambda: self._call("DELETE", at("groups", group_id, "users", account_id)))

    def delete(self, account_id: str) -> None:
        """In two steps: who is not deactivated yet is so after the first call, and gone after the second."""
        raw = self._raw(account_id)
        if raw is not None and raw.get("status") != GONE:
            self._or_gone(lambda: self._call("POST", at("users", account_id, "lifecycle", "deactivate")))
        self._or_gone(lambda: self._call("DELETE", at("users", account_id)))

    def _or_gone(self, ask: Callable[[], object], *, but: bool = False) -> None:
        try:
            ask()
        except Rejected as no:
            if but or no.code != "404":
                raise

    def proof(self, account_id: str) -> Proof:
        return proved(self.read(account_id), "Oktaで読み直しました")


def profile(wanted: Wanted) -> dict[str, str]:
    return {
        "login": wanted.user_name,
        "email": wanted.email or wanted.user_name,
        "firstName": wanted.given_name or wanted.display_name,
        "lastName": wanted.family_name or wanted.display_name,
        "displayName": wanted.display_name,
        "employeeNumber": wanted.key,
        "department": wanted.department,
        "title": wanted.title,
        "preferredLanguage": wanted.language,
    }


def account_of(said: Mapping[str, Any]) -> Account:
    known = said.get("profile")
    if not said.get("id") or not isinstance(known, Mapping) or "login" not in known:
        raise Broken("Oktaの答えは利用者ではありません。")
    status = said.get("status")
    used = said.get("lastLogin")
    return Account(
        id=str(said["id"]),
        key=str(known["employeeNumber"]) if known.get("employeeNumber") else None,
        user_name=str(known["login"]),
        email=str(known.get("email") or ""),
        family_name=str(known.get("lastName") or ""),
        given_name=str(known.get("firstName") or ""),
        display_name=str(known.get("displayName") or ""),
        department=str(known.get("department") or ""),
        title=str(known.get("title") or ""),
        active=None if not status else status in ALIVE,
        last_used=datetime.fromisoformat(str(used).replace("Z", "+00:00")) if used else None,
    )


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _duplicate(no: Rejected) -> Rejected:
    taken = no.code == "409" or (no.code == "400" and TAKEN in no.reason)
    return Rejected(no.reason, "DUPLICATE") if taken else no
