"""How masters that were taken over are taken back: they go out of use, and come back into use later."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.undoing import STAYS, Undo
from erp.masterdata.actions.deactivate_party import deactivate_party
from erp.masterdata.actions.deactivate_product import deactivate_product
from erp.masterdata.actions.reactivate_party import reactivate_party
from erp.masterdata.actions.reactivate_product import reactivate_product


async def undo_party(*, act: Act, id: UUID, reason: str) -> None:
    """Nobody deals with the party; who deactivated it before has done it already."""
    if await _is_active(act, "party", id):
        await deactivate_party(act=act, party=id)


async def party_again(*, act: Act, id: UUID, reason: str) -> None:
    """The party is dealt with again."""
    if not await _is_active(act, "party", id):
        await reactivate_party(act=act, party=id)


async def undo_product(*, act: Act, id: UUID, reason: str) -> None:
    """The product is not sold any more."""
    if await _is_active(act, "product", id):
        await deactivate_product(act=act, product=id)


async def product_again(*, act: Act, id: UUID, reason: str) -> None:
    """The product is sold again."""
    if not await _is_active(act, "product", id):
        await reactivate_product(act=act, product=id)


async def _is_active(act: Act, table: str, id: UUID) -> bool:
    return bool(await act.tx.value(f"SELECT is_active FROM masterdata.{table} WHERE id = $1", id))


UNDO = {
    "register_party": Undo(undo_party, party_again),
    "register_product": Undo(undo_product, product_again),
    # What is only named by masters and documents may stay: it does nothing by itself.
    "register_unit": STAYS,
    "register_tax_code": STAYS,
    "register_account": STAYS,
    "register_department": STAYS,
    "register_warehouse": STAYS,
    "register_location": STAYS,
    "register_price_list": STAYS,
}
