"""What a provider's signed word must say before anybody is let in (OpenID Connect Core 1.0, 3.1.3.7)."""

import base64
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from erp.access import openid
from erp.access.openid import NotVouched, Offer, Provider

ISSUER = "https://login.example.jp/realm"
PROVIDER = Provider(UUID(int=1), ISSUER, "erp", "s" * 40, "openid")
OURS, OTHER = (RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}) for kid in ("a", "b"))
NOW = int(time.time())
GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "erp",
    "sub": "u-1001",
    "nonce": "n",
    "iat": NOW,
    "exp": NOW + 300,
}


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A provider that offers one key."""
    keys = KeySet.import_key_set({"keys": [OURS.as_dict(private=False)]})
    offer = Offer("", "", None, True, "", keys, time.monotonic() + 60)
    monkeypatch.setattr(openid, "offer_of", lambda provider, anew=False: offer)
    yield


def said(claims: dict[str, Any], key: Any = OURS, algorithm: str = "RS256") -> dict[str, Any]:
    header = {"alg": algorithm, "kid": key.kid or "a"}
    allowed = [algorithm]
    return {"id_token": jwt.encode(header, claims, key, algorithms=allowed), "access_token": "t"}


def test_a_word_that_is_right_in_everything_is_believed() -> None:
    assert openid._checked(PROVIDER, said(GOOD), "n")["sub"] == "u-1001"
    several = GOOD | {"aud": ["erp", "other"], "azp": "erp"}
    assert openid._checked(PROVIDER, said(several), "n")["sub"] == "u-1001"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://login.example.jp/other"},
        {"aud": "other"},
        {"aud": ["erp", "other"]},
        {"azp": "other"},
        {"nonce": "of another browser"},
        {"nonce": None},
        {"exp": NOW - 120},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"sub": "x" * 256},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_one_thing_that_is_wrong_is_enough(wrong: dict[str, Any]) -> None:
    claims = {name: value for name, value in (GOOD | wrong).items() if value is not None}
    with pytest.raises(NotVouched):
        openid._checked(PROVIDER, said(claims), "n")


def test_only_the_provider_signs_and_never_by_a_shared_secret_or_not_at_all() -> None:
    for key, algorithm in ((OTHER, "RS256"), (OctKey.import_key("s" * 40), "HS256")):
        with pytest.raises(NotVouched, match="NOT_VOUCHED"):
            openid._checked(PROVIDER, said(GOOD, key, algorithm), "n")
    head, body, _ = said(GOOD)["id_token"].split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    for forged in (f"{none}.{body}.", f"{head}.{body}.", f"{head}.{body}", "nothing", ""):
        with pytest.raises(NotVouched):
            openid._checked(PROVIDER, {"id_token": forged}, "n")
    with pytest.raises(NotVouched):
        openid._checked(PROVIDER, {}, "n")
