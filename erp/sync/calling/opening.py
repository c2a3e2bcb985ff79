"""A client made from the settings of a connection. These names mean the same in every adapter:

| setting | meaning |
| --- | --- |
| `base_url`, `address` | the address below which everything is called |
| `token` | sent as `Authorization: Bearer …`, or in the header that `token_header` names |
| `user_name`, `password` | sent as HTTP Basic, where there is no token |
| `ca_certificate`, `ca_file` | PEM: who signed the server's certificate; nobody else is trusted then |
| `client_certificate`, `client_key` | PEM: how we show ourselves |
"""

import base64
from collections.abc import Callable, Collection, Mapping

from erp.kernel.outside import Networks, networks
from erp.settings import load
from erp.sync.calling import certificates
from erp.sync.calling.redacting import Redactor
from erp.sync.calling.words import Attempt, FixedHeaders, Signing, Turns
from erp.sync.client import Client


def signing_of(settings: Mapping[str, str]) -> FixedHeaders:
    """How the settings say to sign in; nothing where they say nothing of it."""
    token = settings.get("token", "")
    if token:
        header = settings.get("token_header") or "Authorization"
        return FixedHeaders({header: f"Bearer {token}" if header == "Authorization" else token})
    if settings.get("user_name") and settings.get("password"):
        pair = f"{settings['user_name']}:{settings['password']}".encode()
        return FixedHeaders({"Authorization": f"Basic {base64.b64encode(pair).decode()}"})
    return FixedHeaders()


def open_client(
    settings: Mapping[str, str],
    *,
    secrets: Collection[str],
    hosts: Collection[str] = (),
    allowed: Networks = (),
    signing: Signing | None = None,
    turns: Turns | None = None,
    trace: Callable[[Attempt], None] | None = None,
) -> Client:
    """The client of a connection; Broken where a certificate or the address does not fit.

    `secrets` names the settings that are secret: neither they nor any spelling of them is written down.
    """
    return Client(
        settings.get("base_url") or settings.get("address") or "https://no-address.invalid/",
        signing=signing or signing_of(settings),
        tls=certificates.context(
            ca=settings.get("ca_certificate") or settings.get("ca_file", ""),
            certificate=settings.get("client_certificate", ""),
            key=settings.get("client_key", ""),
        ),
        hosts=hosts,
        allowed=allowed,
        always=networks(load().outside_allow),
        redactor=Redactor(settings[name] for name in secrets if settings.get(name)),
        turns=turns,
        trace=trace,
    )
