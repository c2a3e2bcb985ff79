"""OpenLDAP and Active Directory: the same protocol, other attributes, other ways to stop somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import ldap3

from adapters.ldap.calls import Entry, octets, text
from erp.sync.contract import Account, Wanted

# Nobody's password: a scheme that no server knows matches nothing.
STOPPED = "{STOPPED}"
LOCKED_FOR_GOOD = "000001010000Z"
DISABLED, NORMAL = 0x0002, 0x0200
LONGEST_SAM = 20
EPOCH_1601 = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of server calls things."""

    id: str
    name: str
    key: str
    rdn: str
    department: str
    language: str
    classes: tuple[str, ...]
    everybody: str
    group_classes: tuple[str, ...]
    state: tuple[str, ...]
    is_ad: bool = False

    def attributes(self) -> list[str]:
        """What an account is read with."""
        known = [self.id, self.name, self.key, "mail", "sn", "givenName", "displayName", "cn"]
        return [*known, self.department, "title", self.language, "memberOf", *self.state]

    def wanted(self, wanted: Wanted) -> dict[str, str]:
        """What an account should say, without what its name in the tree says."""
        said = {
            self.name: wanted.user_name,
            self.key: wanted.key,
            "mail": wanted.email,
            "sn": wanted.family_name or wanted.display_name or wanted.user_name,
            "givenName": wanted.given_name,
            "displayName": wanted.display_name,
            self.department: wanted.department,
            "title": wanted.title,
            self.language: wanted.language,
        }
        if self.is_ad:
            said["sAMAccountName"] = wanted.user_name.partition("@")[0][:LONGEST_SAM]
        else:
            said["cn"] = wanted.display_name or wanted.user_name
        return said

    def rdn_value(self, wanted: Wanted) -> str:
        """The name in the tree; in AD people of one name stand side by side, so the number is added."""
        return f"{wanted.display_name or wanted.user_name} ({wanted.key})" if self.is_ad else wanted.user_name

    def their_id(self, entry: Entry) -> str:
        if self.is_ad:
            return str(UUID(bytes_le=entry.values[self.id][0]))
        return entry.text(self.id)

    def by_id(self, account_id: str) -> str | None:
        """A filter, or None for what cannot be an id."""
        try:
            known = UUID(account_id)
        except ValueError:
            return None
        return f"({self.id}={octets(known.bytes_le) if self.is_ad else text(str(known))})"

    def account(self, entry: Entry, leavers: str, groups: frozenset[str] | None) -> Account:
        """What an entry says."""
        return Account(
            id=self.their_id(entry),
            key=entry.text(self.key) or None,
            user_name=entry.text(self.name) or entry.text("sAMAccountName"),
            email=entry.text("mail"),
            family_name=entry.text("sn"),
            given_name=entry.text("givenName"),
            display_name=entry.text("displayName") or entry.text("cn"),
            department=entry.text(self.department),
            title=entry.text("title"),
            active=not self.is_stopped(entry, leavers),
            # Each controller of a domain counts its own changes, so AD tells no version.
            version=entry.text("entryCSN") or None,
            groups=groups,
            last_used=_instant(entry),
            is_administrator=entry.text("adminCount") == "1",
        )

    def is_stopped(self, entry: Entry, leavers: str) -> bool:
        if self.is_ad:
            return bool(int(entry.text("userAccountControl") or NORMAL) & DISABLED)
        away = bool(leavers) and entry.dn.lower().endswith("," + leavers.lower())
        return (
            away
            or entry.text("pwdAccountLockedTime") == LOCKED_FOR_GOOD
            or entry.text("userPassword").startswith(STOPPED)
        )


OPENLDAP = Kind(
    id="entryUUID",
    name="uid",
    key="employeeNumber",
    rdn="uid",
    department="departmentNumber",
    language="preferredLanguage",
    classes=("inetOrgPerson",),
    everybody="(objectClass=inetOrgPerson)",
    group_classes=("groupOfNames",),
    state=("entryCSN", "pwdAccountLockedTime", "userPassword", "authTimestamp"),
)
ACTIVE_DIRECTORY = Kind(
    id="objectGUID",
    name="userPrincipalName",
    key="employeeID",
    rdn="CN",
    department="department",
    language="preferredLanguage",
    classes=("top", "person", "organizationalPerson", "user"),
    everybody="(&(objectCategory=person)(objectClass=user))",
    group_classes=("group",),
    state=("sAMAccountName", "userAccountControl", "lastLogonTimestamp", "adminCount"),
    is_ad=True,
)
KINDS = {"openldap": OPENLDAP, "active_directory": ACTIVE_DIRECTORY}


def quoted_password(password: str) -> bytes:
    """As Active Directory wants it.

    >>> quoted_password("ab")
    b'"\\x00a\\x00b\\x00"\\x00'
    """
    return f'"{password}"'.encode("utf-16-le")


def _instant(entry: Entry) -> datetime | None:
    if ticks := entry.text("lastLogonTimestamp"):
        return (
            EPOCH_1601 + timedelta(microseconds=int(ticks) // 10) if ticks.isdigit() and int(ticks) else None
        )
    if said := entry.text("authTimestamp"):
        return datetime.strptime(said[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return None


def changed(now: Entry, said: Mapping[str, str]) -> dict[str, Any]:
    """The values that differ, as modifications; an empty one is taken away."""
    changes = {}
    for name, value in said.items():
        if (now.text(name) or "") != value:
            changes[name] = [(ldap3.MODIFY_REPLACE, [value] if value else [])]
    return changes
