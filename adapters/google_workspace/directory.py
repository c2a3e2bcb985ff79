"""Accounts of a Google Workspace."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from adapters.google_workspace import words
from adapters.google_workspace.calls import Calls
from adapters.google_workspace.licences import Licences
from adapters.modest import Modest, nobody, proved, told, told_groups
from adapters.said import at
from erp.sync.contract import Account, Capabilities, Group, Proof, Rejected, Retry, Wanted

T = TypeVar("T")


class GoogleDirectory(Modest):
    """One connection; people are known by Google's own id, which outlives every rename."""

    capabilities = Capabilities(licences=True, sessions=True, last_used=True)

    def __init__(self, calls: Calls, org_unit: str = "", products: Sequence[str] = ()) -> None:
        self._calls, self._org_unit = calls, org_unit
        self._licences = Licences(calls, products)
        self._created: set[str] = set()

    def check(self) -> str:
        self._calls.get("users", customer="my_customer", maxResults="1")
        self._calls.get("groups", customer="my_customer", maxResults="1")
        return "Google Workspaceに接続し、利用者とグループを読めました。"

    def accounts(self) -> Iterator[Account]:
        held = self._licences.held()
        everybody = self._calls.pages(
            "users", "users", customer="my_customer", maxResults="500", projection="full"
        )
        for account in map(words.account, everybody):
            if held is None:
                yield account
            else:
                yield replace(account, licences=held.get(account.user_name.casefold(), frozenset()))

    def groups(self) -> Iterator[Group]:
        for said in self._calls.pages("groups", "groups", customer="my_customer", maxResults="200"):
            members = self._calls.pages(at("groups", str(said["id"]), "members"), "members", maxResults="200")
            people = frozenset(str(each["id"]) for each in members if each.get("type", "USER") == "USER")
            yield Group(id=str(said["id"]), name=str(said.get("email") or said.get("name")), members=people)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        found: dict[str, Account] = {}
        if key:
            quoted = key.replace("\\", "\\\\").replace("'", "\\'")
            everybody = self._calls.pages(
                "users",
                "users",
                customer="my_customer",
                maxResults="500",
                projection="full",
                query=f"externalId='{quoted}'",
            )
            for said in everybody:
                account = words.account(said)
                found[account.id] = account
        if user_name and (by_name := self._known(user_name)):
            found[by_name.id] = by_name
        # An alias leads to somebody else's account as well.
        return [
            each
            for each in found.values()
            if (key and each.key == key) or each.user_name.casefold() == user_name.casefold()
        ]

    def read(self, account_id: str) -> Account | None:
        account = self._known(account_id)
        if account is None:
            return None
        groups = self._calls.pages("groups", "groups", userKey=account.id, maxResults="200")
        return replace(account, groups=told_groups(lambda: [str(each["id"]) for each in groups]))

    def _known(self, account_key: str) -> Account | None:
        said = self._or_gone(lambda: self._calls.get(at("users", account_key), projection="full"))
        return None if said is None else words.account(said)

    def create(self, wanted: Wanted) -> Account:
        if "@" not in wanted.user_name:
            raise Rejected("Googleのログイン名はメールアドレスでなければなりません。", "NO_USER_NAME")
        body = words.user(wanted, self._org_unit or "/")
        # Nobody knows it: people get a way in from whoever hands them out.
        first = {"password": secrets.token_urlsafe(48), "changePasswordAtNextLogin": True}
        try:
            said = self._calls.call("POST", "users", json=body | first, keyed=False, of_one=True)
        except Rejected as no:
            raise _duplicate(no) from no
        made = words.account({"suspended": False, **told(said)})
        self._created.add(made.id)
        return made

    def change(self, account: Account, wanted: Wanted) -> Account:
        now = self._calls.get(at("users", account.id), projection="full")
        said = words.differences(words.user(wanted, self._org_unit), now)
        if said:
            try:
                self._put(account.id, said)
            except Rejected as no:
                raise _duplicate(no) from no
        return self.read(account.id) or nobody(account.id)

    def _put(self, account_id: str, said: dict[str, object]) -> None:
        """An update has the meaning of a patch with Google."""
        self._calls.call("PUT", at("users", account_id), json=said, of_one=True)

    def set_active(self, account_id: str, active: bool) -> Account:
        now = self._known(account_id)
        if now is None:
            if active:
                raise Rejected("再開するアカウントがGoogleにありません。", "404")
            return nobody(account_id)
        if now.active is not active:
            try:
                self._put(account_id, {"suspended": not active})
            except Rejected as no:
                if active or no.code != "404":
                    raise
        return self.read(account_id) or nobody(account_id)

    def end_sessions(self, account_id: str) -> bool:
        """Out of every browser and device; programs that were let in lose their tokens."""
        for kind, step in (("tokens", "clientId"), ("asps", "codeId")):
            listed = self._or_gone(partial(self._calls.get, at("users", account_id, kind))) or {}
            for each in listed.get("items") or []:
                path = at("users", account_id, kind, str(each[step]))
                self._or_gone(partial(self._calls.call, "DELETE", path, of_one=True))
        self._or_gone(lambda: self._calls.call("POST", at("users", account_id, "signOut"), of_one=True))
        return True

    def join(self, group_id: str, account_id: str) -> None:
        body = {"id": account_id, "role": "MEMBER", "type": "USER"}
        try:
            self._calls.call("POST", at("groups", group_id, "members"), json=body, of_one=True)
        except Rejected as no:
            if no.code == "404" and account_id in self._created:
                raise Retry("作成したばかりのアカウントがまだGoogleの中で行き渡っていません。") from no
            if no.code != "409":
                raise

    def leave(self, group_id: str, account_id: str) -> None:
        self._or_gone(
            lambda: self._calls.call("DELETE", at("groups", group_id, "members", account_id), of_one=True)
        )

    def give_licence(self, licence_id: str, account_id: str) -> None:
        self._licences.give(licence_id, self._address(account_id))

    def take_licence(self, licence_id: str, account_id: str) -> None:
        if (account := self._known(account_id)) is not None:
            self._licences.take(licence_id, account.user_name)

    def _address(self, account_id: str) -> str:
        account = self._known(account_id)
        if account is None:
            if account_id in self._created:
                raise Retry("作成したばかりのアカウントがまだGoogleの中で行き渡っていません。")
            raise Rejected("アカウントがGoogleにありません。", "404")
        return account.user_name

    def delete(self, account_id: str) -> None:
        self._created.discard(account_id)
        self._or_gone(lambda: self._calls.call("DELETE", at("users", account_id), of_one=True))

    def _or_gone(self, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except Rejected as no:
            if no.code == "404":
                return None
            raise

    def proof(self, account_id: str) -> Proof:
        return proved(self.read(account_id), "Googleで読み直しました")


def _duplicate(no: Rejected) -> Rejected:
    return Rejected(no.reason, "DUPLICATE") if no.code == "409" else no
