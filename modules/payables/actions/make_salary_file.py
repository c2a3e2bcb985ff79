"""Make a salary file: the approved salaries or bonuses as the bank takes them, once."""

from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.rules.transfer_file import FileKind, Transfer, write_transfers
from modules.payables.sending import sender_of, zengin_type
from modules.payables.states import SALARY_RUN, SalaryRunKind, SalaryRunState

PERMISSION = "payables.make_salary_file"
KINDS = {SalaryRunKind.SALARY: FileKind.SALARY, SalaryRunKind.BONUS: FileKind.BONUS}
LINES = "SELECT * FROM payables.salary_run_line WHERE salary_run = $1 ORDER BY line_no"


async def make_salary_file(*, act: Act, run: UUID) -> UUID:
    """Write the file of an approved run (給与振込 11, 賞与振込 12) and keep it; a second one is never
    made.
    """
    head = await locked(act, tables.SalaryRun, run, field="run")
    state = SALARY_RUN.after("file", SalaryRunState(head["state"]))
    sender = await sender_of(act, head["bank_account"], head["pay_on"], salaries=True)
    rows = await act.tx.rows(LINES, run)
    content = write_transfers(
        KINDS[SalaryRunKind(head["kind"])],
        sender.sender,
        [_transfer(row) for row in rows],
        line_breaks=sender.line_breaks,
    )
    file = await files.keep(
        act, content, name=f"{head['number']}.txt", media_type="text/plain", permission=PERMISSION
    )
    filed = {"id": run, "state": state.value, "file": file, "filed_at": act.at}
    await act.tx.update(tables.SalaryRun, [filed])
    return run


def _transfer(row: Any) -> Transfer:
    return Transfer(
        bank_code=row["bank_code"],
        bank_name=row["bank_name"],
        branch_code=row["branch_code"],
        branch_name=row["branch_name"],
        account_type=zengin_type(row["account_type"]),
        account_number=row["account_number"],
        name=row["name"],
        amount=int(row["amount"]),
        code_1=row["employee_number"],
        code_2=row["department_number"],
    )
