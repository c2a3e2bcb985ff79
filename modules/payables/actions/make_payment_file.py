"""Make a payment file: the approved transfers as the bank takes them, once."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.queries import locked_run
from modules.payables.refusals import NoSupplierAccount
from modules.payables.rules.transfer_file import FileKind, Transfer, write_transfers
from modules.payables.running import lines_of
from modules.payables.sending import require_unchanged, sender_of, zengin_type
from modules.payables.states import PAYMENT_RUN, PaymentRunState

PERMISSION = "payables.make_payment_file"
TRANSFERS = """
    SELECT t.amount, a.*, p.name AS supplier_name, p.number AS supplier_number
    FROM payables.payment_run_transfer t JOIN masterdata.party p ON p.id = t.supplier
    LEFT JOIN payables.supplier_account a ON a.id = t.supplier_account
    WHERE t.payment_run = $1 AND t.amount > 0 ORDER BY t.line_no
"""


async def make_payment_file(*, act: Act, run: UUID) -> UUID:
    """Write the transfer file of an approved run and keep it; a second one is never made.

    Refuses what is not approved, an invoice of which less is open by now than was approved, and an account
    that was changed since.
    """
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("file", PaymentRunState(head["state"]))
    await require_unchanged(act, await lines_of(act, run))
    rows = await act.tx.rows(TRANSFERS, run)
    changed = [row["supplier_name"] for row in rows if row["state"] != "CONFIRMED"]
    if changed:
        raise NoSupplierAccount(changed)
    pay_on: date = head["pay_on"]
    sender = await sender_of(act, head["bank_account"], pay_on)
    content = write_transfers(
        FileKind.TRANSFER,
        sender.sender,
        [_transfer(row) for row in rows],
        line_breaks=sender.line_breaks,
    )
    file = await files.keep(
        act, content, name=f"{head['number']}.txt", media_type="text/plain", permission=PERMISSION
    )
    filed = {"id": run, "state": state.value, "file": file, "filed_at": act.at}
    await act.tx.update(tables.PaymentRun, [filed])
    return run


def _transfer(row: Any) -> Transfer:
    return Transfer(
        bank_code=row["bank_code"],
        bank_name=row["bank_name"],
        branch_code=row["branch_code"],
        branch_name=row["branch_name"],
        account_type=zengin_type(row["account_type"]),
        account_number=row["account_number"],
        name=row["holder"],
        amount=int(row["amount"]),
        code_1="".join(each for each in row["supplier_number"] if each.isdigit())[-10:],
    )
