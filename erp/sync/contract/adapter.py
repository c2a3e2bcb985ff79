"""What a vendor's folder declares of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from erp.sync.contract.directory import Directory

SettingKind = Literal["text", "url", "host", "whole", "flag", "choice", "lines", "file"]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One thing a person enters to connect. A secret is encrypted at rest and never shown or logged again."""

    name: str
    label_ja: str
    label_en: str
    kind: SettingKind = "text"
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    help_ja: str = ""
    help_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the vendor allows; what a connection starts with and its owner may change. 0 = no limit."""

    at_once: int = 4
    per_minute: int = 0
    per_hour: int = 0
    per_day: int = 0


@dataclass(frozen=True, kw_only=True)
class OAuth:
    """How the vendor gives out tokens; the settings `client_id` and `client_secret` say who we are there.

    Addresses may hold settings, as `{base_url}/token`. `CODE`: a person says yes at the vendor (authorization
    code with PKCE); `CLIENT`: we ask for ourselves (client credentials).
    """

    grant: Literal["CODE", "CLIENT"]
    token_url: str
    authorize_url: str = ""
    scope: str = ""
    # Whether who we are is sent in a header (as most want it) or in the body.
    in_header: bool = True


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """A vendor. `directory` opens its accounts, for vendors that have any; it is called in a thread.

    It is given the settings (with secrets, as text) and the connection's own client, whose calls are counted
    against the connection's budget, kept from inner addresses, and turned into outcomes.
    """

    name: str
    label_ja: str
    label_en: str
    settings: tuple[Setting, ...]
    # Other hosts than that of `base_url` which calls may go to, such as where tokens are given out.
    hosts: tuple[str, ...] = ()
    limits: Limits = Limits()
    oauth: OAuth | None = None
    directory: Callable[[Mapping[str, str], Any], Directory] | None = None
