"""Speaking OpenID Connect with a provider: what it offers, where to send a person, and what it vouches for.

Everything here is network and belongs into a thread. What a provider says is believed only after its
signature, issuer, audience, nonce and time were checked (OpenID Connect Core 1.0, section 3.1.3.7; RFC 9700).
"""

import hmac
import itertools
import json
import ssl
import time
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import certifi
import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from erp.kernel.errors import Refused
from erp.kernel.outside import NotAllowed, PinningAdapter, checked, networks
from erp.settings import load

# Symmetric and unsigned tokens are never believed.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY_S = 60
REMEMBERED_S = 600
TIME_LIMIT_S = 10
LARGEST_ANSWER = 1_000_000


class ProviderSilent(Refused):
    """The provider could not be reached, or its answer could not be read."""


class ProviderRefused(Refused):
    """The provider did not let the person through."""


class NotVouched(Refused):
    """What came back does not prove who the person is."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as it is asked; `secret` is plain here and nowhere else."""

    id: UUID
    issuer: str
    client_id: str
    secret: str | None
    scopes: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the provider says of itself, and the keys it signs with."""

    authorize: str
    token: str
    userinfo: str | None
    basic: bool
    jwks_address: str
    keys: KeySet
    until: float


_offers: dict[tuple[UUID, str], Offer] = {}


def offer_of(provider: Provider, *, anew: bool = False) -> Offer:
    """What it offers, read at most every ten minutes, or anew when a signature names a key not known yet."""
    known = _offers.get((provider.id, provider.issuer))
    if known is not None and known.until > time.monotonic() and not anew:
        return known
    said = _read(provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if said.get("issuer", "").rstrip("/") != provider.issuer.rstrip("/"):
        raise ProviderSilent(reason="OTHER_ISSUER")
    try:
        offer = Offer(
            authorize=_of_one_kind(provider, said["authorization_endpoint"]),
            token=_of_one_kind(provider, said["token_endpoint"]),
            userinfo=said.get("userinfo_endpoint"),
            basic="client_secret_basic"
            in said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]),
            jwks_address=said["jwks_uri"],
            keys=KeySet.import_key_set(_read(said["jwks_uri"])),  # type: ignore[arg-type]  # as it came
            until=time.monotonic() + REMEMBERED_S,
        )
    except (KeyError, TypeError, ValueError, JoseError):
        raise ProviderSilent(reason="NOT_UNDERSTOOD") from None
    _offers[provider.id, provider.issuer] = offer
    return offer


def where_to(provider: Provider, *, back: str, state: str, nonce: str, verifier: str) -> str:
    """The address to send the person to; the verifier stays here and proves later that we asked."""
    offer = offer_of(provider)
    with _client(provider, offer, back) as client:
        address, _ = client.create_authorization_url(
            offer.authorize, state=state, nonce=nonce, code_verifier=verifier
        )
    return str(address)


def vouched(
    provider: Provider, *, back: str, code: str, nonce: str, verifier: str, claim: str
) -> Mapping[str, Any]:
    """What the provider vouches for, after every check; a claim may stand in either of two places."""
    offer = offer_of(provider)
    with _client(provider, offer, back) as client:
        try:
            token = client.fetch_token(
                offer.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                timeout=TIME_LIMIT_S,
            )
        except OAuthError as refusal:
            raise ProviderRefused(reason=str(refusal.error or "")[:60]) from None
        except (requests.RequestException, NotAllowed, ValueError):
            raise ProviderSilent(reason="NO_ANSWER") from None
    claims = dict(_checked(provider, token, nonce))
    if claim not in claims and offer.userinfo:
        more = _read(offer.userinfo, bearer=str(token.get("access_token", "")))
        # An answer about somebody else is no answer (OpenID Connect Core, 5.3.2).
        if more.get("sub") == claims["sub"]:
            claims = {**more, **claims}
    return claims


def _checked(provider: Provider, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
    raw = token.get("id_token")
    if not isinstance(raw, str):
        raise NotVouched(reason="NO_ID_TOKEN")
    claims = _signed(provider, raw)
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_S,
        iss={"essential": True, "value": provider.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        registry.validate(dict(claims))
    except JoseError as wrong:
        raise NotVouched(reason=getattr(wrong, "claim", None) or wrong.error) from None
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if (several or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise NotVouched(reason="azp")
    if "at_hash" in claims and not _same_half(token, claims["at_hash"], raw):
        raise NotVouched(reason="at_hash")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise NotVouched(reason="sub")
    return claims


def _signed(provider: Provider, raw: str) -> Mapping[str, Any]:
    """Its contents, when the signature is the provider's; a key that is new is fetched once."""
    for anew in (False, True):
        try:
            return jwt.decode(raw, offer_of(provider, anew=anew).keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            continue
    raise NotVouched(reason="SIGNATURE")


def _same_half(token: Mapping[str, Any], half: Any, raw: str) -> bool:
    algorithm = json.loads(_unpadded(raw.split(".")[0])).get("alg", "")
    expected = create_half_hash(str(token.get("access_token", "")), algorithm)
    return expected is not None and hmac.compare_digest(expected, str(half).encode())


def _unpadded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _client(provider: Provider, offer: Offer, back: str) -> OAuth2Session:
    method = "none" if provider.secret is None else "client_secret_basic"
    client = OAuth2Session(
        client_id=provider.client_id,
        client_secret=provider.secret,
        token_endpoint_auth_method=method if offer.basic or method == "none" else "client_secret_post",
        scope=provider.scopes,
        redirect_uri=back,
        code_challenge_method="S256",
    )
    return _guarded(client)


def _read(address: str, *, bearer: str | None = None) -> dict[str, Any]:
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    try:
        with _guarded(requests.Session()) as session:
            answer = session.get(
                address, headers=headers, timeout=TIME_LIMIT_S, allow_redirects=False, stream=True
            )
            said = json.loads(_little(answer)) if answer.status_code == 200 else None
    except (requests.RequestException, NotAllowed, ValueError):
        raise ProviderSilent(reason="NO_ANSWER") from None
    if not isinstance(said, dict):
        raise ProviderSilent(reason="NOT_UNDERSTOOD")
    return said


S = TypeVar("S", bound=requests.Session)


def _guarded(session: S) -> S:
    """Only checked addresses, nothing of the environment, no redirects."""
    opened = networks(load().outside_allow)

    def resolve(host: str, port: int, secure: bool) -> list[str]:
        return checked(host, port, secure, (), opened)

    session.trust_env = False
    session.max_redirects = 0
    for scheme in ("https://", "http://"):
        session.mount(scheme, PinningAdapter(resolve, ssl.create_default_context(cafile=certifi.where())))
    return session


def _little(answer: requests.Response) -> bytes:
    """The body, unless it is larger than any honest answer."""
    body = b"".join(itertools.islice(answer.iter_content(65536), LARGEST_ANSWER // 65536))
    if len(body) >= LARGEST_ANSWER // 65536 * 65536:
        raise ValueError
    return body


def _of_one_kind(provider: Provider, address: str) -> str:
    """An endpoint is as safe as the issuer: nobody is sent from https to http by what a document says."""
    scheme = urlsplit(address).scheme
    if scheme != "https" and scheme != urlsplit(provider.issuer).scheme:
        raise ProviderSilent(reason="NOT_SAFE")
    return address


def is_issuer(address: str) -> bool:
    """An address of https; in the clear only on a machine that the installation itself has named.

    >>> is_issuer("https://login.example.jp/realm"), is_issuer("https://user@login.example.jp")
    (True, False)
    >>> is_issuer("http://login.example.jp"), is_issuer("login.example.jp")
    (False, False)
    """
    parts = urlsplit(address)
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_opened(parts.hostname))


def _is_opened(host: str) -> bool:
    try:
        return any(ip_address(host) in network for network in networks(load().outside_allow))
    except ValueError:
        return False
