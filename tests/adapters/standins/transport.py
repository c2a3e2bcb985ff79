"""A vendor that lives in the test: requests are answered in-process, and fail in the ways vendors fail.

outside = SomeVendor()
outside.fault("429", times=2)                   # asks for patience, and says how long
outside.fault("timeout after", on="POST")       # did it, and the answer is lost
client = outside.client()
"""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from tests.adapters.standins.client import WatchedClient

Said = tuple[int, Any] | tuple[int, Any, Mapping[str, str]]

FAULTS: dict[str, tuple[int, dict[str, str], str]] = {
    "429": (429, {"Retry-After": "7"}, "{}"),
    "429 bare": (429, {}, "{}"),
    "401": (401, {}, "{}"),
    "403": (403, {}, "{}"),
    "500": (500, {}, "{}"),
    "503": (503, {"Retry-After": "5"}, "{}"),
    "html": (200, {"Content-Type": "text/html"}, "<html>Please sign in</html>"),
    "redirect": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, ""),
    "broken json": (200, {"Content-Type": "application/json"}, '{"half":'),
}


class StandIn(BaseAdapter):
    """What all vendors share; one of them says what it answers in `answer`."""

    address = "https://outside.example"
    hosts: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.clients: list[WatchedClient] = []
        # Whoever wants to look at each request and its answer; see descriptions.py.
        self.witness: Any = None
        self._faults: list[tuple[str, str]] = []

    def fault(self, kind: str, *, times: int = 1, on: str = "") -> None:
        """The next requests (of the method `on`, or of any) end like this."""
        assert kind in FAULTS or kind in ("timeout before", "timeout after")
        self._faults += [(kind, on)] * times

    def client(self) -> WatchedClient:
        self.clients.append(WatchedClient(self.address, self, hosts=self.hosts))
        return self.clients[-1]

    def forget_faults(self) -> None:
        self._faults.clear()

    def answer(
        self, method: str, path: str, query: dict[str, str], body: Any, headers: Mapping[str, str]
    ) -> Said:
        raise NotImplementedError

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        parts = urlsplit(str(request.url))
        method, path = str(request.method), unquote(parts.path)
        self.asked.append((method, path))
        kind = next((each for each in self._faults if each[1] in ("", method)), None)
        if kind:
            self._faults.remove(kind)
        if kind and kind[0] in FAULTS:
            return _response(request, *FAULTS[kind[0]])
        if kind and kind[0] == "timeout before":
            raise requests.exceptions.ReadTimeout("no answer", request=request)
        said = self.answer(method, path, dict(parse_qsl(parts.query)), _read(request), request.headers)
        if kind:
            raise requests.exceptions.ReadTimeout("no answer", request=request)
        status, content = said[0], said[1]
        headers = {"Content-Type": "application/json", **(said[2] if len(said) == 3 else {})}
        text = "" if content is None else json.dumps(content)
        if self.witness is not None:
            self.witness(request, _response(request, status, headers, text))
        return _response(request, status, headers, text)

    def close(self) -> None:
        """Nothing is open."""


def _read(request: requests.PreparedRequest) -> Any:
    if not request.body:
        return None
    text = request.body.decode() if isinstance(request.body, bytes) else str(request.body)
    if "urlencoded" in request.headers.get("Content-Type", ""):
        return dict(parse_qsl(text))
    return json.loads(text)


def _response(
    request: requests.PreparedRequest, status: int, headers: Mapping[str, str], text: str
) -> requests.Response:
    made = requests.Response()
    made.status_code, made.url, made.request = status, str(request.url), request
    made.headers = CaseInsensitiveDict(headers)
    made.encoding = "utf-8"
    made.raw = HTTPResponse(BytesIO(text.encode()), status=status, preload_content=False)
    return made
