"""Undo a bank import: the wrong file, or the wrong account; as long as nothing was done with its lines."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.locking import lock_name, lock_rows
from modules.banking import tables
from modules.banking.states import LineState


class LinesInUse(Refused):
    """Something was done with lines of the import; that is taken back first."""

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


async def undo_bank_import(*, act: Act, bank_import: UUID, reason: str) -> UUID:
    """Withdraw every line of an import; the file may be imported again afterwards."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    await lock_name(act, "bank_import", act.company)
    found = await act.tx.row(
        "SELECT id, undone_at FROM banking.bank_import WHERE id = $1 AND company = $2",
        bank_import,
        act.company,
    )
    if found is None or found["undone_at"] is not None:
        raise NotFound("BankImport", bank_import, field="bankImport")
    rows = await act.tx.rows(
        """SELECT l.id FROM banking.statement_line l JOIN banking.bank_statement s ON s.id = l.bank_statement
           WHERE s.bank_import = $1""",
        bank_import,
    )
    lines = await lock_rows(act, tables.StatementLine, [row["id"] for row in rows])
    used = [line for line in lines if line["state"] != LineState.OPEN.value]
    if used:
        raise LinesInUse(len(used))
    ids = [line["id"] for line in lines]
    await act.tx.run(
        """UPDATE banking.statement_line SET state = 'WITHDRAWN', version = version + 1
           WHERE id = ANY($1::uuid[])""",
        ids,
    )
    await act.tx.run(
        """DELETE FROM banking.match_proposal_part WHERE proposal IN
           (SELECT id FROM banking.match_proposal WHERE line = ANY($1::uuid[]))""",
        ids,
    )
    await act.tx.run("DELETE FROM banking.match_proposal WHERE line = ANY($1::uuid[])", ids)
    await act.tx.update(
        tables.BankImport,
        [{"id": bank_import, "undone_by": act.actor, "undone_at": act.at, "undo_reason": reason}],
    )
    return bank_import
