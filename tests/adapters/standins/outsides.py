"""Outside systems of a story: several directories in memory, each behind a connection and the real runner."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from erp.kernel import clock
from erp.sync import adapters
from erp.sync.contract import Adapter, Directory, Limits, Setting
from erp.sync.running.passes import run_connections
from modules.hr.jobs import tell_changes
from tests.adapters.standins.memory import MemoryDirectory
from tests.facade import Erp
from tests.server import background

SETTINGS = (Setting(name="base_url", label_ja="アドレス", label_en="Address", kind="url"),)
TIMES = ("next_at", "leased_until", "restless_until", "read_at", "proved_at", "ordered_at", "done_at")


class Outsides:
    """Whoever stands outside: systems by name, time that can be passed, a midnight that can be waited for."""

    def __init__(self, erp: Erp, patch: pytest.MonkeyPatch) -> None:
        self.erp, self.patch, self.today = erp, patch, date(2026, 4, 1)
        self.directories: dict[str, MemoryDirectory] = {}
        self.ids: dict[str, str] = {}
        self.seconds = 0
        found = {"memory": self._adapter()}
        patch.setattr(adapters, "adapters", lambda: found)

    def _adapter(self) -> Adapter:
        def open_directory(settings: Mapping[str, str], client: Any) -> Directory:
            return self.directories[settings["base_url"].split("/")[2].split(".")[0]]

        return Adapter(
            name="memory",
            label_ja="試験用",
            label_en="Memory",
            settings=SETTINGS,
            limits=Limits(at_once=4, per_minute=6000),
            directory=open_directory,
        )

    def connect(
        self, name: str, dialect: str = "strict", groups: tuple[str, ...] = (), **settings: Any
    ) -> MemoryDirectory:
        """A system, connected and read, that follows the personnel records by itself."""
        self.directories[name] = MemoryDirectory(dialect=dialect, groups=groups)
        values = {"base_url": f"https://{name}.example/v2"}
        self.erp.connect_system(adapter="memory", code=name, name=name, values=values)
        self.look()
        (row,) = self.erp.sql("SELECT id::text FROM identity.system WHERE code = $1", name)
        self.ids[name] = row["id"]
        self.erp.change_system(system=row["id"], **({"applies": "ALL"} | settings))
        return self.directories[name]

    def rule(self, name: str, system: str, groups: tuple[str, ...] = (), **meant: Any) -> None:
        """Who gets an account there, and these groups with it."""
        rows = self.erp.sql(
            """SELECT e.id::text FROM identity.entitlement e
               WHERE e.system = $1::text::uuid AND e.external_id = ANY($2::text[])""",
            self.ids[system],
            list(groups),
        )
        grants = [row["id"] for row in rows]
        self.erp.set_access_rule(
            system=self.ids[system], name=name, reason="権限規程", grants=grants, **meant
        )

    def look(self) -> None:
        """What the worker does: events are delivered, connections looked at, until nothing is left."""
        for _ in range(12):
            told = self.erp.deliver_events()
            if not background().run(run_connections(self.erp.running.database)) and not told:
                return

    def passes(self, seconds: int) -> None:
        """Time passes for all orders, and the worker looks."""
        self.seconds += seconds
        for column in TIMES:
            self.erp.sql(f"UPDATE identity.wish SET {column} = {column} - make_interval(secs => {seconds})")
        self.erp.sql("UPDATE sync.call_budget SET pause_until = NULL")
        self.look()

    def midnight(self, days: int = 1) -> None:
        """It is the next day where the company is, and whatever is dated on it begins to count."""
        self.today += timedelta(days=days)
        today = self.today
        self.patch.setattr(clock, "today", lambda timezone: today)
        background().run(tell_changes(self.erp.running.database))
        self.look()

    def accounts(self, key: str = "") -> list[tuple[str, str, bool, str]]:
        """What is true out there: system, user name, whether it lets in, groups; of one person by his key."""
        return [
            (
                name,
                each.user_name,
                outside.may_sign_in(each.id),
                " ".join(sorted(g.id for g in outside.groups_by_id.values() if each.id in (g.members or ()))),
            )
            for name, outside in self.directories.items()
            for each in outside.accounts_by_id.values()
            if not key or self.key_of(name, each.id) == key
        ]

    def key_of(self, system: str, account: str) -> str | None:
        """Whose account that is, as the house knows it."""
        rows = self.erp.sql(
            """SELECT h.number FROM identity.account a JOIN identity.holder h ON h.person = a.person
               WHERE a.system = $1::text::uuid AND a.external_id = $2""",
            self.ids[system],
            account,
        )
        return str(rows[0]["number"]) if rows else None
