"""Add a posting rule: a line that says this is booked there."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.banking import tables
from modules.banking.rules.kana import folded
from modules.banking.states import Direction


async def add_posting_rule(
    *,
    act: Act,
    name: str,
    contains: str,
    direction: Direction,
    account: UUID,
    party: UUID | None = None,
    tax_code: UUID | None = None,
    is_automatic: bool = False,
) -> UUID:
    """Lines of that direction that hold the text are proposed for the account, or booked without asking."""
    key = "".join(folded(contains).split())
    if not name.strip():
        raise BadInput("name", "EMPTY")
    if len(key) < 2:
        raise BadInput("contains", "TOO_SHORT")
    if not await act.tx.value("SELECT true FROM masterdata.account WHERE id = $1 AND is_active", account):
        raise NotFound("Account", account, field="account")
    made = new_id()
    await act.tx.insert(
        tables.PostingRule,
        [
            {
                "id": made,
                "company": act.company,
                "name": name,
                "contains": contains,
                "contains_key": key,
                "direction": direction.value,
                "account": account,
                "party": party,
                "tax_code": tax_code,
                "is_automatic": is_automatic,
                "is_active": True,
            }
        ],
    )
    return made
