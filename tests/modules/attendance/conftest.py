"""People whose time is kept, as tests meet them: a company in April 2026 with its sheets of March."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.facade import Erp
from tests.server import background

NAMES = {
    "hana": ("佐藤", "花", "サトウ", "ハナ"),
    "mori": ("森", "一郎", "モリ", "イチロウ"),
    "kato": ("加藤", "健", "カトウ", "ケン"),
}


class Hours:
    """A company with a rule, office hours, and people who were hired long ago."""

    def __init__(self, erp: Erp, *, ruled: bool = True) -> None:
        self.erp = erp
        self.department = erp.register_department(code="WT", name="業務部", valid_from="2020-01-01")
        self.people: dict[str, str] = {}
        rows = erp.sql("SELECT code, id FROM attendance.leave_kind")
        self.kinds = {row["code"]: str(row["id"]) for row in rows}
        rows = erp.sql("SELECT code, id FROM attendance.column_set")
        self.formats = {row["code"]: str(row["id"]) for row in rows}
        self.office = ""
        if ruled:
            erp.set_work_rule(valid_from="2024-01-01", hourly_leave=True)
            self.office = self.pattern()

    def pattern(self, code: str = "OFFICE", **given: Any) -> str:
        """Nine to six with an hour at noon, Saturday off, Sunday the statutory holiday."""
        values = {"code": code, "name": code, "starts_at": "9:00", "ends_at": "18:00", "break_minutes": 60}
        return self.erp.add_work_pattern(**values | {"break_at": "12:00"} | given)

    def hire(self, name: str, starts_on: str = "2020-04-01", place: str = "本社", **given: Any) -> str:
        """Somebody at work since that day; answers the person."""
        family, first, kana, first_kana = NAMES.get(name, (name, "太郎", "テスト", "タロウ"))
        person = self.erp.register_person(
            family_name=family,
            given_name=first,
            family_kana=kana,
            given_kana=first_kana,
            work_email=f"{name}@example.test",
            accept_duplicates=True,
        )
        values = {"starts_on": starts_on, "type": "REGULAR", "department": self.department, "place": place}
        self.erp.hire_person(person=person, **values | given)
        self.people[name] = str(person)
        return str(person)

    def works(self, *names: str, pattern: str | None = None, since: str = "2020-04-01") -> None:
        """These people's hours follow the office's; the people are read from HR first."""
        self.refresh()
        people = [self.people[name] for name in names]
        self.erp.use_work_pattern(pattern=pattern or self.office, people=people, valid_from=since)

    def refresh(self) -> None:
        """What the job does first: people as HR tells them."""
        from erp.kernel.asking import Act
        from erp.kernel.delivering import service_asking
        from modules.attendance.employing import refresh

        async def run() -> None:
            database = self.erp.running.database
            asking = await service_asking(database, self._company())
            async with database.transaction(asking=asking, verb="open_work_month") as tx:
                act = Act(tx=tx, asking=asking, verb="open_work_month")
                await refresh(act, act.today)

        background().run(run())

    def _company(self) -> Any:
        from uuid import UUID

        return UUID(self.erp.company)

    def job(self, name: str) -> int:
        """A job of attendance, once."""
        from modules.attendance.jobs import JOBS

        (job,) = [each for each in JOBS if each.name == name]
        done: Any = background().run(job.run(self.erp.running.database))
        return int(done)

    def sign_in(self, name: str, *roles: str) -> Erp:
        """The person as a user of the house."""
        who = self.erp.as_user(name, roles or ("employee",))
        self.erp.sql(
            "UPDATE hr.person SET app_user = (SELECT id FROM access.app_user WHERE login = $1) WHERE id = $2",
            name,
            self.people[name],
        )
        self.refresh()
        return who

    def sheet(self, name: str, month: str = "2026-03-01", selection: str = "id") -> Any:
        """Somebody's sheet of a month."""
        (found,) = [
            node for node in self.sheets(month, f"person {selection}") if node["person"] == self.people[name]
        ]
        return found if selection != "id" else found["id"]

    def sheets(self, month: str, selection: str) -> list[dict[str, Any]]:
        """Everybody's sheets of a month."""
        found = self.erp.query(
            f"query($month: Date) {{ timesheets(first: 50, monthFrom: $month, monthTo: $month)"
            f" {{ nodes {{ {selection} }} }} }}",
            month=month,
        )
        nodes: list[dict[str, Any]] = found["timesheets"]["nodes"]
        return nodes

    def day(self, name: str, on: str, selection: str) -> dict[str, Any]:
        """One day of somebody's sheet."""
        days = self.sheet(name, f"{on[:7]}-01", f"days {{ onDay {selection} }}")["days"]
        (found,) = [each for each in days if each["onDay"] == on]
        return {name: value for name, value in found.items() if name != "onDay"}

    def worked(self, name: str, days: Mapping[str, tuple[str, str]], pause: int = 60) -> None:
        """Somebody was there on these days; HR enters it."""
        for on, (start, end) in days.items():
            self.erp.declare_day(
                person=self.people[name], on=on, started_at=start, ended_at=end, break_minutes=pause
            )

    def fill(self, name: str, month: str = "2026-03", end: str = "18:00") -> str:
        """Every open working day of a month at office hours; answers the sheet."""
        sheet = self.sheet(name, f"{month}-01", "id days { onDay kind isKnown }")
        lines = [
            f"{self.number(name)},{day['onDay']},9:00,{end},60"
            for day in sheet["days"]
            if day["kind"] == "WORKDAY" and not day["isKnown"]
        ]
        self.take_over("\n".join(lines))
        return str(sheet["id"])

    def number(self, name: str) -> str:
        """Somebody's employee number."""
        (row,) = self.erp.sql("SELECT number FROM hr.person WHERE id = $1", self.people[name])
        return str(row["number"])

    def take_over(self, text: str, selection: str = "id", **given: Any) -> Any:
        """A clock's file with the usual heading."""
        file = self.erp.upload("clock.csv", ("社員番号,日付,出勤,退勤,休憩\n" + text + "\n").encode())
        values = {"file": file, "format": self.formats["clock"]}
        return self.erp.import_attendance(selection, **values | given)


@pytest.fixture
def hours(erp: Erp) -> Hours:
    """A company whose time is kept."""
    return Hours(erp)
