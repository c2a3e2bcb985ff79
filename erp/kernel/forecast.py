"""Money to come and money to go: each part of the house says what it knows of, before it is in the books.

A part with a `forecast.py` names its contributions there. One is a SELECT that answers a row for each payment
to be expected; nothing is stored, so a forecast is as true as the documents are at that moment.
"""

from dataclasses import dataclass

from erp.kernel.module import installed, part

COLUMNS = "expected_on, due_on, amount, party, document, number"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Payments of one sort, called so in both languages.

    `sql` answers the columns of `COLUMNS` (two days, a figure, two keys, a text) for `:company`, as seen on
    `:today`, until `:until`; what goes out is negative.
    """

    name: str
    ja: str
    en: str
    sql: str


def contributions() -> tuple[Contribution, ...]:
    """Those of every installed part, in the order of their needs."""
    found: list[Contribution] = []
    for module in installed():
        said = part(module.name, "forecast")
        found += getattr(said, "CONTRIBUTIONS", ())
    return tuple(found)
