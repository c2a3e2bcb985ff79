"""What a person entered for a connection: checked against what the adapter asks for, secrets kept apart."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from erp.kernel import secrets
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.outside import networks
from erp.sync import tables
from erp.sync.calling.windows import quiet_hours
from erp.sync.contract import Adapter, Setting

SECRET = "sync.connection_secret.value_sealed"
LONGEST, LONGEST_FILE = 2_000, 200_000
_YES = {"true": "true", "on": "true", "1": "true", "false": "false", "": "false", "0": "false"}


def checked_values(
    adapter: Adapter,
    values: Mapping[str, Any],
    *,
    kept: Mapping[str, str] | None = None,
    kept_secrets: frozenset[str] = frozenset(),
) -> tuple[dict[str, str], dict[str, str]]:
    """Plain settings, and the secrets that were entered; what was not sent stays as it was kept."""
    known = {setting.name: setting for setting in adapter.settings}
    for name in values:
        if name not in known:
            raise BadInput(f"values.{name}", "UNKNOWN_FIELD")
    plain: dict[str, str] = {}
    secret: dict[str, str] = {}
    for name, setting in known.items():
        if setting.secret:
            given = _text(setting, values.get(name))
            if given:
                secret[name] = given
            elif setting.required and name not in kept_secrets:
                raise BadInput(f"values.{name}", "REQUIRED")
            continue
        given = _text(setting, values[name]) if name in values else (kept or {}).get(name, setting.default)
        if not given and setting.required and setting.kind != "flag":
            raise BadInput(f"values.{name}", "REQUIRED")
        plain[name] = given
    return plain, secret


def _text(setting: Setting, given: Any) -> str:
    field = f"values.{setting.name}"
    if isinstance(given, bool):
        given = "true" if given else "false"
    if not isinstance(given, (str, int)) and given is not None:
        raise BadInput(field, "NOT_TEXT")
    # A secret is taken as it is typed, but for the line break that copying brings along.
    text = "" if given is None else str(given).strip("\r\n") if setting.secret else str(given).strip()
    if len(text) > (LONGEST_FILE if setting.kind in ("file", "lines") else LONGEST):
        raise BadInput(field, "TOO_LONG")
    if setting.kind == "flag":
        if text.lower() not in _YES:
            raise BadInput(field, "NOT_YES_OR_NO")
        return _YES[text.lower()]
    if not text:
        return ""
    if setting.kind == "url" and not _is_address(text):
        raise BadInput(field, "NOT_AN_ADDRESS")
    if setting.kind == "whole" and not text.isdecimal():
        raise BadInput(field, "NOT_A_WHOLE_NUMBER")
    if setting.kind == "choice" and text not in {value for value, _, _ in setting.choices}:
        raise BadInput(field, "NOT_A_CHOICE")
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("https", "http")
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False


def checked_code(code: str) -> str:
    """Small letters, digits and dashes: part of an address."""
    code = code.strip().lower()
    if not (1 <= len(code) <= 40) or not all(
        each.isascii() and (each.isalnum() or each in "-_") for each in code
    ):
        raise BadInput("code", "NOT_A_CODE")
    return code


def checked_limits(
    at_once: int, per_minute: int, per_hour: int, per_day: int, quiet: str, inner: str
) -> dict[str, Any]:
    """How much may be called, when, and which inner addresses; as columns of the connection."""
    if not 1 <= at_once <= 100:
        raise BadInput("atOnce", "OUT_OF_RANGE", least=1, most=100)
    for name, value in (("perMinute", per_minute), ("perHour", per_hour), ("perDay", per_day)):
        if not 0 <= value <= 10_000_000:
            raise BadInput(name, "OUT_OF_RANGE", least=0, most=10_000_000)
    try:
        quiet_hours(quiet)
    except ValueError:
        raise BadInput("quietHours", "NOT_TIMES") from None
    try:
        networks(inner)
    except ValueError:
        raise BadInput("innerAddresses", "NOT_ADDRESSES") from None
    return {
        "at_once": at_once,
        "per_minute": per_minute,
        "per_hour": per_hour,
        "per_day": per_day,
        "quiet_hours": quiet.strip(),
        "inner_addresses": " ".join(inner.replace(",", " ").split()),
    }


async def keep_secrets(act: Act, connection: UUID, given: Mapping[str, str]) -> None:
    """Encrypt each for a row of its own; one that was there is replaced."""
    for name, plain in given.items():
        there = await act.tx.value(
            "SELECT id FROM sync.connection_secret WHERE connection = $1 AND name = $2", connection, name
        )
        id = there or new_id()
        sealed = secrets.encrypt(plain, place=secrets.place(SECRET, id))
        if there:
            await act.tx.update(
                tables.ConnectionSecret, [{"id": id, "value_sealed": sealed, "changed_at": act.at}]
            )
            continue
        row = {"id": id, "company": act.company, "connection": connection, "name": name}
        await act.tx.insert(tables.ConnectionSecret, [row | {"value_sealed": sealed, "changed_at": act.at}])


async def held_connection(act: Act, connection: UUID) -> Any:
    """The connection, ours until the end of the transaction."""
    found = await lock_rows(act, tables.Connection, [connection])
    if not found:
        raise NotFound("system_connection", connection, field="connection")
    return found[0]


def settings_of(row: Any) -> dict[str, str]:
    """The plain settings of a connection's row."""
    kept = row["settings"]
    return dict(json.loads(kept) if isinstance(kept, str) else kept)
