"""A bill has become law, or a figure was entered by mistake."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.masterdata.changing import locked
from erp.masterdata.refusals import StatutoryValuesOverlap
from erp.masterdata.tables import StatutoryValue


async def switch_statutory_value(*, act: Act, statutory_value: UUID, is_active: bool) -> UUID:
    """Let a figure count, or no longer; refused while another one of its kind holds on one of its days."""
    row = await locked(act, StatutoryValue, statutory_value, field="statutory_value")
    with taken_means(StatutoryValuesOverlap(row["kind"], row["valid_from"])):
        await act.tx.update(StatutoryValue, [{"id": statutory_value, "is_active": is_active}])
    return statutory_value
