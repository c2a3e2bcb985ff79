"""Calls to Google: tokens of a service account, pages, and refusals that only mean patience."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from adapters.lists import Whole
from adapters.tokens import Drawn
from erp.kernel import clock
from erp.sync.contract import Broken, Rejected, WaitUntil

SCOPES = " ".join(
    f"https://www.googleapis.com/auth/{each}"
    for each in (
        "admin.directory.user",
        "admin.directory.user.security",
        "admin.directory.group",
        "admin.directory.group.member",
        "apps.licensing",
    )
)
TOKEN_URL = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AN_HOUR_S = 3600
# Google refuses with 403 what others answer with 429.
PATIENCE = {
    "rateLimitExceeded": timedelta(seconds=30),
    "userRateLimitExceeded": timedelta(seconds=30),
    "quotaExceeded": timedelta(minutes=5),
    "dailyLimitExceeded": timedelta(hours=1),
}
DIRECTORY = "admin/directory/v1"


def tokens(settings: Mapping[str, str], client: Any) -> Drawn:
    """Tokens of the service account, in the name of an administrator."""
    try:
        known = json.loads(settings["service_account"])
        key, issuer = RSAKey.import_key(known["private_key"]), known["client_email"]
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("サービスアカウントの鍵（JSON）を読めません。") from error

    def draw() -> tuple[str, int]:
        now = int(clock.now().timestamp())
        claims = {
            "iss": issuer,
            "sub": settings["administrator"],
            "scope": SCOPES,
            "aud": TOKEN_URL,
            "iat": now,
            "exp": now + AN_HOUR_S,
        }
        signed = jwt.encode({"alg": "RS256", "typ": "JWT"}, claims, key)
        try:
            answer = client.call(
                "POST", TOKEN_URL, data={"grant_type": GRANT, "assertion": signed}, keyed=True
            )
        except Rejected as no:
            raise Broken(
                "Googleがサービスアカウントを認めません。鍵、管理者、ドメイン全体の委任を確認してください。"
            ) from no
        return str(answer.json["access_token"]), int(answer.json.get("expires_in", AN_HOUR_S))

    return Drawn(draw)


class Calls:
    """One connection; knows whom it created, since Google itself may not know them for a while."""

    def __init__(self, client: Any, headers: Callable[[], Mapping[str, str]]) -> None:
        self._client, self._headers = client, headers

    def call(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        keyed: bool = True,
        of_one: bool = False,
    ) -> Any:
        """`of_one`: a refusal concerns this one account, not the connection."""
        place = path if "://" in path else f"{DIRECTORY}/{path}"
        answer = self._client.call(
            method,
            place,
            json=json,
            params=params,
            headers=dict(self._headers()),
            keyed=keyed,
            expect=(200, 201, 202, 204, 403),
        )
        if answer.status == 403:
            raise _refused(answer.json, of_one)
        return answer.json

    def get(self, path: str, **params: str) -> dict[str, Any]:
        said = self.call("GET", path, params=params)
        if not isinstance(said, dict):
            raise Broken("Googleの答えが予期した形ではありません。")
        return said

    def pages(
        self, path: str, kind: str, *, name: Callable[[dict[str, Any]], str] | None = None, **params: str
    ) -> Iterator[dict[str, Any]]:
        """All of a kind; ends normally only when no page was said to follow."""
        whole, token = Whole(), ""
        while True:
            said = self.get(path, **params, **({"pageToken": token} if token else {}))
            entries = said.get(kind) or []
            whole.page([name(each) if name else str(each.get("id")) for each in entries])
            yield from entries
            token = str(said.get("nextPageToken") or "")
            if not token:
                return


def _refused(said: Any, of_one: bool) -> Broken | Rejected | WaitUntil:
    error = said.get("error", {}) if isinstance(said, dict) else {}
    reasons = [str(each.get("reason")) for each in error.get("errors") or [] if isinstance(each, dict)]
    if patience := next((PATIENCE[each] for each in reasons if each in PATIENCE), None):
        return WaitUntil("Googleが呼び出しを減らすよう求めています。", clock.now() + patience)
    said_why = ", ".join(reasons) or str(error.get("message", ""))[:120]
    if of_one:
        return Rejected(f"Googleがこのアカウントへの操作を認めません（{said_why}）。", "403")
    return Broken(f"Googleが操作を認めません（{said_why}）。委任した範囲を確認してください。")
