"""What Piccolo needs to know for migrations: the installed parts and, when first asked for, the database.

Piccolo connects when its engine is made and asks for extensions; ours is made late, asks for none, and never
connects before it is used. Only migrations go through it: the system itself has `erp.kernel.database`.
"""

from typing import Any

from piccolo.conf.apps import AppRegistry
from piccolo.engine.postgres import PostgresEngine

from erp.kernel.module import installed

_engine: PostgresEngine | None = None


class LateEngine(PostgresEngine):
    """Piccolo's engine without its visit to the database at construction."""

    async def check_version(self) -> None:
        """The version is checked where we migrate."""

    async def prep_database(self) -> None:
        """No extension is needed."""


def use(dsn: str) -> PostgresEngine:
    """The database that migrations work on from now on."""
    global _engine
    settings = {"timezone": "UTC", "lock_timeout": "2s", "statement_timeout": "0"}
    _engine = LateEngine(config={"dsn": dsn, "server_settings": settings}, extensions=())
    return _engine


def __getattr__(name: str) -> Any:
    if name == "DB":
        if _engine is None:
            # To write a migration no database is asked, but Piccolo wants to know which kind it would be.
            return use("postgresql://")
        return _engine
    if name == "APP_REGISTRY":
        return AppRegistry(apps=[f"{module.package}.module" for module in installed()])
    raise AttributeError(name)
