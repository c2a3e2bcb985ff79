"""Sheets: what is said of days becomes minutes, month by month, and goes the way of its life."""

import pytest

from tests.modules.attendance.conftest import Hours


@pytest.fixture
def march(hours: Hours) -> Hours:
    hours.hire("mori")
    hours.hire("hana", reports_to=hours.people["mori"])
    hours.works("hana", "mori")
    hours.erp.open_work_month(month="2026-03-01")
    return hours


def test_a_month_has_its_days_and_agreed_hours(march: Hours) -> None:
    sheet = march.sheet("hana", selection="state scheduledDays scheduledTime fromOn toOn days { kind }")

    # March 2026: 22 weekdays, 20 March is the equinox.
    assert (sheet["scheduledDays"], sheet["scheduledTime"]) == (21, "168:00")
    assert [day["kind"] for day in sheet["days"]].count("STATUTORY_HOLIDAY") == 5
    assert (sheet["state"], sheet["fromOn"], sheet["toOn"]) == ("OPEN", "2026-03-01", "2026-03-31")


def test_a_declared_day_is_counted_by_the_minute(march: Hours) -> None:
    march.worked("hana", {"2026-03-02": ("9:07", "23:31")})

    assert march.day("hana", "2026-03-02", "workedTime overtime nightTime lateMinutes") == {
        "workedTime": "13:24",
        "overtime": "5:24",
        "nightTime": "1:31",
        "lateMinutes": 7,
    }
