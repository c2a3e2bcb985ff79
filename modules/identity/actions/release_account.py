"""Take an account from a person it was matched to by mistake."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity import tables
from modules.identity.binding import held_account
from modules.identity.refusals import ReasonNeeded


async def release_account(*, act: Act, account: UUID, reason: str) -> UUID:
    """It is nobody's from now on, and is listed as unknown; the reason is kept with who said it.

    What was ordered for the person in this system waits for a person. Refuses an account that is nobody's.
    """
    row = await held_account(act, account)
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    if row["person"] is not None:
        change = {"person": None, "matched_by": None, "service_purpose": None}
        await act.tx.update(tables.Account, [{"id": account} | change])
        await act.tx.run(
            """UPDATE identity.wish SET account = NULL, adopt = NULL, state = 'PARKED', next_at = NULL,
                   last_reason = $3 WHERE system = $1 AND person = $2 AND NOT is_leaver""",
            row["system"],
            row["person"],
            reason.strip(),
        )
    return account
