"""The client of a connection as adapters see it, without addresses checked and budgets counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import requests

from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome, WaitUntil


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    json: Any
    text: str


class PlainClient:
    """Speaks to a server on this machine, or to `session` with whatever is mounted on it."""

    def __init__(self, address: str, session: requests.Session | None = None) -> None:
        self.address, self.session = address.rstrip("/") + "/", session or requests.Session()
        self.session.trust_env = False
        self.asked: list[tuple[str, str]] = []

    def call(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: Any = None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        keyed: bool = False,
        expect: tuple[int, ...] = (200, 201, 202, 204),
    ) -> Answer:
        url = path if "://" in path else urljoin(self.address, path.lstrip("/"))
        self.asked.append((method, path))
        repeatable = keyed or method == "GET"
        try:
            got = self.session.request(
                method,
                url,
                json=json,
                data=data,
                params=params,
                headers=dict(headers or {}),
                allow_redirects=False,
                timeout=20,
            )
        except requests.RequestException as error:
            if repeatable or isinstance(error, requests.exceptions.ConnectTimeout):
                raise Retry("相手が答えません。") from error
            raise UnknownOutcome("送りましたが、答えが届きません。") from error
        return _judged(got, expect, repeatable)


def _judged(got: requests.Response, expect: tuple[int, ...], repeatable: bool) -> Answer:
    status, text = got.status_code, got.text
    if text.strip() and "html" in got.headers.get("Content-Type", ""):
        raise Broken("JSONの代わりにHTMLが返りました。アドレスを確かめてください。")
    if status in expect:
        return Answer(status, got.headers, got.json() if text.strip() else None, text)
    if status in (401, 403):
        raise Broken(f"相手が認証を拒みました（{status}）。")
    if 300 <= status < 400:
        raise Broken("転送には従いません。アドレスを確かめてください。")
    wait = got.headers.get("Retry-After", "")
    if status == 429 or (status == 503 and wait):
        seconds = int(wait) if wait.isdigit() else 60
        raise WaitUntil("相手が待つよう求めています。", datetime.now(UTC) + timedelta(seconds=seconds))
    if status >= 500:
        if repeatable:
            raise Retry(f"相手の側で失敗しました（{status}）。")
        raise UnknownOutcome(f"送りましたが、相手の側で失敗しました（{status}）。")
    raise Rejected(f"相手が断りました（{status}）: {text[:200]}", str(status))
