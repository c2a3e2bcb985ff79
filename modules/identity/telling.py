"""What an outside system tells of its accounts and groups."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ToldAccount:
    """What a system says of an account; what is missing was not told."""

    external_id: str
    user_name: str
    key: str | None = None
    email: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    display_name: str | None = None
    department: str | None = None
    title: str | None = None
    active: bool | None = None
    version: str | None = None
    groups: list[str] | None = None
    licences: list[str] | None = None
    last_used_at: datetime | None = None
    is_administrator: bool = False


@dataclass(frozen=True, kw_only=True)
class ToldGroup:
    """What a system says of a group; of a large one the members may come in several parts."""

    external_id: str
    name: str
    members: list[str] | None = None


def told(account: ToldAccount) -> dict[str, Any]:
    """An account as its page keeps it."""
    return {
        "externalId": account.external_id,
        "key": account.key,
        "userName": account.user_name,
        "email": account.email,
        "familyName": account.family_name,
        "givenName": account.given_name,
        "displayName": account.display_name,
        "department": account.department,
        "title": account.title,
        "active": account.active,
        "version": account.version,
        "groups": account.groups,
        "licences": account.licences,
        "lastUsedAt": account.last_used_at.isoformat() if account.last_used_at else None,
        "isAdministrator": account.is_administrator,
    }
