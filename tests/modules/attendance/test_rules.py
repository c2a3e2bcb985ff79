"""The law's numbers: working time, leave and overtime, rule by rule."""

from datetime import date
from decimal import Decimal

import pytest

from modules.attendance.rules.overtime import Limits, Month, OvertimeLevel, alerts
from modules.attendance.rules.paid_leave import (
    Full,
    LeaveRow,
    Left,
    Pattern,
    TooLittle,
    attended_enough,
    days_due,
    duty,
    grant_days,
    months_later,
    taken_from,
)
from modules.attendance.rules.working_time import (
    DayKind,
    Law,
    Plan,
    Said,
    figures_of,
    rounded_month,
    split_at,
    week_overtime,
)
from modules.attendance.seeds import USUAL, _table

LAW = Law(day=480, week=2400, night=(1320, 300), breaks=((360, 45), (480, 60)))
OFFICE = Plan(DayKind.WORKDAY, 540, 1080, 480)
NOON = ((720, 780),)
H = 60


@pytest.mark.parametrize(
    ("start", "end", "worked", "overtime", "night", "late", "early"),
    [
        (540, 1080, 480, 0, 0, 0, 0),
        (541, 1080, 479, 0, 0, 1, 0),
        (540, 1079, 479, 0, 0, 0, 1),
        (540, 1081, 481, 1, 0, 0, 0),
        (540, 1320, 720, 240, 0, 0, 0),
        (540, 1321, 721, 241, 1, 0, 0),
        (540, 1740, 1140, 660, 420, 0, 0),
        (0, 300, 300, 0, 300, 0, 780),
    ],
)
def test_a_day_counts_by_the_minute(
    start: int, end: int, worked: int, overtime: int, night: int, late: int, early: int
) -> None:
    """HR-10: nothing is cut off a day."""
    one = figures_of(Said(((start, end),), rests=NOON), OFFICE, LAW)
    assert (one.worked, one.over_day, one.night, one.late, one.early) == (
        worked,
        overtime,
        night,
        late,
        early,
    )


@pytest.mark.parametrize(
    ("hours", "pause", "short"),
    [(6, 0, 0), (6 + 1 / 60, 0, 45), (6.5, 45, 0), (8, 45, 0), (8 + 1 / 60, 45, 15), (9, 60, 0), (9, 0, 60)],
)
def test_breaks_are_due_over_six_and_eight_hours(hours: float, pause: int, short: int) -> None:
    """HR-12: 45 minutes over 6 hours of work, 60 over 8."""
    work = round(hours * H)
    one = figures_of(Said(((540, 540 + work + pause),), break_minutes=pause), OFFICE, LAW)
    assert (one.worked, one.break_short) == (work, short)


def test_a_break_nobody_placed_comes_off_the_day_before_the_night() -> None:
    one = figures_of(Said(((1200, 1500),), break_minutes=60), OFFICE, LAW)
    assert (one.worked, one.night) == (240, 180)
    only_night = figures_of(Said(((1330, 1500),), break_minutes=30), OFFICE, LAW)
    assert (only_night.worked, only_night.night) == (140, 140)


@pytest.mark.parametrize(
    ("kind", "next_statutory", "statutory", "holiday"),
    [
        (DayKind.STATUTORY_HOLIDAY, False, 120, 0),
        (DayKind.HOLIDAY, False, 0, 240),
        (DayKind.HOLIDAY, True, 120, 120),
        (DayKind.WORKDAY, True, 120, 0),
    ],
)
def test_a_statutory_holiday_ends_at_midnight(
    kind: DayKind, next_statutory: bool, statutory: int, holiday: int
) -> None:
    plan = OFFICE if kind is DayKind.WORKDAY else Plan(kind)
    one = figures_of(Said(((1320, 1560),)), plan, LAW, next_is_statutory=next_statutory)
    assert (one.worked, one.statutory_holiday, one.holiday) == (240, statutory, holiday)


def test_leave_excuses_what_it_covers_and_work_beyond_is_extra() -> None:
    half = figures_of(Said(((840, 1140),)), OFFICE, LAW, leave=240, leave_at_start=True)
    assert (half.worked, half.late, half.extra, half.over_day) == (300, 0, 60, 0)
    early = figures_of(Said(((540, 960),), rests=NOON), OFFICE, LAW, leave=120)
    assert (early.early, early.extra) == (0, 0)


def test_forty_hours_are_a_week_and_a_planned_long_week_is_longer() -> None:
    days = [figures_of(Said(((540, 540 + m),)), Plan(DayKind.HOLIDAY), LAW) for m in (0, *[480] * 5, 240)]
    assert week_overtime(days, 2400) == [0, 0, 0, 0, 0, 0, 240]
    assert week_overtime(days, 2640) == [0] * 7
    long_day = figures_of(Said(((540, 1140),)), Plan(DayKind.WORKDAY, 540, 1140, 600), LAW, day_limit=600)
    assert long_day.over_day == 0


@pytest.mark.parametrize(
    ("minutes", "rounded"), [(0, 0), (29, 0), (30, 60), (59, 60), (90, 120), (3629, 3600)]
)
def test_only_the_month_may_be_rounded(minutes: int, rounded: int) -> None:
    assert rounded_month(minutes, 30) == rounded


def test_sixty_hours_split_the_month() -> None:
    assert [split_at(each, 3600) for each in (3599, 3600, 3601)] == [(3599, 0), (3600, 0), (3600, 1)]


# -- leave ------------------------------------------------------------------------------------------------


def table() -> list[LeaveRow]:
    """The shipped table, as it comes out of the database."""
    import tomllib

    rows = _table(tomllib.loads(USUAL.read_text(encoding="utf-8"))["leave_table"])
    names = ("months", "days", "weekly_days", "yearly_from", "yearly_to")
    return [LeaveRow(**{name: row[name] for name in names}) for row in rows]


FULL = Full(weekly_minutes=1800, weekly_days=5, yearly_days=217)
SERVICE = (6, 18, 30, 42, 54, 66, 78)


@pytest.mark.parametrize(
    ("weekly_days", "weekly_minutes", "yearly", "days"),
    [
        (5, 1200, None, (10, 11, 12, 14, 16, 18, 20)),
        (4, 1800, None, (10, 11, 12, 14, 16, 18, 20)),
        (None, 1200, 217, (10, 11, 12, 14, 16, 18, 20)),
        (4, 1799, None, (7, 8, 9, 10, 12, 13, 15)),
        (None, 1200, 169, (7, 8, 9, 10, 12, 13, 15)),
        (None, 1200, 216, (7, 8, 9, 10, 12, 13, 15)),
        (3, 1200, None, (5, 6, 6, 8, 9, 10, 11)),
        (None, 1200, 121, (5, 6, 6, 8, 9, 10, 11)),
        (2, 900, None, (3, 4, 4, 5, 6, 6, 7)),
        (1, 480, None, (1, 2, 2, 2, 3, 3, 3)),
        (None, 480, 47, (0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_days_follow_service_and_the_pattern_of_the_grant_day(
    weekly_days: int | None, weekly_minutes: int, yearly: int | None, days: tuple[int, ...]
) -> None:
    """HR-30: proportional only when hours are below 30 and days at most 4 (or 216 a year)."""
    pattern = Pattern(weekly_days=weekly_days, weekly_minutes=weekly_minutes, yearly_days=yearly)
    assert [int(days_due(pattern, months, table(), FULL)) for months in SERVICE] == list(days)
    assert days_due(pattern, 200, table(), FULL) == days[-1]


@pytest.mark.parametrize(
    ("hired", "first"),
    [
        ("2025-08-31", "2026-03-01"),
        ("2023-08-31", "2024-03-01"),
        ("2023-08-29", "2024-02-29"),
        ("2025-08-30", "2026-03-01"),
        ("2025-04-01", "2025-10-01"),
    ],
)
def test_month_arithmetic(hired: str, first: str) -> None:
    """HR-35: six months from 31 August are over at the end of February; the grant is on 1 March."""
    assert str(months_later(date.fromisoformat(hired), 6)) == first


@pytest.mark.parametrize("hired", ["2025-04-01", "2025-08-31", "2025-09-30", "2025-10-01", "2026-03-31"])
def test_a_unified_day_is_never_later(hired: str) -> None:
    """HR-34: each grant is on the law's day or before it, with the same column."""
    day, end = date.fromisoformat(hired), date(2035, 1, 1)
    lawful = grant_days(day, end, first=6, every=12)
    unified = grant_days(day, end, first=6, every=12, unified=(4, 1))
    for law, ours in zip(lawful, unified, strict=False):
        assert (ours.on, ours.months) == (min(ours.on, law.on), law.months)
    assert len(unified) >= len(lawful)
    assert all(each.on.month == 4 and each.on.day == 1 for each in unified[2:])


def test_days_to_be_taken_are_prorated_where_two_years_overlap() -> None:
    ten, april = date(2025, 10, 1), date(2026, 4, 1)
    assert duty(Decimal(5), ten, april, 12) == Decimal("7.5")


def test_eighty_per_cent_and_oldest_first() -> None:
    assert attended_enough(160, 200, Decimal(80)) and not attended_enough(159, 200, Decimal(80))
    old = Left(grant="old", granted_on=date(2024, 4, 1), expires_on=date(2026, 3, 31), days=Decimal("2.5"))
    new = Left(grant="new", granted_on=date(2025, 4, 1), expires_on=date(2027, 3, 31), days=Decimal(2))
    taken = taken_from(Decimal(3), date(2026, 3, 31), [new, old])
    assert [(each.grant, part) for each, part in taken] == [("old", Decimal("2.5")), ("new", Decimal("0.5"))]
    # After two years the old one is gone (HR-32).
    assert [each.grant for each, _ in taken_from(Decimal(1), date(2026, 4, 1), [new, old])] == ["new"]
    with pytest.raises(TooLittle):
        taken_from(Decimal(12), date(2026, 4, 1), [new, old])


# -- overtime ---------------------------------------------------------------------------------------------


def limits(special: bool = True, month: int = 45, year: int = 360) -> Limits:
    return Limits(
        month=month * H, year=year * H, special=special, special_year=720 * H, special_times=6,
        ceiling=100 * H, average=80 * H, near=36 * H, average_near=70 * H, year_near=600 * H, doctor=80 * H,
    )  # fmt: skip


def told(months: list[Month], special: bool = True, before: list[Month] | None = None) -> dict[str, bool]:
    return {each.level.value: each.is_breach for each in alerts(months, limits(special), before or [])}


def hours(*each: float) -> list[Month]:
    return [Month(round(one * H)) for one in each]


@pytest.mark.parametrize(
    ("months", "special", "expected"),
    [
        (hours(35.99), True, {}),
        (hours(36), True, {"MONTH_NEAR": False}),
        (hours(45), False, {"MONTH_NEAR": False, "MONTH_LIMIT": False}),
        (hours(45.02), False, {"MONTH_NEAR": False, "MONTH_LIMIT": True}),
        (hours(45.02), True, {"MONTH_NEAR": False, "MONTH_LIMIT": False}),
        (hours(80.02), True, {"MONTH_NEAR": False, "MONTH_LIMIT": False, "DOCTOR": False}),
        ([Month(40 * H, 60 * H)], True, {"MONTH_NEAR": False, "MONTH_CEILING": True, "DOCTOR": False}),
        ([Month(40 * H, 60 * H - 1)], True, {"MONTH_NEAR": False, "DOCTOR": False}),
    ],
)
def test_steps_of_a_month(months: list[Month], special: bool, expected: dict[str, bool]) -> None:
    """Below 100 hours with statutory-holiday work; 45 unless the special clause lets it."""
    assert told(months, special) == expected


def test_averages_of_two_to_six_months_count_holiday_work() -> None:
    both = [Month(60 * H, 20 * H), Month(60 * H, 20 * H)]
    assert told(both)["AVERAGE_LIMIT"] is False
    assert told([*both[:1], Month(60 * H, 20 * H + 1)])["AVERAGE_LIMIT"] is True
    assert "AVERAGE_NEAR" in told([Month(70 * H), Month(70 * H)])
    # Two quiet months hide nothing: the worst of the averages counts, six months back, over the year's end.
    assert told(hours(10), before=hours(99, 99, 99, 99))["AVERAGE_LIMIT"] is True


@pytest.mark.parametrize(
    ("over", "level", "breach"),
    [(4, None, False), (5, "TIMES_NEAR", False), (6, "TIMES_LIMIT", False), (7, "TIMES_OVER", True)],
)
def test_more_than_45_hours_in_six_months_at_most(over: int, level: str | None, breach: bool) -> None:
    found = told(hours(*[46] * over, *[1] * (12 - over)))
    times = {name: breach for name, breach in found.items() if name.startswith("TIMES")}
    assert times == ({level: breach} if level else {})


@pytest.mark.parametrize(
    ("total", "special", "level", "breach"),
    [
        (360, False, "YEAR_LIMIT", False),
        (361, False, "YEAR_LIMIT", True),
        (600, True, "YEAR_NEAR", False),
        (720, True, "YEAR_SPECIAL", False),
        (721, True, "YEAR_SPECIAL", True),
    ],
)
def test_the_year(total: int, special: bool, level: str, breach: bool) -> None:
    months = hours(*[total / 12] * 12)
    assert told(months, special)[level] is breach


def test_without_an_agreement_every_minute_is_too_much() -> None:
    assert [(each.level, each.is_breach) for each in alerts([Month(1)], None)] == [
        (OvertimeLevel.NO_AGREEMENT, True)
    ]
    assert alerts([Month(0, 60)], None) == []
