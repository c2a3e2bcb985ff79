"""A new party or product: its number, the question whether it is there already, the record, the search box.

New parties come in one at a time, and so do new products: two people who add the same company at once are
shown each other's record instead of making two.
"""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_number
from erp.masterdata.accepting import decide, keep_decision
from erp.masterdata.checks import own_number
from erp.masterdata.queries.duplicates import party_duplicates, product_duplicates
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.searching import show_parties, show_product
from erp.masterdata.states import MasterKind
from erp.masterdata.tables import Party, Product
from erp.masterdata.writing import add


async def add_party(
    act: Act, values: dict[str, Any], number: str | None, accept_duplicates: bool, reason: str | None
) -> UUID:
    """Write a checked party."""
    own = own_number(number)
    await lock_name(act, "register_party")
    found = await party_duplicates(
        act.tx,
        name=values["name"],
        name_kana=values["name_kana"],
        corporate_number=values["corporate_number"],
        phone=values["phone"],
        email=values["email"],
    )
    alike = decide(found, accept_duplicates, reason)
    party = new_id()
    number = own or await next_number(act, series="party", on=act.today)
    row = {"id": party, "number": number, **values, "merged_into": None, "is_active": True, "version": 1}
    await add(act, Party, row, taken=NumberTaken("Party", number, field="number"))
    await keep_decision(act, MasterKind.PARTY, party, alike, reason)
    await show_parties(act, party)
    return party


async def add_product(
    act: Act, values: dict[str, Any], number: str | None, accept_duplicates: bool, reason: str | None
) -> UUID:
    """Write a checked product."""
    own = own_number(number)
    await lock_name(act, "register_product")
    found = await product_duplicates(act.tx, name=values["name"], jan_code=values["jan_code"])
    alike = decide(found, accept_duplicates, reason)
    product = new_id()
    number = own or await next_number(act, series="product", on=act.today)
    row = {"id": product, "number": number, **values, "is_active": True, "version": 1}
    await add(act, Product, row, taken=NumberTaken("Product", number, field="number"))
    await keep_decision(act, MasterKind.PRODUCT, product, alike, reason)
    await show_product(act, row)
    return product
