"""Undo the opening balances: they were wrong, and can be entered anew."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.actions.undo_tax_closing import UndoneBefore
from modules.accounting.opening import write_item
from modules.accounting.reversing import post_reverse
from modules.accounting.settling import locked_items, settle

ITEMS = """
    SELECT id, party, number, issued_on, due_on, amount FROM accounting.opening_item
    WHERE opening = $1 AND NOT is_reverse ORDER BY id
"""


class OpeningItemMatched(Refused):
    """Something was set against an invoice of the time before; undo that first."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


async def undo_opening_balance(*, act: Act, opening: UUID, reason: str) -> UUID:
    """Answer the opening entry by its reverse, and each open invoice by a credit, on the same day."""
    await lock_name(act, "opening_balance", act.company)
    row = await act.tx.row(
        "SELECT starts_on, entry, undone_by FROM accounting.opening_balance WHERE id = $1 AND company = $2",
        opening,
        act.company,
    )
    if row is None:
        raise NotFound("OpeningBalance", opening, field="opening")
    if row["undone_by"] is not None:
        raise UndoneBefore()
    reverse = await post_reverse(act, row["entry"], on=row["starts_on"], reason=reason, by_document=True)
    items = await act.tx.rows(ITEMS, opening)
    there = await locked_items(act, [item["id"] for item in items])
    for item in items:
        open_item = there[item["id"]]
        if open_item.open_amount != open_item.amount:
            raise OpeningItemMatched(item["number"])
        values = {name: item[name] for name in ("party", "number", "issued_on", "due_on", "amount")}
        key = await write_item(act, opening, row["starts_on"], values, is_reverse=True)
        (against,) = (await locked_items(act, [key])).values()
        await settle(act, credit=against, pairs=[(open_item, item["amount"])], on=row["starts_on"])
    await act.tx.update(
        tables.OpeningBalance, [{"id": opening, "undone_by": reverse, "reason": reason.strip()}]
    )
    return opening
