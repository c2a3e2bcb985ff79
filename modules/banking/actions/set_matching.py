"""Set matching: from which score on nobody is asked, and how fees are booked."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.banking import tables
from modules.banking.actions.accept_proposals import LOWEST


async def set_matching(*, act: Act, automatic_from: int | None = None, fee_as_allowance: bool = True) -> UUID:
    """Keep how this company matches; without a score everything is asked, which is how it begins."""
    if automatic_from is not None and not LOWEST <= automatic_from <= 100:
        raise BadInput("automaticFrom", "OUT_OF_RANGE", least=LOWEST, most=100)
    await lock_name(act, "matching_settings", act.company)
    there = await act.tx.value("SELECT id FROM banking.matching_settings WHERE company = $1", act.company)
    values = {"automatic_from": automatic_from, "fee_as_allowance": fee_as_allowance}
    if there is not None:
        await act.tx.update(tables.MatchingSettings, [{"id": there} | values])
        return there
    made = new_id()
    await act.tx.insert(tables.MatchingSettings, [{"id": made, "company": act.company} | values])
    return made
