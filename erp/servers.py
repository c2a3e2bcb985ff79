"""The database and the Valkey a command works on: those that are set, those of a running `up`, or its own.

So `user add` works beside a running `up`, without one, and against a server somewhere else, the same way.
"""

import contextlib
import os
from collections.abc import Iterator

from erp.child import ServerError
from erp.settings import Settings, load


@contextlib.contextmanager
def servers() -> Iterator[Settings]:
    """Make sure that both servers answer; within, the settings name their addresses."""
    settings = load()
    if settings.database_url is not None and settings.redis_url is not None:
        yield settings
        return
    from erp.embedded import Embedded, InUse, addresses

    with contextlib.ExitStack() as at_the_end:
        try:
            held = Embedded(
                settings.data_dir,
                postgres=settings.database_url is None,
                valkey=settings.redis_url is None,
                fast=False,
            )
            at_the_end.callback(held.stop)
            held.revive()
            found = held.urls
        except InUse:
            found = dict(
                zip(("ERP_DATABASE_URL", "ERP_REDIS_URL"), addresses(settings.data_dir), strict=True)
            )
        at_the_end.enter_context(settings_with(found))
        yield load()


@contextlib.contextmanager
def settings_with(found: dict[str, str]) -> Iterator[None]:
    """Set what is not set yet, for this process and those it starts; afterwards as before."""
    added = [name for name in found if not os.environ.get(name)]
    os.environ.update({name: found[name] for name in added})
    load.cache_clear()
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
        load.cache_clear()


def need_addresses() -> Settings:
    """For a process that must not bring its own servers: refuse in one sentence when they are not set."""
    settings = load()
    for name, value in (("ERP_DATABASE_URL", settings.database_url), ("ERP_REDIS_URL", settings.redis_url)):
        if value is None:
            raise ServerError(f"{name} must be set for this command; `up` brings servers of its own instead.")
    return settings
