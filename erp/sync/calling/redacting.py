"""Keeping secrets out of what is written down of a call.

Two nets: the secrets of the connection themselves, in every spelling in which they travel, and names that
only secrets have. What one misses the other holds.

>>> clean = Redactor(["hunter2-äö"])
>>> clean.text("token=hunter2-%C3%A4%C3%B6 and hunter2-äö")
'token=•••• and ••••'
>>> clean.value({"userName": "a", "password": "x", "deep": [{"access_token": "y"}]})
{'userName': 'a', 'password': '••••', 'deep': [{'access_token': '••••'}]}
>>> clean.headers({"Authorization": "Bearer abc", "Accept": "text/plain"})
{'Authorization': '••••', 'Accept': 'text/plain'}
>>> clean.form("grant_type=refresh_token&refresh_token=abc")
'grant_type=refresh_token&refresh_token=••••'
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "••••"
SHORTEST = 4
_NAMES = re.compile(
    r"(?i)(pass(word|wd|code)?$|secret|token$|^token|assertion|credential|private.?key|api.?key|signature"
    r"|^code$|code_verifier|cookie|authorization)"
)
_PAIR = re.compile(r"(?<![^&?\s])([^=&?\s]+)=([^&\s]*)")
_INSIDE_JSON = re.compile(r'"([^"\\]{1,60})"\s*:\s*"((?:[^"\\]|\\.)*)"?')


def is_secret_name(name: str) -> bool:
    """Whether only a secret is called so.

    >>> is_secret_name("client_secret"), is_secret_name("x-api-key"), is_secret_name("userName")
    (True, True, False)
    """
    return _NAMES.search(name) is not None


def _spellings(secret: str) -> set[str]:
    raw = secret.encode()
    found = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
    found |= {json.dumps(secret, ensure_ascii=False)[1:-1], repr(secret)[1:-1], raw.hex()}
    found |= {base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()}
    return {each for each in found if len(each) >= SHORTEST}


class Redactor:
    """Knows the secrets of one connection, and learns those that come in answers."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        for each in secrets:
            self.learn(each)

    def learn(self, secret: str | None) -> None:
        """From now on this is never written down."""
        if not secret or len(secret) < SHORTEST:
            return
        # A key or a certificate is known by each of its lines.
        lines = [line for line in secret.splitlines() if len(line) >= 16 and "-----" not in line]
        fresh = set().union(*(_spellings(each) for each in (secret, *lines))) - self._known
        if fresh:
            self._known |= fresh
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def text(self, text: str) -> str:
        return self._pattern.sub(MASK, text) if self._pattern else text

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {
            name: MASK if is_secret_name(name) else self.text(str(value)) for name, value in headers.items()
        }

    def value(self, value: Any) -> Any:
        """Structured data, by names and by what is known."""
        if isinstance(value, Mapping):
            return {
                self.text(str(name)): MASK if is_secret_name(str(name)) and each else self.value(each)
                for name, each in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [self.value(each) for each in value]
        return self.text(value) if isinstance(value, str) else value

    def form(self, text: str) -> str:
        """A form or a query, and any text that looks like one or like JSON."""

        def mask(found: re.Match[str]) -> str:
            return f"{found[1]}={MASK}" if is_secret_name(found[1]) and found[2] else found[0]

        def mask_json(found: re.Match[str]) -> str:
            return f'"{found[1]}": "{MASK}"' if is_secret_name(found[1]) and found[2] else found[0]

        return self.text(_INSIDE_JSON.sub(mask_json, _PAIR.sub(mask, text)))

    def learn_from(self, value: Any) -> None:
        """Tokens that stand in an answer or a request are secrets from then on."""
        if isinstance(value, Mapping):
            for name, each in value.items():
                if isinstance(each, str) and is_secret_name(str(name)) and len(each) >= 12:
                    self.learn(each)
                else:
                    self.learn_from(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                self.learn_from(each)
