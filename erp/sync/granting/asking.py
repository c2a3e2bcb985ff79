"""What is asked where tokens are given out, and what the answers mean. Nothing is kept here.

>>> challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from erp.kernel import clock
from erp.kernel.outside import networks
from erp.settings import load
from erp.sync.calling import certificates
from erp.sync.calling.redacting import Redactor
from erp.sync.calling.words import Attempt, FixedHeaders
from erp.sync.client import Client
from erp.sync.contract import Adapter, Broken, OAuth, Rejected

# A token is not used in its last moments; of a short one not in its last fifth.
LEEWAY_S, USUAL_S, LONGEST_S = 30.0, 3600, 90 * 86_400
NEEDS_CONSENT = "相手の同意（認可）が切れています。接続の画面から、もう一度同意してください。"


class ConsentNeeded(Broken):
    """What we were given opens no more: a person has to say yes again."""


@dataclass(frozen=True)
class Pair:
    """What was given out; `expires_at` is when to fetch anew."""

    access: str
    refresh: str | None
    expires_at: datetime


def challenge(verifier: str) -> str:
    """What is shown first of a secret that is told later (PKCE, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def oauth_of(adapter: Adapter) -> OAuth:
    """How this adapter's vendor gives out tokens."""
    if adapter.oauth is None:
        raise Broken("この接続先では同意（認可）を使いません。")
    return adapter.oauth


def filled(address: str, settings: Mapping[str, str]) -> str:
    """An address with the settings that it names."""
    return address.format_map({name: value.rstrip("/") for name, value in settings.items()})


def consent_address(
    oauth: OAuth, settings: Mapping[str, str], *, state: str, verifier: str, back: str
) -> str:
    """Where a person is sent to say yes."""
    asked = {
        "response_type": "code",
        "client_id": settings.get("client_id", ""),
        "redirect_uri": back,
        "scope": oauth.scope,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    address = filled(oauth.authorize_url, settings)
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def fetch(
    adapter: Adapter,
    settings: Mapping[str, str],
    asked: Mapping[str, str],
    *,
    inner: str,
    trace: Callable[[Attempt], None] | None = None,
) -> Pair:
    """Ask for tokens, in a thread; `ConsentNeeded` where what we have opens no more."""
    oauth = oauth_of(adapter)
    address = filled(oauth.token_url, settings)
    id, secret = settings.get("client_id", ""), settings.get("client_secret", "")
    data, headers = dict(asked), dict[str, str]()
    if oauth.in_header and secret:
        pair = f"{quote(id, safe='')}:{quote(secret, safe='')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    else:
        data |= {"client_id": id} | ({"client_secret": secret} if secret else {})
    client = Client(
        address,
        signing=FixedHeaders(headers),
        tls=certificates.context(ca=settings.get("ca_certificate", "")),
        allowed=networks(inner),
        always=networks(load().outside_allow),
        redactor=Redactor([secret, *(value for name, value in asked.items() if name in SECRET_PARTS)]),
        trace=trace,
    )
    try:
        answer = client.call("POST", address, data=data, expect=(200,))
    except Rejected as no:
        if "invalid_grant" in no.reason:
            raise ConsentNeeded(NEEDS_CONSENT) from None
        raise Broken(f"トークンを取得できません。{no.reason}") from None
    finally:
        client.close()
    return _pair(answer.json)


SECRET_PARTS = ("refresh_token", "code", "code_verifier")


def _pair(told: Any) -> Pair:
    access = told.get("access_token") if isinstance(told, Mapping) else None
    if not isinstance(access, str) or not access:
        raise Broken("相手の応答にトークンがありません。")
    seconds = told.get("expires_in")
    lives = float(seconds) if isinstance(seconds, (int, float)) and 0 < seconds <= LONGEST_S else USUAL_S
    refresh = told.get("refresh_token")
    fresh_for = lives - min(LEEWAY_S, lives * 0.2)
    return Pair(
        access=access,
        refresh=refresh if isinstance(refresh, str) and refresh else None,
        expires_at=clock.now() + timedelta(seconds=fresh_for),
    )
