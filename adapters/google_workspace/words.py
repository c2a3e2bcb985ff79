"""A person as a Google account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from erp.sync.contract import Account, Broken, Wanted


def user(wanted: Wanted, org_unit: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "primaryEmail": wanted.user_name,
        "name": {
            # Both are demanded.
            "familyName": wanted.family_name or wanted.display_name or wanted.key,
            "givenName": wanted.given_name or wanted.display_name or wanted.key,
            "displayName": wanted.display_name,
        },
        "externalIds": [{"type": "organization", "value": wanted.key}],
        "organizations": [{"primary": True, "title": wanted.title, "department": wanted.department}],
        "languages": [{"languageCode": wanted.language, "preference": "preferred"}],
    }
    if org_unit:
        said["orgUnitPath"] = org_unit
    return said


def differences(said: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Whole attributes that say otherwise; what they add to them of their own does not count."""
    return {name: value for name, value in said.items() if not _within(value, now.get(name))}


def _within(wanted: Any, now: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(now, Mapping) and all(_within(value, now.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(now, list) and all(any(_within(one, each) for each in now) for one in wanted)
    if isinstance(wanted, str) and isinstance(now, str) and "@" in wanted:
        return wanted.casefold() == now.casefold()
    return wanted == now or (not wanted and not now)


def account(said: Mapping[str, Any]) -> Account:
    if not said.get("id") or "primaryEmail" not in said:
        raise Broken("Googleの答えは利用者ではありません。")
    name, organization = said.get("name") or {}, _first(said.get("organizations"))
    suspended = said.get("suspended")
    return Account(
        id=str(said["id"]),
        key=_key(said),
        user_name=str(said["primaryEmail"]),
        email=str(said["primaryEmail"]),
        family_name=str(name.get("familyName") or ""),
        given_name=str(name.get("givenName") or ""),
        display_name=str(name.get("displayName") or name.get("fullName") or ""),
        department=str(organization.get("department") or ""),
        title=str(organization.get("title") or ""),
        active=None if suspended is None else not (suspended or said.get("archived")),
        last_used=_instant(str(said.get("lastLoginTime") or "")),
        is_administrator=bool(said.get("isAdmin") or said.get("isDelegatedAdmin")),
    )


def _key(said: Mapping[str, Any]) -> str | None:
    for each in said.get("externalIds") or []:
        if isinstance(each, Mapping) and each.get("type") == "organization" and each.get("value"):
            return str(each["value"])
    return None


def _first(entries: Any) -> Mapping[str, Any]:
    known = [each for each in entries or [] if isinstance(each, Mapping)]
    return next((each for each in known if each.get("primary")), known[0] if known else {})


def _instant(said: str) -> datetime | None:
    """Who never signed in did so in 1970.

    >>> _instant("1970-01-01T00:00:00.000Z") is None
    True
    """
    if not said or said.startswith("1970-"):
        return None
    return datetime.fromisoformat(said.replace("Z", "+00:00"))
