"""Accounts of a SCIM service. Nothing it says of its answers is believed that can be compared here."""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.modest import Modest, groups_of, nobody, proved
from adapters.said import at, header
from adapters.scim import words
from adapters.scim.calls import Calls, quoted
from adapters.scim.dialect import Dialect
from erp.sync.contract import Account, Broken, Capabilities, Group, Proof, Rejected, Wanted


class ScimDirectory(Modest):
    """One connection; what is learnt of its dialect is kept as long as it lives."""

    capabilities = Capabilities()

    def __init__(self, client: Any, dialect: Dialect, headers: Mapping[str, str]) -> None:
        self.dialect = dialect
        self._calls = Calls(client, dialect, headers)

    def check(self) -> str:
        self._calls.learn()
        said, _ = self._calls.get("Users", {"startIndex": str(self.dialect.first_index), "count": "1"})
        if not isinstance(said.get("totalResults"), int):
            raise Broken("相手の一覧がSCIMの形ではありません。アドレスを確かめてください。")
        return f"接続できました。利用者は{said['totalResults']}件です。"

    def accounts(self) -> Iterator[Account]:
        self._calls.learn()
        for page in self._calls.pages("Users"):
            for said in page:
                yield words.account(said, self.dialect)

    def groups(self) -> Iterator[Group]:
        for page in self._calls.pages("Groups"):
            for said in page:
                # A list may leave members out; the group itself tells them.
                yield words.group(said if "members" in said else self._group(str(said["id"])) or said)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        self._calls.learn()
        found: dict[str, Account] = {}
        names = dict.fromkeys((user_name, user_name.lower()))
        searches = [f"{self.dialect.signs_in_by} eq {quoted(name)}" for name in names if name]
        if self.dialect.filter == "both" and self.dialect.key_in == "external_id":
            searches.append(f"externalId eq {quoted(key)}")
        for search in searches if self.dialect.filter != "none" else ():
            try:
                seen = [words.account(said, self.dialect) for said in self._filtered(search)]
            except Rejected as no:
                if no.code not in ("400", "422", "501"):
                    raise
                self.dialect.filter = "none"
                break
            found |= {each.id: each for each in seen if is_them(each, key, user_name)}
            if any(not is_them(each, key, user_name) for each in seen):
                self.dialect.filter = "none"
                break
        if self.dialect.filter == "none":
            found = {each.id: each for each in self.accounts() if is_them(each, key, user_name)}
        return list(found.values())

    def _filtered(self, search: str) -> Iterator[dict[str, Any]]:
        for page in self._calls.pages("Users", {"filter": search}):
            yield from page

    def read(self, account_id: str) -> Account | None:
        raw = self._raw(account_id)
        return None if raw is None else words.account(raw[0], self.dialect, raw[1])

    def _raw(self, account_id: str) -> tuple[dict[str, Any], str | None] | None:
        try:
            said, headers = self._calls.get(at("Users", account_id))
        except Rejected as no:
            if no.code == "404":
                return None
            raise
        if str(said.get("id")) != account_id:
            raise Broken("別のアカウントが返りました。相手のSCIMの実装を確かめてください。")
        return said, header(headers, "ETag") or None

    def create(self, wanted: Wanted) -> Account:
        self._calls.learn()
        if not wanted.user_name:
            # Some would make an account without a name of it.
            raise Rejected("ログイン名がないので作成しません。", "NO_USER_NAME")
        body = words.resource(self._new(wanted), {"active": self._active(True)})
        schemas = [words.USER, *([words.ENTERPRISE] if words.ENTERPRISE in body else [])]
        try:
            said, headers = self._calls.send("POST", "Users", {"schemas": schemas, **body})
        except Rejected as no:
            raise _duplicate(no) from no
        made = str((said or {}).get("id") or header(headers, "Location").rstrip("/").rpartition("/")[2])
        return self.read(made) or words.account(said or {}, self.dialect)

    def _new(self, wanted: Wanted) -> dict[str, Any]:
        return words.attributes(wanted, self.dialect)

    def change(self, account: Account, wanted: Wanted) -> Account:
        self._calls.learn()
        raw = self._raw(account.id)
        if raw is None:
            raise Rejected("変更するアカウントがありません。", "404")
        paths = words.differences(words.attributes(wanted, self.dialect), raw[0])
        if paths:
            self._change(account.id, raw[0], paths, account.version or raw[1])
        return self.read(account.id) or nobody(account.id)

    def _change(
        self, account_id: str, now: Mapping[str, Any], paths: Mapping[str, Any], version: str | None
    ) -> None:
        def patch(form: str) -> None:
            body = words.operations(paths, form)
            self._calls.send("PATCH", at("Users", account_id), body, keyed=True, version=version)

        def put() -> None:
            body = words.resource(paths, now)
            if words.ENTERPRISE in body and words.ENTERPRISE not in body.get("schemas", ()):
                body["schemas"] = [*body.get("schemas", [words.USER]), words.ENTERPRISE]
            self._calls.send("PUT", at("Users", account_id), body, keyed=True, version=version)

        try:
            if self.dialect.change_by == "value":
                patch("value")
            else:
                self._calls.one_of("change_by", {"path": lambda: patch("path"), "put": put})
        except Rejected as no:
            raise _duplicate(no) from no

    def set_active(self, account_id: str, active: bool) -> Account:
        raw = self._raw(account_id)
        if raw is None:
            if active:
                raise Rejected("再開するアカウントがありません。", "404")
            return nobody(account_id)
        if words.account(raw[0], self.dialect).active is not active:
            try:
                # Whatever else changed there, this has to happen: no version.
                self._change(account_id, raw[0], {"active": self._active(active)}, None)
            except Rejected as no:
                if active or no.code != "404":
                    raise
        return self.read(account_id) or nobody(account_id)

    def _active(self, active: bool) -> bool | str:
        return active if self.dialect.active_as == "boolean" else str(active)

    def join(self, group_id: str, account_id: str) -> None:
        self._members(group_id, [{"op": "add", "path": "members", "value": [{"value": account_id}]}])

    def leave(self, group_id: str, account_id: str) -> None:
        forms: dict[str, dict[str, Any]] = {
            "filter": {"op": "remove", "path": f"members[value eq {quoted(account_id)}]"},
            "list": {"op": "remove", "path": "members", "value": [{"value": account_id}]},
        }
        now = self._group(group_id)
        if now is None or ("members" in now and account_id not in (words.group(now).members or ())):
            return

        def remove(form: str) -> None:
            self._members(group_id, [forms[form]])

        try:
            self._calls.one_of(
                "remove_member_by", {"filter": lambda: remove("filter"), "list": lambda: remove("list")}
            )
        except Rejected:
            # A group that tells no members has none, as far as anybody can see; they may refuse to take
            # out who is not in it.
            if "members" in now:
                raise

    def _members(self, group_id: str, operations: list[dict[str, Any]]) -> None:
        body = {"schemas": [words.PATCH], "Operations": operations}
        self._calls.send("PATCH", at("Groups", group_id), body, keyed=True)

    def _group(self, group_id: str) -> dict[str, Any] | None:
        try:
            return self._calls.get(at("Groups", group_id))[0]
        except Rejected as no:
            if no.code == "404":
                return None
            raise

    def delete(self, account_id: str) -> None:
        try:
            self._calls.send("DELETE", at("Users", account_id), keyed=True)
        except Rejected as no:
            if no.code != "404":
                raise

    def proof(self, account_id: str) -> Proof:
        account = self.read(account_id)
        left: int | None = 0
        if account is not None:
            left = len(account.groups) if account.groups is not None else groups_of(account_id, self.groups())
        return proved(account, "SCIMで読み直しました", left)


def is_them(account: Account, key: str, user_name: str) -> bool:
    by_key, name = bool(key) and account.key == key, user_name.casefold()
    return by_key or (bool(name) and account.user_name.casefold() == name)


def _duplicate(no: Rejected) -> Rejected:
    """A conflict is another account with this name or number."""
    return Rejected(no.reason, "DUPLICATE") if no.code == "409" else no
