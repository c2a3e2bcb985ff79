"""A party has another place."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import country_of, name_of, postal_code_of, words
from erp.masterdata.states import AddressKind
from erp.masterdata.tables import Party, PartyAddress


async def add_party_address(
    *,
    act: Act,
    party: UUID,
    kind: AddressKind,
    city: str,
    name: str | None = None,
    postal_code: str | None = None,
    prefecture: str | None = None,
    street: str | None = None,
    building: str | None = None,
    country: str = "JP",
    is_default: bool = False,
) -> UUID:
    """Add an address; the first of its kind, or one that says so, becomes the default of its kind."""
    await locked(act, Party, party, field="party")
    had_default = await act.tx.value(
        "WITH gone AS (UPDATE masterdata.party_address SET is_default = false"
        " WHERE party = $1 AND kind = $2 AND is_default AND $3 RETURNING id)"
        " SELECT EXISTS (SELECT FROM masterdata.party_address WHERE party = $1 AND kind = $2 AND is_default)",
        party,
        kind,
        is_default,
    )
    country = country_of(country)
    address = {
        "id": new_id(),
        "party": party,
        "kind": kind,
        "name": words("name", name),
        "postal_code": postal_code_of(postal_code, country),
        "prefecture": words("prefecture", prefecture),
        "city": name_of("city", city),
        "street": words("street", street),
        "building": words("building", building),
        "country": country,
        "is_default": is_default or not had_default,
        "is_active": True,
    }
    await act.tx.insert(PartyAddress, [address])
    return party
