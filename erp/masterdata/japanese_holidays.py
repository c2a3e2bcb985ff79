"""The national holidays of Japan as rows: what a new version knows more is added, what is there stays.

Equinoxes are fixed by the government each February for the next year; a row somebody's books relied on is
therefore never altered by a newer calendar.
"""

from erp.kernel.asking import Act
from erp.masterdata.states import HolidayKind

YEARS = range(2020, 2036)

_ADD = """
INSERT INTO masterdata.holiday (day, name_ja, name_en, kind)
SELECT * FROM unnest($1::date[], $2::text[], $3::text[], $4::text[]) ON CONFLICT (day) DO NOTHING
"""


async def add_holidays(act: Act) -> None:
    """Every national holiday of the years we know; one statement."""
    from holidays import country_holidays

    japanese = country_holidays("JP", years=YEARS, language="ja")
    english = country_holidays("JP", years=YEARS, language="en_US")
    days = sorted(japanese)
    await act.tx.run(
        _ADD,
        days,
        [japanese[day] for day in days],
        [english[day] for day in days],
        [_kind(japanese[day]).value for day in days],
    )


def _kind(name: str) -> HolidayKind:
    """
    >>> _kind("振替休日").value, _kind("国民の休日").value, _kind("海の日").value
    ('SUBSTITUTE', 'BETWEEN', 'NATIONAL')
    """
    if "振替休日" in name:
        return HolidayKind.SUBSTITUTE
    return HolidayKind.BETWEEN if name == "国民の休日" else HolidayKind.NATIONAL
