"""Whether a registration as an issuer of qualified invoices (適格請求書発行事業者) held on a day.

Valid from the day of registration until the day before it was revoked or lapsed; the published last day is
treated as ended already, which is the careful reading.

    >>> from datetime import date
    >>> holds(date(2026, 10, 1), date(2023, 10, 1), None)
    True
    >>> holds(date(2026, 10, 1), date(2023, 10, 1), date(2026, 10, 1))
    False
    >>> holds(date(2023, 9, 30), date(2023, 10, 1), None), holds(date(2026, 1, 1), None, None)
    (False, False)
"""

from datetime import date


def holds(on: date, valid_from: date | None, ends_on: date | None) -> bool:
    """Registered on this day."""
    return valid_from is not None and valid_from <= on and (ends_on is None or on < ends_on)
