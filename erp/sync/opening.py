"""A connection opened for work: its settings with the secrets in them, and the client that goes with it."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from erp.kernel import secrets
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.outside import networks
from erp.sync.adapters import adapter_named
from erp.sync.calling.opening import open_client
from erp.sync.calling.words import Attempt, Signing
from erp.sync.client import Client
from erp.sync.contract import Adapter, Broken, Directory
from erp.sync.entering import SECRET, settings_of
from erp.sync.granting.tokens import Tokens
from erp.sync.turns import SharedTurns

READ = """
    SELECT c.*, p.timezone FROM sync.connection c JOIN masterdata.company p ON p.id = c.company
    WHERE c.id = $1
"""
SECRETS = "SELECT id, name, value_sealed FROM sync.connection_secret WHERE connection = $1"


@dataclass
class Opened:
    """A connection at work. `attempts` are the calls that are not written down yet."""

    row: Any
    adapter: Adapter
    settings: dict[str, str]
    client: Client
    attempts: "deque[Attempt]" = field(default_factory=deque)

    @property
    def id(self) -> UUID:
        return self.row["id"]

    @property
    def company(self) -> UUID:
        return self.row["company"]

    def directory(self) -> Directory:
        """Its accounts; Broken where the adapter has none. May call the outside: in a thread."""
        if self.adapter.directory is None:
            raise Broken("この接続先にはアカウントの仕組みがありません。")
        return self.adapter.directory(self.settings, self.client)

    def clean(self, text: str) -> str:
        """Words that may be kept."""
        return self.client.redactor.text(text)


async def open_connection(database: Database, company: UUID, connection: UUID) -> Opened:
    """Read and decrypt what is needed to call; Broken where a secret or certificate does not fit."""
    rows = await database.rows(READ, connection, company=company)
    if not rows:
        raise NotFound("system_connection", connection)
    row = rows[0]
    adapter = adapter_named(row["adapter"])
    settings = {setting.name: setting.default for setting in adapter.settings} | settings_of(row)
    hidden = {each["name"]: each for each in await database.rows(SECRETS, connection, company=company)}
    try:
        for name, each in hidden.items():
            settings[name] = secrets.decrypt(each["value_sealed"], place=secrets.place(SECRET, each["id"]))
    except secrets.SecretUnreadable:
        raise Broken("保存した秘密情報を読めません。入力し直してください。") from None
    attempts: deque[Attempt] = deque()
    signing: Signing | None = None
    if adapter.oauth is not None:
        # Where tokens are given out is called like any other place, and written down like it.
        signing = Tokens(database, row, adapter, settings, attempts.append)
    client = open_client(
        settings,
        secrets=list(hidden),
        hosts=adapter.hosts,
        allowed=networks(row["inner_addresses"]),
        signing=signing,
        turns=SharedTurns(asyncio.get_running_loop(), database, row, row["timezone"]),
        trace=attempts.append,
    )
    return Opened(row, adapter, settings, client, attempts)
