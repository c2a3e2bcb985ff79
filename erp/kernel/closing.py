"""What has to be true before a month is closed: each part of the house says it of itself.

A part with a `closing.py` names its checks there. A check is one count, read live: of what is still to be
done in a company up to a day. Nothing is stored, so a list of checks is never out of date.
"""

from dataclasses import dataclass
from enum import StrEnum

from erp.kernel.module import installed, part


class Area(StrEnum):
    """The parts of the books that can be locked by themselves."""

    SALES = "SALES"
    PURCHASING = "PURCHASING"
    STOCK = "STOCK"
    CASH = "CASH"
    LEDGER = "LEDGER"


@dataclass(frozen=True, slots=True)
class Check:
    """How many things of one sort are still to be done.

    `sql` counts them for `:company` up to and including `:until`; `page` is where a person does them. One
    that `blocks` keeps a month from being closed; the others are told.
    """

    name: str
    area: str
    page: str
    sql: str
    blocks: bool = True


def checks() -> tuple[Check, ...]:
    """Those of every installed part, in the order of their needs."""
    found: list[Check] = []
    for module in installed():
        said = part(module.name, "closing")
        found += getattr(said, "CHECKS", ())
    return tuple(found)
