"""Believe the personnel records although far fewer people are employed than before."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.reading import read_all
from modules.identity.refusals import ReasonNeeded


async def believe_source(*, act: Act, reason: str) -> UUID:
    """Take what they say now for the truth, with one's name under it; plans are made on it again."""
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    await read_all(act, believed_by=act.actor, reason=reason.strip())
    reading: UUID = await act.tx.value(
        """SELECT id FROM identity.source_reading WHERE company = $1
           ORDER BY read_at DESC, id DESC LIMIT 1""",
        act.company,
    )
    return reading
