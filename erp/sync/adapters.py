"""The adapters that are installed: being a folder of `adapters/` with an `adapter.py` is being installed."""

from functools import cache
from importlib import import_module
from typing import Any

from erp.api import row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.module import ROOT
from erp.sync.contract import Adapter, Setting

KINDS = {"whole": "NUMBER", "flag": "YES_NO", "choice": "CHOICE", "lines": "LONG_TEXT", "file": "LONG_TEXT"}


@cache
def adapters() -> dict[str, Adapter]:
    """Every adapter by its name."""
    folders = sorted(path.parent.name for path in (ROOT / "adapters").glob("*/adapter.py"))
    found = (import_module(f"adapters.{folder}.adapter").ADAPTER for folder in folders)
    return {adapter.name: adapter for adapter in found}


def adapter_named(name: str) -> Adapter:
    """The adapter of that name; refused where it is not installed."""
    found = adapters().get(name)
    if found is None:
        raise NotFound("adapter", name, field="adapter")
    return found


def with_accounts() -> set[str]:
    """The adapters behind which there are accounts of people."""
    return {name for name, adapter in adapters().items() if adapter.directory is not None}


@row
class AdapterChoice:
    """One value of a setting that has to be chosen."""

    value: str
    label: str


@row
class AdapterSetting:
    """One thing to enter in order to connect. A secret is encrypted and never shown again."""

    name: str
    label: str
    kind: str
    is_secret: bool
    is_required: bool
    default: str
    hint: str
    choices: list[AdapterChoice]


@row
class AdapterDescription:
    """A kind of outside system that can be connected."""

    name: str
    label: str
    has_accounts: bool
    needs_consent: bool
    at_once: int
    per_minute: int
    per_hour: int
    per_day: int
    settings: list[AdapterSetting]


async def described(asking: Asking, database: Database, *, name: str | None = None) -> list[dict[str, Any]]:
    """What can be connected, in the language of who asks."""
    ja = asking.language == "ja"
    return [
        {
            "name": each.name,
            "label": each.label_ja if ja else each.label_en,
            "has_accounts": each.directory is not None,
            "needs_consent": each.oauth is not None and each.oauth.grant == "CODE",
            "at_once": each.limits.at_once,
            "per_minute": each.limits.per_minute,
            "per_hour": each.limits.per_hour,
            "per_day": each.limits.per_day,
            "settings": [_setting(setting, ja) for setting in each.settings],
        }
        for each in adapters().values()
        if name in (None, each.name)
    ]


def _setting(setting: Setting, ja: bool) -> dict[str, Any]:
    kind = "SECRET" if setting.secret and setting.kind not in ("lines", "file") else KINDS.get(setting.kind)
    return {
        "name": setting.name,
        "label": setting.label_ja if ja else setting.label_en,
        "kind": kind or "TEXT",
        "is_secret": setting.secret,
        "is_required": setting.required,
        "default": setting.default,
        "hint": setting.help_ja if ja else setting.help_en,
        "choices": [
            {"value": value, "label": label_ja if ja else label_en}
            for value, label_ja, label_en in setting.choices
        ],
    }
