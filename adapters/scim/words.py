"""Their words and ours: a person as SCIM attributes, an account as SCIM shows it."""

from collections.abc import Mapping
from typing import Any

from adapters.scim.dialect import Dialect
from erp.sync.contract import Account, Broken, Group, Wanted

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def attributes(wanted: Wanted, dialect: Dialect) -> dict[str, Any]:
    """What is wanted, by path."""
    said: dict[str, Any] = {
        "userName": wanted.user_name,
        "name.familyName": wanted.family_name,
        "name.givenName": wanted.given_name,
        "displayName": wanted.display_name,
        "title": wanted.title,
        "preferredLanguage": wanted.language,
        f"{ENTERPRISE}:department": wanted.department,
    }
    if wanted.email:
        said["emails"] = [{"value": wanted.email, "type": "work", "primary": True}]
    if dialect.key_in == "external_id":
        said["externalId"] = wanted.key
    if dialect.key_in == "employee_number":
        said[f"{ENTERPRISE}:employeeNumber"] = wanted.key
    if dialect.signs_in_by == "email":
        del said["userName"]
    left_out = {*dialect.leave_out, *(f"{ENTERPRISE}:{each}" for each in dialect.leave_out)}
    return {path: value for path, value in said.items() if path not in left_out}


def resource(paths: Mapping[str, Any], into: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A whole record with these attributes, on top of one that was read.

    >>> resource({"name.givenName": "花子", "title": "主任"})
    {'name': {'givenName': '花子'}, 'title': '主任'}
    """
    made = {key: value for key, value in (into or {}).items() if key not in ("meta", "groups")}
    for path, value in paths.items():
        *outer, last = _steps(path)
        place = made
        for step in outer:
            place[step] = dict(place.get(step) or {})
            place = place[step]
        if value in ("", None):
            place.pop(last, None)
        else:
            place[last] = value
    return {key: value for key, value in made.items() if value != {}}


def differences(paths: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What of it they say otherwise."""
    return {
        path: value for path, value in paths.items() if _plain(path, value) != _plain(path, _at(now, path))
    }


def operations(paths: Mapping[str, Any], form: str) -> dict[str, Any]:
    """A PATCH, with a path for each attribute or as one value."""
    if form == "value":
        done = [{"op": "replace", "value": resource(paths)}]
    else:
        done = [
            {"op": "remove", "path": path}
            if value in ("", None)
            else {"op": "replace", "path": path, "value": value}
            for path, value in paths.items()
        ]
    return {"schemas": [PATCH], "Operations": done}


def account(said: Mapping[str, Any], dialect: Dialect, etag: str | None = None) -> Account:
    """What they say of a user."""
    if not isinstance(said.get("id"), str | int) or "userName" not in said:
        raise Broken("相手の答えはSCIMの利用者ではありません（id と userName がありません）。")
    groups, email = said.get("groups"), _plain("emails", said.get("emails"))
    version = (said.get("meta") or {}).get("version") or etag
    key = _at(said, "externalId" if dialect.key_in == "external_id" else f"{ENTERPRISE}:employeeNumber")
    return Account(
        id=str(said["id"]),
        key=str(key) if key and dialect.key_in != "nowhere" else None,
        user_name=email if dialect.signs_in_by == "email" and email else str(said["userName"] or ""),
        email=email,
        family_name=_kept(said, "name.familyName", dialect),
        given_name=_kept(said, "name.givenName", dialect),
        display_name=_kept(said, "displayName", dialect),
        department=_kept(said, f"{ENTERPRISE}:department", dialect),
        title=_kept(said, "title", dialect),
        active=_truth(said.get("active")),
        version=version,
        groups=_values(groups) if dialect.memberships == "user" and groups is not None else None,
    )


def group(said: Mapping[str, Any]) -> Group:
    members = said.get("members")
    return Group(
        id=str(said["id"]),
        name=str(said.get("displayName") or said["id"]),
        # A group without anybody may leave its members out altogether.
        members=_values(members or []),
    )


def _kept(said: Mapping[str, Any], path: str, dialect: Dialect) -> str:
    """Empty is "not told": what is not sent there is not compared either."""
    is_left_out = {path, path.rpartition(":")[2]} & dialect.leave_out
    return "" if is_left_out else str(_at(said, path) or "")


def _values(entries: Any) -> frozenset[str]:
    return frozenset(str(each.get("value")) for each in entries if isinstance(each, Mapping))


def _truth(active: Any) -> bool | None:
    if isinstance(active, str):
        return {"true": True, "false": False}.get(active.casefold())
    return active if isinstance(active, bool) else None


def _steps(path: str) -> list[str]:
    if path.startswith("urn:"):
        return list(path.rpartition(":")[::2])
    return path.split(".")


def _at(said: Mapping[str, Any], path: str) -> Any:
    place: Any = said
    for step in _steps(path):
        place = place.get(step) if isinstance(place, Mapping) else None
    return place


def _plain(path: str, value: Any) -> str:
    """One text to compare by; of several addresses it is the first one."""
    if path == "emails":
        entries = [each for each in value or [] if isinstance(each, Mapping)]
        entries.sort(key=lambda each: (not each.get("primary"), each.get("type") != "work"))
        return str(entries[0].get("value") or "") if entries else ""
    return str(value or "")
