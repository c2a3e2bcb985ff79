"""Calls to Microsoft Graph: an application's token, pages, and what their refusals mean."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from adapters.lists import Whole
from adapters.tokens import Drawn
from erp.sync.contract import Broken, Rejected

LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://graph.microsoft.com/.default"


def tokens(settings: Mapping[str, str], client: Any) -> Drawn:
    """Tokens of the application itself; nobody is signed in."""

    def draw() -> tuple[str, int]:
        said = {
            "grant_type": "client_credentials",
            "client_id": settings["client_id"],
            "client_secret": settings["client_secret"],
            "scope": SCOPE,
        }
        place = f"{LOGIN}/{quote(settings['tenant'], safe='')}/oauth2/v2.0/token"
        try:
            answer = client.call("POST", place, data=said, keyed=True)
        except Rejected as no:
            raise Broken(
                "Microsoftがアプリケーションを認めません。テナント、クライアントID、シークレットを確認してください。"
            ) from no
        return str(answer.json["access_token"]), int(answer.json.get("expires_in", 3600))

    return Drawn(draw)


class Calls:
    """One connection to Graph."""

    def __init__(self, client: Any, headers: Callable[[], Mapping[str, str]]) -> None:
        self._client, self._headers = client, headers

    def get(self, path: str, **params: str) -> dict[str, Any]:
        return self._dict(self.call("GET", self._with(path, params)))

    def call(self, method: str, path: str, *, json: Any = None, keyed: bool = True) -> Any:
        """A write that is refused concerns the account it was for; a read concerns the connection."""
        expected = (200, 201, 202, 204, 400, *((403,) if method != "GET" else ()))
        answer = self._client.call(
            method, path, json=json, headers=dict(self._headers()), keyed=keyed, expect=expected
        )
        if answer.status == 403:
            code, said = told(answer.json)
            raise Rejected(f"Microsoftがこのアカウントへの操作を認めません（{code} {said}）。", "403")
        if answer.status == 400:
            code, said = told(answer.json)
            raise Refusal(f"Microsoftが受け付けません（{code} {said}）。", code, said)
        return answer.json

    def pages(self, path: str, **params: str) -> Iterator[dict[str, Any]]:
        """All of it; the next page is asked for by the very link they gave."""
        whole, place = Whole(), self._with(path, params)
        while place:
            said = self._dict(self.call("GET", place))
            entries = said.get("value") or []
            whole.page([str(each.get("id")) for each in entries])
            yield from entries
            place = str(said.get("@odata.nextLink") or "")

    def _with(self, path: str, params: Mapping[str, str]) -> str:
        """The names begin with a dollar, which is not to be written otherwise."""
        if not params:
            return path
        return f"{path}?{urlencode({f'${name}': value for name, value in params.items()}, safe='$,')}"

    def _dict(self, said: Any) -> dict[str, Any]:
        if not isinstance(said, dict):
            raise Broken("Microsoftの答えが予期した形ではありません。")
        return said


class Refusal(Rejected):
    """400, with what they said of it: some of these are a success by another name."""

    def __init__(self, reason: str, their_code: str, said: str) -> None:
        super().__init__(reason, "400")
        self.said = f"{their_code} {said}".casefold()

    def mentions(self, *words: str) -> bool:
        return any(each in self.said for each in words)


def told(said: Any) -> tuple[str, str]:
    error = said.get("error", {}) if isinstance(said, Mapping) else {}
    return str(error.get("code") or ""), str(error.get("message") or "")[:160]


def quoted(value: str) -> str:
    """A text inside a filter.

    >>> quoted("O'Hara")
    "'O''Hara'"
    """
    return "'" + value.replace("'", "''") + "'"
