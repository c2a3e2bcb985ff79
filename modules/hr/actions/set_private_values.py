"""Keep what few may read of a person: birth date, home, private contacts, account for pay, basic pay."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.digits import wire
from erp.kernel.errors import BadInput
from erp.kernel.mail import is_address
from erp.kernel.money import Money
from modules.hr.employing import locked_person
from modules.hr.privately import keep_private
from modules.hr.states import PrivateKind

LONGEST = 500


async def set_private_values(
    *,
    act: Act,
    person: UUID,
    birth_date: date | None = None,
    home_address: str | None = None,
    private_phone: str | None = None,
    private_email: str | None = None,
    emergency_contact: str | None = None,
    pay_account: str | None = None,
    basic_pay: Money | None = None,
) -> UUID:
    """What is not given stays, an empty text clears. All of it is encrypted; a My Number is refused."""
    await locked_person(act, person)
    if birth_date is not None and birth_date >= act.today:
        raise BadInput("birthDate", "IN_THE_FUTURE")
    if basic_pay is not None and basic_pay < 0:
        raise BadInput("basicPay", "NEGATIVE", given=basic_pay)
    if (private_email or "").strip() and not is_address((private_email or "").strip()):
        raise BadInput("privateEmail", "NOT_AN_ADDRESS")
    given = {
        PrivateKind.BIRTH_DATE: birth_date.isoformat() if birth_date is not None else None,
        PrivateKind.HOME_ADDRESS: home_address,
        PrivateKind.PRIVATE_PHONE: private_phone,
        PrivateKind.PRIVATE_EMAIL: private_email,
        PrivateKind.EMERGENCY_CONTACT: emergency_contact,
        PrivateKind.PAY_ACCOUNT: pay_account,
        PrivateKind.BASIC_PAY: wire(basic_pay) if basic_pay is not None else None,
    }
    values = {kind: value.strip() for kind, value in given.items() if value is not None}
    if any(len(value) > LONGEST for value in values.values()):
        raise BadInput(None, "TOO_LONG", limit=LONGEST)
    await keep_private(act, person, values)
    return person
