"""Whether a supplier was a registered issuer of qualified invoices on the day of a supply, and how we
know.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.masterdata.states import RegistrationState

DIGITS = 13


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known of a number on the day somebody looked."""

    registration: RegistrationState
    checked_on: date | None = None
    source: str | None = None
    published_name: str | None = None

    @property
    def counts(self) -> bool:
        """A number that nobody could look up yet counts, and is shown as unverified."""
        return self.registration is not RegistrationState.NOT_REGISTERED

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of an invoice."""
        return {
            "registration": self.registration.value,
            "registration_checked_on": self.checked_on,
            "registration_source": self.source,
            "published_name": self.published_name,
        }


def registration_number(given: str | None) -> str | None:
    """A number as it is printed, in its one form; refuses what cannot be one.

    >>> registration_number("Ｔ1234-5678 90123"), registration_number(" ")
    ('T1234567890123', None)
    """
    if given is None:
        return None
    plain = "".join(each for each in normalize("NFKC", given).upper() if each.isalnum())
    if not plain:
        return None
    if plain[:1] != "T" or len(plain) != DIGITS + 1 or not (plain[1:].isascii() and plain[1:].isdigit()):
        raise BadInput("tNumber", "NOT_A_REGISTRATION_NUMBER", given=given)
    return plain


async def seen_on(act: Act, *, supplier: UUID, t_number: str | None, on: date) -> Seen:
    """What is known of the printed number, or else of the supplier's own, for the day of the supply."""
    found = await masterdata.registration_on(act.tx, supplier, on, t_number=t_number)
    return Seen(found.state, found.checked_on, found.source, found.published_name)
