"""What few may read of a person, field by field, and who has read it."""

from datetime import date, datetime

from erp.access.api import User
from erp.api import ID, column, computed, link, many, mutation, node, report, row
from erp.kernel.money import Money
from modules.hr import tables
from modules.hr.actions.set_private_values import set_private_values
from modules.hr.api.people import Person
from modules.hr.privately import private_values
from modules.hr.states import PrivateKind


@row
class PrivateValues:
    """What was asked for and may be read; the reading is noted."""

    birth_date: date | None = column(permission="hr.see_birth_date")
    home_address: str | None = column(permission="hr.see_home_address")
    private_phone: str | None = column(permission="hr.see_private_phone")
    private_email: str | None = column(permission="hr.see_private_email")
    emergency_contact: str | None = column(permission="hr.see_emergency_contact")
    pay_account: str | None = column(permission="hr.see_pay_account")
    basic_pay: Money | None = column(permission="hr.see_basic_pay")


@node(tables.PrivateReading)
class PrivateReading:
    """Who read what of whom, and when."""

    id: ID
    person: Person | None = link("person")
    kinds: list[PrivateKind] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.kinds))")
    read_by: User | None = link("read_by")
    read_at: datetime


QUERY = [
    report(
        "private_values",
        PrivateValues,
        permission="hr.read_person",
        run=private_values,
        args={"person": ID, "kinds": list[PrivateKind]},
        single=True,
    ),
    many(
        PrivateReading,
        filters=("person", "read_at"),
        sorts=("read_at",),
        default_sort="-read_at",
    ),
]
MUTATION = [mutation(set_private_values, Person)]
