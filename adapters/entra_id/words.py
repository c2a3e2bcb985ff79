"""A person as an Entra account."""

import re
from collections.abc import Mapping
from typing import Any

from erp.sync.contract import Account, Broken, Wanted

READ = (
    "id,employeeId,userPrincipalName,mail,surname,givenName,displayName,department,jobTitle,accountEnabled,"
    "preferredLanguage,assignedLicenses"
)


def user(wanted: Wanted) -> dict[str, Any]:
    return {
        "userPrincipalName": wanted.user_name,
        "employeeId": wanted.key,
        "displayName": wanted.display_name or wanted.user_name,
        "surname": wanted.family_name,
        "givenName": wanted.given_name,
        "department": wanted.department,
        "jobTitle": wanted.title,
        "preferredLanguage": wanted.language,
    }


def nickname(user_name: str) -> str:
    """What they want of the part before the @.

    >>> nickname("Sato.Hanako+x@example.com")
    'Sato.Hanakox'
    """
    return re.sub(r"[^A-Za-z0-9._-]", "", user_name.partition("@")[0])[:64] or "user"


def differences(said: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """An empty text is nothing to them."""
    return {name: value or None for name, value in said.items() if (value or None) != (now.get(name) or None)}


def account(said: Mapping[str, Any]) -> Account:
    if not said.get("id") or not said.get("userPrincipalName"):
        raise Broken("Microsoftの答えは利用者ではありません。")
    licences = said.get("assignedLicenses")
    return Account(
        id=str(said["id"]),
        key=str(said["employeeId"]) if said.get("employeeId") else None,
        user_name=str(said["userPrincipalName"]),
        # Exchange gives addresses; who has no mailbox has none yet.
        email=str(said.get("mail") or ""),
        family_name=str(said.get("surname") or ""),
        given_name=str(said.get("givenName") or ""),
        display_name=str(said.get("displayName") or ""),
        department=str(said.get("department") or ""),
        title=str(said.get("jobTitle") or ""),
        active=said.get("accountEnabled"),
        licences=frozenset(str(each["skuId"]) for each in licences) if licences is not None else None,
    )
