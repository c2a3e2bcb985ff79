"""What a statement written by the buyer has to say, and from when silence counts as a yes.

>>> silent_from(date(2026, 4, 1), 7), silent_from(date(2026, 4, 1), None)
(datetime.date(2026, 4, 9), None)
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def missing_items(said: Mapping[str, Any]) -> list[str]:
    """The required items that are not there, by name; who is not registered has no number to state."""
    missing = []
    for name, side in (("MAKER_NAME", "maker"), ("SELLER_NAME", "seller")):
        if not (said[side].get("name") or "").strip():
            missing.append(name)
    if said["is_registered"] and not said["seller"].get("t_number"):
        missing.append("SELLER_T_NUMBER")
    if not said.get("supplied_from") or not said.get("supplied_to"):
        missing.append("SUPPLIED_ON")
    lines = said.get("lines") or []
    if not lines or any(not (line.get("description") or "").strip() for line in lines):
        missing.append("DESCRIPTION")
    taxes = said.get("taxes") or []
    if not taxes or any(tax.get("base") is None for tax in taxes):
        missing.append("AMOUNT_BY_RATE")
    if any(tax.get("rate") is None or tax.get("tax") is None for tax in taxes):
        missing.append("TAX_BY_RATE")
    return missing


def silent_from(issued_on: date, days: int | None) -> date | None:
    """The first day after the days in which the supplier could object."""
    return None if days is None else issued_on + timedelta(days=days + 1)
