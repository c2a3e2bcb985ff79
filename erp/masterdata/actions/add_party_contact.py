"""Somebody to write to or to call at a party."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import email_of, name_of, words
from erp.masterdata.tables import Party, PartyContact


async def add_party_contact(
    *,
    act: Act,
    party: UUID,
    name: str,
    role: str | None = None,
    email: str | None = None,
    phone: str | None = None,
) -> UUID:
    """Add a person to write to or to call."""
    await locked(act, Party, party, field="party")
    contact = {
        "id": new_id(),
        "party": party,
        "name": name_of("name", name),
        "role": words("role", role),
        "email": email_of(email),
        "phone": words("phone", phone),
        "is_active": True,
    }
    await act.tx.insert(PartyContact, [contact])
    return party
