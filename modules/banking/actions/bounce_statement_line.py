"""Bounce a statement line: the bank took an earlier transfer back (組戻し), so its receipt goes back too."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from modules import accounting
from modules.banking.matching import Done, bank_lines_of, locked_line, write_done
from modules.banking.sharing import receipts_of
from modules.banking.states import Direction, MatchKind

RECEIPT = """
    SELECT m.id, m.document, m.customer, l.amount, l.bank_account
    FROM banking.statement_line l JOIN banking.statement_match m ON m.line = l.id
    WHERE l.id = $1 AND l.company = $2 AND m.kind = 'RECEIPT' AND l.direction = 'IN'
      AND NOT EXISTS (SELECT FROM banking.statement_match u WHERE u.undoes = m.id)
"""


async def bounce_statement_line(*, act: Act, line: UUID, bounced: UUID, reason: str) -> UUID:
    """Take back the receipt of an earlier line on the day the money left; its invoices are open again."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    held = await locked_line(act, line, "bounce_statement_line")
    came = await act.tx.row(RECEIPT, bounced, act.company)
    if came is None or held.direction is not Direction.OUT:
        raise NotFound("BankStatementLine", bounced, field="bounced")
    if came["amount"] != held.amount or came["bank_account"] != held.bank_account:
        raise BadInput("bounced", "OTHER_AMOUNT", amount=came["amount"], wanted=held.amount)
    backs = [
        await accounting.take_back(act, receipt=receipt, on=held.booked_on, reason=reason)
        for receipt in await receipts_of(act, came["id"], came["document"])
    ]
    done = Done(
        kind=MatchKind.BOUNCED,
        document=backs[-1],
        customer=came["customer"],
        note=reason,
        entries=[each for back in backs for each in await bank_lines_of(act, back, held.account)],
    )
    await write_done(act, held, done, held.after)
    return line
