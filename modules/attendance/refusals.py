"""What attendance refuses by name, where more than one verb may say it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from erp.kernel.errors import Refused


class NotAnEmployee(Refused):
    """Whoever asks is linked to nobody whose time is kept here."""


class NotYourPeople(Refused):
    """Only the person, the manager or the HR department may do this."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class NoWorkRule(Refused):
    """Nobody has said yet how the company counts on that day."""

    def __init__(self, on: date) -> None:
        super().__init__(on=on)


class NoWorkPattern(Refused):
    """Nobody has said which hours were agreed with these people."""

    def __init__(self, people: Sequence[str]) -> None:
        super().__init__(people=list(people))


class MonthNotOpen(Refused):
    """There is no sheet for that day yet."""

    def __init__(self, on: date) -> None:
        super().__init__(field="on", on=on)


class SheetClosed(Refused):
    """The month was handed over; a correction goes into the next one."""

    def __init__(self, number: str, month: date) -> None:
        super().__init__(number=number, month=month)


class SheetHandedIn(Refused):
    """The sheet is with the manager; it is returned before it changes."""

    def __init__(self, number: str, month: date) -> None:
        super().__init__(number=number, month=month)


class DaysMissing(Refused):
    """Working days of which nothing is known yet."""

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__(count=len(days), days=list(days))


class SheetsOpen(Refused):
    """Somebody's sheet is not approved yet, so the month cannot be closed."""

    def __init__(self, people: Sequence[str]) -> None:
        super().__init__(count=len(people), people=list(people))


class MonthClosed(Refused):
    """This month was closed before."""

    def __init__(self, number: str) -> None:
        super().__init__(field="month", number=number)


class EarlierMonthOpen(Refused):
    """Months are closed one after the other."""

    def __init__(self, month: date) -> None:
        super().__init__(field="month", month=month)


class ImpossibleTimes(Refused):
    """Times that nobody can have worked: an end before its begin, a break longer than the work."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason=reason, **facts)


class AttendanceFileUnreadable(Refused):
    """Lines of a file cannot be taken; nothing was. `errors` names each by row and column."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(field="file", count=len(errors), errors=errors)


class AttendanceFileThere(Refused):
    """This very file was taken over before."""

    def __init__(self, number: str) -> None:
        super().__init__(field="file", number=number)


class AttendancePreview(Refused):
    """Nothing was taken over, as was asked; this is what would come in."""

    def __init__(self, count: int, new: int, from_on: date, to_on: date) -> None:
        super().__init__(lines=count, new=new, from_on=from_on, to_on=to_on)


class NotEnoughLeave(Refused):
    """Less is left than was asked for."""

    def __init__(self, wanted: Decimal, left: Decimal) -> None:
        super().__init__(wanted=wanted, left=left)


class HourlyLeaveUsedUp(Refused):
    """By the hour only so many days of a year may be taken."""

    def __init__(self, limit: Decimal, used: Decimal) -> None:
        super().__init__(field="hours", limit=limit, used=used)


class LeaveOverlaps(Refused):
    """Leave was asked for on one of these days before."""

    def __init__(self, number: str) -> None:
        super().__init__(field="fromOn", number=number)


class NoWorkingDay(Refused):
    """None of these days is a working day."""

    def __init__(self) -> None:
        super().__init__(field="fromOn")


class NothingToHandOver(Refused):
    """Nobody has a sheet of that month."""

    def __init__(self, month: date) -> None:
        super().__init__(field="month", month=month)
