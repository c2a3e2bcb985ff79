"""How people who were taken over are taken back: they are let in no more, until they come again."""

from uuid import UUID

from erp.access.actions.disable_user import disable_user
from erp.access.actions.enable_user import enable_user
from erp.kernel.asking import Act
from erp.kernel.undoing import Undo


async def undo_user(*, act: Act, id: UUID, reason: str) -> None:
    """Let somebody in no more."""
    if await _is_active(act, id):
        await disable_user(act=act, user=id)


async def user_again(*, act: Act, id: UUID, reason: str) -> None:
    """Let somebody in again."""
    if not await _is_active(act, id):
        await enable_user(act=act, user=id)


async def _is_active(act: Act, id: UUID) -> bool:
    return bool(await act.tx.value("SELECT is_active FROM access.app_user WHERE id = $1", id))


UNDO = {"add_user": Undo(undo_user, user_again)}
