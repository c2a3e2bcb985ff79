"""Leave: granted on its day, asked for, taken from the oldest, and never more than there is."""

import pytest

from tests.facade import Refused
from tests.modules.attendance.conftest import Hours


@pytest.fixture
def team(hours: Hours) -> Hours:
    hours.hire("mori")
    hours.hire("hana", "2025-10-01", reports_to=hours.people["mori"])
    hours.works("hana", "mori")
    return hours


def grants(team: Hours, name: str, selection: str = "grantedOn days left") -> list[dict[str, object]]:
    found = team.erp.query(
        f"""query($p: ID!) {{ leaveGrants(first: 20, person: $p, sort: GRANTED_ON_ASC) {{
            nodes {{ {selection} }} }} }}""",
        p=team.people[name],
    )
    nodes: list[dict[str, object]] = found["leaveGrants"]["nodes"]
    return nodes


def test_leave_is_granted_once_on_its_day(team: Hours) -> None:
    """Hired on 1 October 2025: six months are over on 1 April 2026."""
    assert (team.job("grant_annual_leave"), team.job("grant_annual_leave")) == (1, 0)
    told = "grantedOn days serviceMonths expiresOn dutyDays dutyUntil"
    assert grants(team, "hana", told) == [
        {
            "grantedOn": "2026-04-01",
            "days": "10",
            "serviceMonths": 6,
            "expiresOn": "2028-03-31",
            "dutyDays": "5",
            "dutyUntil": "2027-03-31",
        }
    ]
    # Mori's grant day is 1 October, longer ago than a job makes up for.
    assert grants(team, "mori", "grantedOn days") == []


def test_leave_is_taken_from_the_oldest_grant_and_comes_back(team: Hours) -> None:
    erp, hana, annual = team.erp, team.sign_in("hana"), team.kinds["ANNUAL"]
    mori = team.sign_in("mori")
    for days, granted_on in (("1.5", "2024-10-01"), ("11", "2025-10-01")):
        erp.grant_leave(person=team.people["hana"], kind=annual, days=days, granted_on=granted_on)
    # Thursday to Monday: three working days.
    asked = hana.request_leave("id days state", kind=annual, from_on="2026-04-09", to_on="2026-04-13")
    assert (asked["days"], asked["state"]) == ("3", "SUBMITTED")
    with pytest.raises(Refused, match="LEAVE_OVERLAPS"):
        hana.request_leave(kind=annual, from_on="2026-04-10")
    with pytest.raises(Refused, match="NOT_YOUR_PEOPLE"):
        hana.approve_leave(request=asked["id"])
    assert mori.approve_leave("state decidedByName", request=asked["id"])["state"] == "APPROVED"
    assert grants(team, "hana", "left takenDays") == [
        {"left": "0", "takenDays": "2026-04-09, 2026-04-10"},
        {"left": "9.5", "takenDays": "2026-04-10, 2026-04-13"},
    ]
    erp.open_work_month(month="2026-04-01")
    sheet = team.sheet("hana", "2026-04-01", "paidLeaveDays missingDays")
    assert sheet["paidLeaveDays"] == "3"
    mori.cancel_leave(request=asked["id"], reason="出張のため")
    assert [each["left"] for each in grants(team, "hana")] == ["1.5", "11"]
    assert team.sheet("hana", "2026-04-01", "paidLeaveDays")["paidLeaveDays"] == "0"


def test_half_days_and_hours(team: Hours) -> None:
    erp, annual = team.erp, team.kinds["ANNUAL"]
    person = team.people["hana"]
    erp.grant_leave(person=person, kind=annual, days="11", granted_on="2025-10-01")
    erp.open_work_month(month="2026-04-01")

    def take(on: str, part: str, **given: object) -> None:
        asked = erp.request_leave(person=person, kind=annual, from_on=on, part=part, **given)
        erp.approve_leave(request=asked)

    take("2026-04-01", "MORNING")
    take("2026-04-02", "HOURS", hours=2)
    assert [each["left"] for each in grants(team, "hana")] == ["10.25"]
    team.worked("hana", {"2026-04-01": ("14:00", "19:00")}, pause=0)
    assert team.day("hana", "2026-04-01", "workedTime extraTime overtime lateMinutes leaveDays") == {
        "workedTime": "5:00",
        "extraTime": "1:00",
        "overtime": "0:00",
        "lateMinutes": 0,
        "leaveDays": "0.5",
    }
    # Two halves of one day are two requests; by the hour only five days a year.
    take("2026-04-01", "AFTERNOON")
    for on in ("2026-04-06", "2026-04-07", "2026-04-08", "2026-04-09"):
        take(on, "HOURS", hours=8)
    with pytest.raises(Refused, match="HOURLY_LEAVE_USED_UP"):
        take("2026-04-10", "HOURS", hours=7)
    take("2026-04-10", "HOURS", hours=6)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"from_on": "2026-04-04"}, "NO_WORKING_DAY"),
        ({"from_on": "2026-04-06", "to_on": "2026-04-30"}, "NOT_ENOUGH_LEAVE"),
        ({"from_on": "2026-04-06", "to_on": "2026-04-01"}, "BAD_INPUT"),
        ({"from_on": "2026-04-06", "part": "HOURS"}, "BAD_INPUT"),
        ({"from_on": "2026-04-06", "hours": 2}, "BAD_INPUT"),
        ({"from_on": "2027-10-04"}, "NOT_ENOUGH_LEAVE"),
    ],
)
def test_what_cannot_be_taken(team: Hours, given: dict[str, object], code: str) -> None:
    annual = team.kinds["ANNUAL"]
    team.erp.grant_leave(person=team.people["hana"], kind=annual, days="5", granted_on="2025-10-01")
    with pytest.raises(Refused, match=code):
        team.erp.request_leave(person=team.people["hana"], kind=annual, **given)


def test_the_database_lets_nobody_take_more_than_was_granted(team: Hours) -> None:
    import asyncpg

    erp, annual = team.erp, team.kinds["ANNUAL"]
    erp.grant_leave(person=team.people["hana"], kind=annual, days="1", granted_on="2025-10-01")
    asked = erp.request_leave(person=team.people["hana"], kind=annual, from_on="2026-04-06")
    erp.approve_leave(request=asked)
    with pytest.raises(asyncpg.CheckViolationError, match="more leave"):
        erp.sql(
            """INSERT INTO attendance.leave_taking (company, leave_request, leave_grant, person, kind, on_day,
                   part, days, minutes, taken_by, taken_at)
               SELECT company, leave_request, leave_grant, person, kind, on_day + 1, part, 0.5, 0,
                      taken_by, now()
               FROM attendance.leave_taking"""
        )


def test_below_eighty_per_cent_nothing_is_granted_but_service_goes_on(team: Hours) -> None:
    """HR-31: no days that year; leave that counts is attendance."""
    erp = team.erp
    erp.open_work_month(month="2026-03-01")
    days = [
        day for day in team.sheet("hana", selection="days { onDay kind }")["days"] if day["kind"] == "WORKDAY"
    ]
    number = team.number("hana")
    at_work = days[:16]
    team.take_over("\n".join(f"{number},{day['onDay']},9:00,18:00,60" for day in at_work))
    for day in days[16:]:
        erp.declare_day(person=team.people["hana"], on=day["onDay"])
    team.job("grant_annual_leave")
    assert grants(team, "hana", "days attendedDays scheduledDays serviceMonths") == [
        {"days": "0", "attendedDays": 16, "scheduledDays": 21, "serviceMonths": 6}
    ]


def test_five_days_are_recalled_after_six_and_nine_months(team: Hours) -> None:
    """HR-33: from month 6 and month 9 while less than five whole or half days are taken."""
    erp = team.erp
    erp.sql(
        """INSERT INTO attendance.leave_grant (company, employee, person, kind, granted_on, expires_on, days,
               ground,               duty_days, duty_from, duty_until, granted_by, granted_at)
           SELECT e.company, e.id, e.person, k.id, '2025-10-01', '2027-09-30', 10, 'LAW', 5, '2025-10-01',
                  '2026-09-30', e.id, now()
           FROM attendance.employee e, attendance.leave_kind k WHERE k.code = 'ANNUAL' AND e.person = $1""",
        team.people["hana"],
    )
    assert (team.job("remind_leave_duty"), team.job("remind_leave_duty")) == (1, 1)
    (sent,) = erp.sql("SELECT recipients::text AS to, body FROM kernel.mail")
    assert "あと 5 日" in sent["body"] and sent["to"] == '["hana@example.test", "mori@example.test"]'
    found = erp.query("{ leaveBalances { number step left dutyDays taken dutyUntil } }")["leaveBalances"]
    assert found[0] == {
        "number": team.number("hana"),
        "step": 1,
        "left": "10",
        "dutyDays": "5",
        "taken": "0",
        "dutyUntil": "2026-09-30",
    }


def test_leave_goes_through_the_companys_route(team: Hours) -> None:
    """Where the matrix speaks of leave nobody takes a day before everybody in the route said yes."""
    from tests.approval.company import Company

    annual, hana = team.kinds["ANNUAL"], team.sign_in("hana")
    team.erp.grant_leave(person=team.people["hana"], kind=annual, days="5", granted_on="2025-10-01")
    firm = Company(team.erp)
    firm.add("mori")
    firm.ids["hana"] = firm.one("SELECT id FROM access.app_user WHERE login = 'hana'")
    firm.reports_to("hana", "mori")
    mori = team.sign_in("mori", "accounting")
    firm.people["mori"] = mori
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}], kind="leave_request")
    asked = hana.request_leave(kind=annual, from_on="2026-04-06")
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        mori.approve_leave(request=asked)
    (task,) = firm.inbox("mori")
    assert "年次有給休暇" in task["approvalCase"]["title"]
    mori.decide_cases(cases=[task["approvalCase"]["id"]], decision="APPROVE")
    team.erp.deliver_events()
    assert [each["left"] for each in grants(team, "hana")] == ["4"]
