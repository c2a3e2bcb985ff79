"""Sheets: what is said of days becomes minutes, month by month, and goes the way of its life."""

import pytest

from tests.facade import Refused
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


def test_corrections_keep_both_words_and_a_sheet_goes_its_way(march: Hours) -> None:
    erp, mori = march.erp, march.sign_in("mori")
    hana = march.sign_in("hana")
    sheet = march.sheet("hana")
    with pytest.raises(Refused, match="DAYS_MISSING"):
        hana.submit_timesheet(timesheet=sheet)
    hana.declare_day(on="2026-03-02", started_at="9:00", ended_at="19:00", break_minutes=60, break_at="12:00")
    mori.correct_day(
        person=march.people["hana"], on="2026-03-02", started_at="9:00", ended_at="18:30",
        break_minutes=60, reason="退館記録のとおり",
    )  # fmt: skip
    said = march.sheet("hana", selection="corrections { version source times reason } overtime")
    assert said == {
        "person": march.people["hana"],
        "overtime": "0:30",
        "corrections": [
            {"version": 2, "source": "CORRECTION", "times": "9:00-18:30", "reason": "退館記録のとおり"}
        ],
    }
    march.fill("hana")
    hana.submit_timesheet(timesheet=sheet)
    with pytest.raises(Refused, match="SHEET_HANDED_IN"):
        hana.declare_day(on="2026-03-03", started_at="9:00", ended_at="18:00")
    with pytest.raises(Refused, match="NOT_YOUR_PEOPLE"):
        hana.approve_timesheet(timesheet=sheet)
    mori.return_timesheet(timesheet=sheet, reason="3日の退勤を確認してください")
    hana.submit_timesheet(timesheet=sheet)
    assert mori.approve_timesheet("state approvedByName", timesheet=sheet)["state"] == "APPROVED"
    # Nobody sees a stranger's month, and nobody decides about his own.
    assert hana.query("{ timesheets(first: 9) { nodes { personName } } }")["timesheets"]["nodes"] == [
        {"personName": "佐藤 花"}
    ]
    assert erp.query("{ missingWork { personName } }")["missingWork"] == [{"personName": "森 一郎"}]


@pytest.mark.parametrize(
    ("start", "end", "pause", "code"),
    [
        ("18:00", "9:00", 0, "IMPOSSIBLE_TIMES"),
        ("9:00", "10:00", 60, "IMPOSSIBLE_TIMES"),
        ("25:00", "26:00", 0, "IMPOSSIBLE_TIMES"),
        ("9:77", "18:00", 0, "BAD_INPUT"),
        ("9:00", None, 0, "BAD_INPUT"),
        ("9:00", "18:00", -1, "BAD_INPUT"),
    ],
)
def test_impossible_times_are_refused(
    march: Hours, start: str, end: str | None, pause: int, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        march.erp.declare_day(
            person=march.people["hana"], on="2026-03-02", started_at=start, ended_at=end, break_minutes=pause
        )


def test_a_night_does_not_reach_into_the_next_days_work(march: Hours) -> None:
    march.worked("hana", {"2026-03-03": ("5:00", "14:00"), "2026-03-02": ("20:00", "29:00")})
    with pytest.raises(Refused, match="OVERLAPS_NEIGHBOUR"):
        march.worked("hana", {"2026-03-02": ("20:00", "29:01")})


def test_a_file_is_taken_whole_and_again_changes_nothing(march: Hours) -> None:
    hana, mori = march.number("hana"), march.number("mori")
    lines = f"{hana},2026/3/2,9:00,18:05,60\n{mori},2026/3/2,22:00,翌6:00,1:00\n{hana},2026/3/3,,,"
    first = march.take_over(lines, "lineCount newCount")
    assert (first["lineCount"], first["newCount"]) == (2, 2)
    assert march.day("mori", "2026-03-02", "nightTime workedTime lateMinutes") == {
        "nightTime": "7:00",
        "workedTime": "7:00",
        "lateMinutes": 780,
    }
    with pytest.raises(Refused, match="ATTENDANCE_FILE_THERE"):
        march.take_over(lines)
    again = march.take_over(lines + f"\n{hana},2026/3/4,9:00,18:00,60", "newCount")
    assert again == 1
    # What a person put right is not undone by a file.
    march.erp.correct_day(
        person=march.people["hana"], on="2026-03-02", started_at="9:00", ended_at="18:00", reason="確認済"
    )
    march.take_over(lines + f"\n{hana},2026/3/5,9:00,18:00,60")
    with pytest.raises(Refused) as refused:
        march.take_over(f"{hana},2026/3/2,8:00,18:05,60")
    assert refused.value.facts["errors"][0]["reason"] == "CORRECTED"


def test_every_bad_line_is_named_and_nothing_is_half_kept(march: Hours) -> None:
    hana = march.number("hana")
    text = (
        f"{hana},2026/3/2,9:00,18:00,60\n"
        f"{hana},2026/3/2,9:00,18:00,60\n"
        f"{hana},2026/3/2,17:00,20:00,0\n"
        f"{hana},2026/3/9,9:00,12:00,0"
    )
    with pytest.raises(Refused) as refused:
        march.take_over(text)
    reasons = [(each["row"], each["reason"], each["given"]) for each in refused.value.facts["errors"]]
    assert reasons == [("3", "TWICE", "2"), ("4", "OVERLAPS", "2")]
    for line, reason in (
        ("E-999999,2026/3/2,9:00,18:00,60", "UNKNOWN_NUMBER"),
        (f"{hana},2019/3/2,9:00,18:00,60", "NOT_EMPLOYED"),
        (f"{hana},2026/3/2,18:00,9:00,60", "END_BEFORE_BEGIN"),
        (f"{hana},2026/3/2,9:00,18:00,600", "BREAK_TOO_LONG"),
        (f"{hana},2026/3/2,9:00,,60", "REQUIRED"),
    ):
        with pytest.raises(Refused) as refused:
            march.take_over(f"{hana},2026/3/10,9:00,18:00,60\n{line}")
        assert [(each["row"], each["reason"]) for each in refused.value.facts["errors"]] == [("3", reason)]
    file = march.erp.upload("renamed.csv", "番号,日付,出勤,退勤,休憩\n1,2026/3/2,9:00,18:00,60\n".encode())
    with pytest.raises(Refused) as refused:
        march.erp.import_attendance(file=file, format=march.formats["clock"])
    (error,) = refused.value.facts["errors"]
    assert (error["column"], error["reason"]) == ("社員番号", "COLUMN_MISSING")
    assert march.erp.sql("SELECT count(*) AS n FROM attendance.day_entry")[0]["n"] == 0
    with pytest.raises(Refused, match="ATTENDANCE_PREVIEW"):
        march.take_over(f"{hana},2026/3/2,9:00,18:00,60", preview=True)


def test_a_clock_stands_beside_what_was_declared_and_gaps_are_flagged(march: Hours) -> None:
    hana = march.number("hana")
    head = "社員番号,日付,出勤,退勤,休憩,打刻入,打刻出,備考\n"
    rows = f"{hana},2026/3/2,9:00,18:00,60,8:20,18:10,\n{hana},2026/3/3,9:00,18:00,60,8:45,18:10,早番\n"
    file = march.erp.upload("clocks.csv", (head + rows).encode())
    march.erp.import_attendance(file=file, format=march.formats["clock-and-declared"], clock_source="PC_LOG")
    assert march.day("hana", "2026-03-02", "clockIn gapMinutes hasGap") == {
        "clockIn": "8:20",
        "gapMinutes": 40,
        "hasGap": True,
    }
    assert march.day("hana", "2026-03-03", "hasGap note") == {"hasGap": False, "note": "早番"}
    # The clock stays beside a later declaration.
    march.worked("hana", {"2026-03-02": ("8:20", "18:10")})
    assert march.day("hana", "2026-03-02", "clockIn hasGap") == {"clockIn": "8:20", "hasGap": False}


def test_the_calendar_changes_days_of_open_sheets(march: Hours) -> None:
    erp = march.erp
    erp.set_scheduled_day(on="2026-03-06", kind="HOLIDAY", pattern=march.office, reason="創立記念日")
    erp.set_scheduled_day(
        on="2026-03-07", kind="WORKDAY", person=march.people["hana"], starts_at="9:00", ends_at="13:00"
    )
    assert march.day("hana", "2026-03-06", "kind") == {"kind": "HOLIDAY"}
    assert march.day("mori", "2026-03-07", "kind") == {"kind": "HOLIDAY"}
    assert march.day("hana", "2026-03-07", "kind scheduledTime") == {
        "kind": "WORKDAY",
        "scheduledTime": "4:00",
    }


def test_missing_stamps_and_sheets_are_asked_for_once_a_day(march: Hours) -> None:
    first, second = march.job("chase_timesheets"), march.job("chase_timesheets")
    mails = march.erp.sql("SELECT recipients::text AS to, subject, body FROM kernel.mail ORDER BY subject, 1")
    assert (first, second) == (3, 3)
    assert [(each["to"], each["subject"]) for each in mails] == [
        ('["hana@example.test"]', "勤怠の入力のお願い"),
        ('["mori@example.test"]', "勤怠の入力のお願い"),
        ('["mori@example.test"]', "部下の勤怠のお知らせ"),
    ]
    assert "未提出の勤務表: 2026年03月" in mails[0]["body"]


def test_a_sheet_follows_the_employment(march: Hours) -> None:
    """Days after the last one are asked of nobody."""
    march.erp.sql("UPDATE hr.employment SET last_day = '2026-03-13' WHERE person = $1", march.people["hana"])
    march.erp.open_work_month(month="2026-03-01")
    sheet = march.sheet("hana", selection="toOn scheduledDays")
    assert (sheet["toOn"], sheet["scheduledDays"]) == ("2026-03-13", 10)
