"""Change a posting account: from now on documents post to another account for this purpose."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from modules.accounting.states import PostingPurpose


async def change_posting_account(*, act: Act, purpose: PostingPurpose, account: UUID) -> UUID:
    """Name the account a purpose is posted to; what was posted before stays where it is."""
    usable = await act.tx.value("SELECT id FROM masterdata.account WHERE id = $1 AND is_active", account)
    if usable is None:
        raise NotFound("Account", account, field="account")
    return await act.tx.value(
        """INSERT INTO accounting.posting_account (id, company, purpose, account) VALUES ($1, $2, $3, $4)
           ON CONFLICT (company, purpose) DO UPDATE SET account = excluded.account RETURNING id""",
        new_id(),
        act.company,
        purpose.value,
        account,
    )
