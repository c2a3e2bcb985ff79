"""Accounts of an Entra tenant."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from adapters.entra_id import words
from adapters.entra_id.calls import Calls, Refusal, quoted
from adapters.modest import Modest, nobody, proved, told, told_groups
from adapters.said import at
from erp.sync.contract import Account, Capabilities, Group, Proof, Rejected, Retry, Wanted

GROUP = "#microsoft.graph.group"
PAGE = "999"
ALREADY = ("already exist",)
NOT_LICENSED = ("does not have a corresponding license",)
# Another object has it: the name, or an address among those of somebody else.
TAKEN = ("objectconflict", "another object with the same value", "already exists")


class EntraDirectory(Modest):
    """One connection. What was just made is not known everywhere for a while: patience, not refusal."""

    capabilities = Capabilities(licences=True, sessions=True)

    def __init__(self, calls: Calls, base_url: str, usage_location: str = "JP") -> None:
        self._calls, self._base, self._country = calls, base_url.rstrip("/"), usage_location
        self._created: set[str] = set()

    def check(self) -> str:
        self._calls.get("users", select="id", top="1")
        self._calls.get("groups", select="id", top="1")
        return "Microsoft Graphに接続し、利用者とグループを読めました。"

    def accounts(self) -> Iterator[Account]:
        for said in self._calls.pages("users", select=words.READ, top=PAGE):
            yield words.account(said)

    def groups(self) -> Iterator[Group]:
        for said in self._calls.pages("groups", select="id,displayName", top=PAGE):
            members = self._calls.pages(at("groups", str(said["id"]), "members"), select="id", top=PAGE)
            people = frozenset(str(each["id"]) for each in members)
            yield Group(id=str(said["id"]), name=str(said.get("displayName") or said["id"]), members=people)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        asked = [f"userPrincipalName eq {quoted(user_name)}"] if user_name else []
        asked += [f"employeeId eq {quoted(key)}"] if key else []
        found: dict[str, Account] = {}
        for each in asked:
            for said in self._calls.pages("users", select=words.READ, filter=each, top=PAGE):
                account = words.account(said)
                found[account.id] = account
        return [
            each
            for each in found.values()
            if (key and each.key == key) or each.user_name.casefold() == user_name.casefold()
        ]

    def read(self, account_id: str) -> Account | None:
        try:
            account = words.account(self._calls.get(at("users", account_id), select=words.READ))
        except Rejected as no:
            if no.code == "404":
                return None
            raise
        member_of = self._calls.pages(at("users", account_id, "memberOf"), top=PAGE)
        # Roles of administrators come along; they are no groups.
        groups = (str(each["id"]) for each in member_of if each.get("@odata.type", GROUP) == GROUP)
        return replace(account, groups=told_groups(lambda: groups))

    def create(self, wanted: Wanted) -> Account:
        if "@" not in wanted.user_name:
            raise Rejected("Microsoftのログイン名（UPN）は「名前@ドメイン」の形です。", "NO_USER_NAME")
        said = {name: value for name, value in words.user(wanted).items() if value}
        body = {
            **said,
            "accountEnabled": True,
            "mailNickname": words.nickname(wanted.user_name),
            "usageLocation": self._country,
            # Nobody knows it: people get a way in from whoever hands them out.
            "passwordProfile": {
                "password": secrets.token_urlsafe(48) + "aA1!",
                "forceChangePasswordNextSignIn": True,
            },
        }
        try:
            made = self._calls.call("POST", "users", json=body, keyed=False)
        except Rejected as no:
            raise _duplicate(no) from no
        account = words.account(told(made))
        self._created.add(account.id)
        # What they answer leaves most out; what was sent holds until it can be read.
        fresh = replace(account, key=wanted.key, active=True, user_name=account.user_name)
        return self.read(account.id) or fresh

    def change(self, account: Account, wanted: Wanted) -> Account:
        now = self._calls.get(at("users", account.id), select=words.READ)
        said = words.differences(words.user(wanted), now)
        if said:
            try:
                self._calls.call("PATCH", at("users", account.id), json=said)
            except Rejected as no:
                raise _duplicate(no) from no
        return self.read(account.id) or nobody(account.id)

    def set_active(self, account_id: str, active: bool) -> Account:
        now = self.read(account_id)
        if now is None:
            if active or account_id in self._created:
                raise self._absent(account_id)
            return nobody(account_id)
        if now.active is not active:
            body = {"accountEnabled": active}
            self._or_gone(lambda: self._calls.call("PATCH", at("users", account_id), json=body), but=active)
        return self.read(account_id) or nobody(account_id)

    def _absent(self, account_id: str) -> Rejected | Retry:
        if account_id in self._created:
            return Retry("作成したばかりのアカウントがまだMicrosoftの中で行き渡っていません。")
        return Rejected("アカウントがMicrosoftにありません。", "404")

    def end_sessions(self, account_id: str) -> bool:
        path = at("users", account_id, "revokeSignInSessions")
        self._or_gone(lambda: self._calls.call("POST", path))
        return True

    def join(self, group_id: str, account_id: str) -> None:
        body = {"@odata.id": f"{self._base}/{at('directoryObjects', account_id)}"}
        try:
            self._calls.call("POST", at("groups", group_id, "members", "$ref", safe="$"), json=body)
        except Refusal as no:
            if not no.mentions(*ALREADY):
                raise
        except Rejected as no:
            if no.code == "404" and account_id in self._created:
                raise self._absent(account_id) from no
            raise

    def leave(self, group_id: str, account_id: str) -> None:
        path = at("groups", group_id, "members", account_id, "$ref", safe="$")
        self._or_gone(lambda: self._calls.call("DELETE", path))

    def give_licence(self, licence_id: str, account_id: str) -> None:
        self._licences(account_id, add=[{"skuId": licence_id, "disabledPlans": []}])

    def take_licence(self, licence_id: str, account_id: str) -> None:
        try:
            self._or_gone(lambda: self._licences(account_id, remove=[licence_id]))
        except Refusal as no:
            if not no.mentions(*NOT_LICENSED):
                raise

    def _licences(
        self, account_id: str, *, add: list[dict[str, Any]] | None = None, remove: list[str] | None = None
    ) -> None:
        body = {"addLicenses": add or [], "removeLicenses": remove or []}
        try:
            self._calls.call("POST", at("users", account_id, "assignLicense"), json=body)
        except Rejected as no:
            if no.code == "404" and account_id in self._created:
                raise self._absent(account_id) from no
            raise

    def delete(self, account_id: str) -> None:
        """They keep it for 30 days, in which it can be had back."""
        self._created.discard(account_id)
        self._or_gone(lambda: self._calls.call("DELETE", at("users", account_id)))

    def _or_gone(self, ask: Callable[[], object], *, but: bool = False) -> None:
        try:
            ask()
        except Rejected as no:
            if but or no.code != "404":
                raise

    def proof(self, account_id: str) -> Proof:
        return proved(self.read(account_id), "Microsoft Graphで読み直しました")


def _duplicate(no: Rejected) -> Rejected:
    taken = no.code == "409" or (isinstance(no, Refusal) and no.mentions(*TAKEN))
    return Rejected(no.reason, "DUPLICATE") if taken else no
