"""Accounts of an LDAP server. A suspension counts when a sign-in with the right password was refused."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

import ldap3
from ldap3.utils.dn import escape_rdn, parse_dn

from adapters.ldap import kinds
from adapters.ldap.calls import ABSENT_VALUE, VALUE_THERE, Calls, Entry, text
from adapters.ldap.kinds import Kind
from adapters.modest import Modest, nobody, proved
from erp.sync.contract import (
    Account,
    Broken,
    Capabilities,
    Group,
    Proof,
    ProvedState,
    Rejected,
    Retry,
    Wanted,
)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Where things are kept."""

    base: str
    people: str
    groups: str
    leavers: str = ""
    placeholder: str = ""


class LdapDirectory(Modest):
    """One connection; entries are found by an id that survives every rename and move."""

    def __init__(self, calls: Calls, kind: Kind, tree: Tree, suspend_by: str = "auto") -> None:
        self._calls, self._kind, self._tree, self._suspend_by = calls, kind, tree, suspend_by
        self.capabilities = Capabilities(last_used=kind.is_ad)

    def check(self) -> str:
        count = sum(1 for _ in self.accounts())
        groups = sum(1 for _ in self._group_entries())
        return f"接続できました。アカウントは{count}件、グループは{groups}件です。"

    def accounts(self) -> Iterator[Account]:
        memberships: dict[str, set[str]] = {}
        for group in self._group_entries():
            for name in self._member_names(group):
                memberships.setdefault(name.lower(), set()).add(self._kind.their_id(group))
        seen: set[str] = set()
        for entry in self._entries():
            groups = frozenset(memberships.get(entry.dn.lower(), ()))
            account = self._kind.account(entry, self._tree.leavers, groups)
            if account.id in seen:
                raise Retry("同じアカウントが一覧に二度出てきました。初めから読み直します。")
            seen.add(account.id)
            yield account

    def _entries(self, more: str = "") -> Iterator[Entry]:
        """Whoever is under people or leavers; each place once, also when one lies inside the other."""
        wanted = f"(&{self._kind.everybody}{more})" if more else self._kind.everybody
        places = [each for each in (self._tree.people, self._tree.leavers) if each]
        for place in places:
            if not any(other != place and place.lower().endswith("," + other.lower()) for other in places):
                yield from self._calls.entries(place, wanted, self._kind.attributes())

    def groups(self) -> Iterator[Group]:
        known = {each.dn.lower(): self._kind.their_id(each) for each in self._entries()}
        for entry in self._group_entries():
            members = frozenset(
                known[each.lower()] for each in self._member_names(entry) if each.lower() in known
            )
            yield Group(id=self._kind.their_id(entry), name=entry.text("cn"), members=members)

    def _group_entries(self, more: str = "") -> Iterator[Entry]:
        classes = "".join(f"(objectClass={each})" for each in self._kind.group_classes)
        return self._calls.entries(self._tree.groups, f"(&{classes}{more})", [self._kind.id, "cn", "member"])

    def _member_names(self, entry: Entry) -> list[str]:
        """Active Directory tells no more than 1,500 at once; the others are asked for from their side."""
        if not any(name.lower().startswith("member;range") for name in entry.values):
            return entry.texts("member")
        return [each.dn for each in self._entries(f"(memberOf={text(entry.dn)})")]

    def find(self, *, key: str, user_name: str) -> list[Account]:
        kind, names = self._kind, [f"({self._kind.name}={text(user_name)})"] if user_name else []
        keys = [f"({kind.key}={text(key)})"] if key else []
        if not names and not keys:
            return []
        found = self._entries(f"(|{''.join(names + keys)})")
        accounts = [kind.account(each, self._tree.leavers, None) for each in found]
        return [
            each
            for each in accounts
            if (key and each.key == key) or each.user_name.casefold() == user_name.casefold()
        ]

    def read(self, account_id: str) -> Account | None:
        entry = self._entry(account_id)
        if entry is None:
            return None
        groups = frozenset(self._kind.their_id(each) for each in self._groups_with(entry))
        return self._kind.account(entry, self._tree.leavers, groups)

    def _groups_with(self, entry: Entry) -> list[Entry]:
        return list(self._group_entries(f"(member={text(entry.dn)})"))

    def _entry(self, account_id: str) -> Entry | None:
        by_id = self._kind.by_id(account_id)
        if by_id is None:
            return None
        found = list(self._calls.entries(self._tree.base, by_id, self._kind.attributes()))
        return found[0] if found else None

    def _must(self, account_id: str) -> Entry:
        entry = self._entry(account_id)
        if entry is None:
            raise Rejected("アカウントがLDAPにありません。", "404")
        return entry

    def create(self, wanted: Wanted) -> Account:
        kind = self._kind
        if not wanted.user_name:
            raise Rejected("ログイン名がないので作成しません。", "NO_USER_NAME")
        if self.find(key=wanted.key, user_name=wanted.user_name):
            # Not every server watches over names and numbers itself.
            raise Rejected("同じ名前または番号のアカウントがLDAPにあります。", "DUPLICATE")
        dn = f"{kind.rdn}={escape_rdn(kind.rdn_value(wanted))},{self._tree.people}"
        values: dict[str, object] = {name: value for name, value in kind.wanted(wanted).items() if value}
        if kind.is_ad:
            values["userAccountControl"] = kinds.NORMAL | kinds.DISABLED
        self._calls.add(dn, list(kind.classes), values)
        made = self.find(key=wanted.key, user_name=wanted.user_name)
        if len(made) != 1:
            raise Retry("作成したアカウントがまだ読み出せません。")
        return self.set_active(made[0].id, True) if kind.is_ad else made[0]

    def change(self, account: Account, wanted: Wanted) -> Account:
        entry, kind = self._must(account.id), self._kind
        now = kind.account(entry, self._tree.leavers, None)
        if account.version and now.version != account.version:
            raise Rejected("相手側で変更されています。読み直してください。", "412")
        others = [
            each
            for each in self.find(key=wanted.key, user_name=wanted.user_name)
            if each.id != account.id and each.user_name.casefold() == wanted.user_name.casefold()
        ]
        if others:
            raise Rejected("同じ名前のアカウントがLDAPにあります。", "DUPLICATE")
        dn = self._renamed(entry, escape_rdn(kind.rdn_value(wanted)))
        changes = kinds.changed(entry, kind.wanted(wanted))
        if not kind.is_ad:
            # The name in the tree was changed by the rename.
            changes.pop(kind.rdn, None)
        if changes:
            self._calls.modify(dn, changes)
        return self.read(account.id) or nobody(account.id)

    def _renamed(self, entry: Entry, name: str, superior: str | None = None) -> str:
        """The entry under another name or elsewhere; its groups come along, which not every server does."""
        _, old_name, _ = parse_dn(entry.dn, escape=True)[0]
        place = ",".join(f"{kind}={value}" for kind, value, _ in parse_dn(entry.dn, escape=True)[1:])
        if name == old_name and (superior is None or superior.lower() == place.lower()):
            return entry.dn
        groups = [each.dn for each in self._groups_with(entry)]
        new = f"{self._kind.rdn}={name}"
        self._calls.move(entry.dn, new, superior)
        dn = f"{new},{superior or place}"
        for group in groups if not self._kind.is_ad else ():
            self._calls.modify(group, {"member": [(ldap3.MODIFY_ADD, [dn])]}, (VALUE_THERE,))
            self._calls.modify(group, {"member": [(ldap3.MODIFY_DELETE, [entry.dn])]}, (ABSENT_VALUE,))
        return dn

    def set_active(self, account_id: str, active: bool) -> Account:
        entry = self._entry(account_id)
        if entry is None:
            if active:
                raise Rejected("再開するアカウントがLDAPにありません。", "404")
            return nobody(account_id)
        if self._kind.is_stopped(entry, self._tree.leavers) is active:
            if active:
                self._let_in(entry)
            elif not self._stop(entry):
                # It says suspended, and the sign-in works.
                return replace(self.read(account_id) or nobody(account_id), active=True)
        return self.read(account_id) or nobody(account_id)

    def _stop(self, entry: Entry) -> bool:
        """True when a sign-in with the right password was refused afterwards."""
        password = secrets.token_urlsafe(32) + "aA1!"
        if self._kind.is_ad:
            flags = int(entry.text("userAccountControl") or kinds.NORMAL) | kinds.DISABLED
            self._calls.modify(entry.dn, {"userAccountControl": [(ldap3.MODIFY_REPLACE, [flags])]})
            self._calls.modify(
                entry.dn, {"unicodePwd": [(ldap3.MODIFY_REPLACE, [kinds.quoted_password(password)])]}
            )
            return not self._calls.may_bind(entry.text("userPrincipalName") or entry.dn, password)
        if self._suspend_by in ("auto", "lock"):
            # Setting a password opens the lock, so the lock comes after it.
            self._calls.set_password(entry.dn, password)
            self._lock(entry)
            if not self._calls.may_bind(entry.dn, password):
                return True
            if self._suspend_by == "lock":
                return False
        dn = entry.dn
        if self._suspend_by == "move" and self._tree.leavers:
            _, name, _ = parse_dn(entry.dn, escape=True)[0]
            dn = self._renamed(entry, name, self._tree.leavers)
        nobodys = kinds.STOPPED + password
        self._calls.modify(dn, {"userPassword": [(ldap3.MODIFY_REPLACE, [nobodys])]})
        return not self._calls.may_bind(dn, nobodys)

    def _lock(self, entry: Entry) -> None:
        change = [(ldap3.MODIFY_REPLACE, [kinds.LOCKED_FOR_GOOD])]
        try:
            self._calls.modify(entry.dn, {"pwdAccountLockedTime": change})
        except Rejected:
            # A server without the policy overlay does not know the attribute; the sign-in will tell.
            if self._suspend_by == "lock":
                raise Broken("サーバーにパスワードポリシーがないため、ロックで停止できません。") from None

    def _let_in(self, entry: Entry) -> None:
        """A new password that nobody knows yet: the person gets one from whoever gives them out."""
        password = secrets.token_urlsafe(32) + "aA1!"
        if self._kind.is_ad:
            flags = int(entry.text("userAccountControl") or kinds.NORMAL) & ~kinds.DISABLED
            self._calls.modify(
                entry.dn, {"unicodePwd": [(ldap3.MODIFY_REPLACE, [kinds.quoted_password(password)])]}
            )
            self._calls.modify(entry.dn, {"userAccountControl": [(ldap3.MODIFY_REPLACE, [flags])]})
            return
        dn = entry.dn
        if self._tree.leavers and dn.lower().endswith("," + self._tree.leavers.lower()):
            _, name, _ = parse_dn(dn, escape=True)[0]
            dn = self._renamed(entry, name, self._tree.people)
        if entry.text("pwdAccountLockedTime"):
            self._calls.modify(dn, {"pwdAccountLockedTime": [(ldap3.MODIFY_DELETE, [])]}, (ABSENT_VALUE,))
        self._calls.set_password(dn, password)

    def join(self, group_id: str, account_id: str) -> None:
        entry = self._must(account_id)
        self._member(group_id, ldap3.MODIFY_ADD, entry.dn, (VALUE_THERE, 68))

    def leave(self, group_id: str, account_id: str) -> None:
        entry = self._entry(account_id)
        if entry is not None and self._group(group_id) is not None:
            self._member(group_id, ldap3.MODIFY_DELETE, entry.dn, (ABSENT_VALUE, 53))

    def _group(self, group_id: str) -> Entry | None:
        by_id = self._kind.by_id(group_id)
        return next(self._group_entries(by_id), None) if by_id else None

    def _member(self, group_id: str, how: str, dn: str, fine: tuple[int, ...]) -> None:
        group = self._group(group_id)
        if group is None:
            raise Rejected("グループがLDAPにありません。", "404")
        members = [each.lower() for each in group.texts("member")]
        if (dn.lower() in members) is (how == ldap3.MODIFY_ADD) and members:
            return
        if how == ldap3.MODIFY_DELETE and members == [dn.lower()] and not self._kind.is_ad:
            # A groupOfNames cannot be empty: somebody who is nobody stays in it.
            self._calls.modify(
                group.dn, {"member": [(ldap3.MODIFY_ADD, [self._tree.placeholder])]}, (VALUE_THERE,)
            )
        self._calls.modify(group.dn, {"member": [(how, [dn])]}, fine)

    def delete(self, account_id: str) -> None:
        entry = self._entry(account_id)
        if entry is None:
            return
        for group in self._groups_with(entry):
            self.leave(self._kind.their_id(group), account_id)
        self._calls.delete(entry.dn)

    def proof(self, account_id: str) -> Proof:
        entry = self._entry(account_id)
        if entry is None:
            return proved(None, "LDAPを読み直しました", 0)
        left = len(self._groups_with(entry))
        if not self._kind.is_stopped(entry, self._tree.leavers):
            return proved(self._kind.account(entry, "", None), "LDAPを読み直しました", left)
        if self._stop(entry):
            said = "LDAPを読み直し、正しいパスワードでのサインインが拒まれることを確かめました。"
            return Proof(state=ProvedState.SUSPENDED, how=said, groups_left=left)
        said = "停止の印はありますが、正しいパスワードでサインインできてしまいます。"
        return Proof(state=ProvedState.ACTIVE, how=said, groups_left=left)
