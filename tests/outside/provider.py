"""A real provider of OpenID Connect on this machine, and a browser that signs in there."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.outside.node import free_port, node_tools, running


@dataclass
class There:
    """The provider, as a browser meets it."""

    issuer: str
    back: str

    def let_in(self, address: str, subject: str) -> str:
        """Sign in and consent there; answers the address the browser is sent back to."""
        browser = requests.Session()
        answer = browser.get(address, allow_redirects=False)
        for _ in range(12):
            onward = answer.headers.get("location")
            if onward is None:
                form = re.search(r'action="([^"]+)"', answer.text)
                assert form, answer.text[:500]
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                given = {"prompt": prompt[1] if prompt else "login", "login": subject, "password": "x"}
                answer = browser.post(form[1], data=given, allow_redirects=False)
            elif onward.startswith(self.back):
                return onward
            else:
                onward = onward if onward.startswith("http") else self.issuer + onward
                answer = browser.get(onward, allow_redirects=False)
        raise AssertionError("the provider never sent the browser back")


@contextmanager
def a_provider_of(config: dict[str, Any], folder: Path, *, back: str) -> Iterator[There]:
    """The provider with these clients and accounts, as `provider.mjs` reads them."""
    node_tools()
    port = free_port()
    file = folder / "config.json"
    file.write_text(json.dumps(config))
    with running(["node", "provider.mjs", str(port), str(file)], ready="listening"):
        yield There(f"http://127.0.0.1:{port}", back)
