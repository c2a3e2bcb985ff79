"""Change how the company keeps its books, where that is its own choice."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id


async def change_ledger_setting(
    *, act: Act, drafts_need_second_person: bool, withholding_half_yearly: bool
) -> UUID:
    """Whether another person posts drafts, and whether tax withheld is paid twice a year."""
    return await act.tx.value(
        """INSERT INTO accounting.ledger_setting
               (id, company, drafts_need_second_person, withholding_half_yearly) VALUES ($1, $2, $3, $4)
           ON CONFLICT (company) DO UPDATE SET
               drafts_need_second_person = excluded.drafts_need_second_person,
               withholding_half_yearly = excluded.withholding_half_yearly
           RETURNING id""",
        new_id(),
        act.company,
        drafts_need_second_person,
        withholding_half_yearly,
    )
