"""Import a bank statement: the bank's file is read as a whole or not at all, and nothing of it twice."""

import asyncio
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.files import Attached
from erp.kernel.filing import file_document
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_numbers
from erp.kernel.outbox import record
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from erp.kernel.register import register_document
from modules.banking import tables
from modules.banking.events import StatementImported
from modules.banking.importing import (
    FORMAT,
    account_of,
    new_lines,
    our_accounts,
    read_file,
    shape_of,
    statement_row,
)
from modules.banking.rules.statement import ReadFile


class FileImported(Refused):
    """This very file was imported before; nothing was added."""

    def __init__(self, name: str, imported_on: str) -> None:
        super().__init__(field="file", name=name, imported_on=imported_on)


async def import_bank_statement(
    *, act: Act, file: Attached, bank_account: UUID | None = None, format: UUID | None = None
) -> UUID:
    """Take over what is new in a file: 全銀 notices find their account themselves, a CSV is told its own.

    What was imported before is passed over; days that seem to be missing are told on the statement.
    """
    shape = None
    if format is not None:
        found = await act.tx.row(FORMAT, format)
        if found is None:
            raise NotFound("CsvFormat", format, field="format")
        shape = shape_of(dict(found))
    # Reading takes a moment for a long file; others go on meanwhile.
    read = await asyncio.to_thread(read_file, file.content, shape, act.today)
    await lock_name(act, "bank_import", act.company)
    await _require_new(act, file)
    accounts = await our_accounts(act)
    about = [(each, account_of(each, accounts, bank_account)) for each in read.statements]
    statements: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for each, account in about:
        row = await statement_row(act, each, account, read.source.value)
        statements.append(row | {"name": account.name})
        lines += await new_lines(act, each, account, read.source.value, row["id"])
    return await _keep(act, file, read, statements, lines)


async def _require_new(act: Act, file: Attached) -> None:
    there = await act.tx.row(
        """SELECT file_name, imported_at::date AS day FROM banking.bank_import
           WHERE company = $1 AND sha256 = $2 AND undone_at IS NULL""",
        act.company,
        file.sha256,
    )
    if there is not None:
        raise FileImported(there["file_name"], there["day"].isoformat())


async def _keep(
    act: Act, file: Attached, read: ReadFile, statements: list[dict[str, Any]], lines: list[dict[str, Any]]
) -> UUID:
    made = new_id()
    kept = await files.keep_as(act, file, permission="banking.read_bank_import")
    await act.tx.insert(
        tables.BankImport,
        [
            {
                "id": made,
                "company": act.company,
                "file": kept,
                "file_name": file.name,
                "sha256": file.sha256,
                "source": read.source.value,
                "line_count": sum(len(each.lines) for each in read.statements),
                "new_count": len(lines),
                "imported_by": act.actor,
                "imported_at": act.at,
                "undone_by": None,
                "undone_at": None,
                "undo_reason": None,
            }
        ],
    )
    numbers = await next_numbers(act, "bank_statement", act.today, len(statements))
    for row, number in zip(statements, numbers, strict=True):
        row |= {"number": number, "bank_import": made}
    await act.tx.insert(
        tables.BankStatement,
        [{name: value for name, value in row.items() if name != "name"} for row in statements],
    )
    await act.tx.insert(tables.StatementLine, lines)
    for row in statements:
        await register_document(
            act,
            kind="bank_statement",
            id=row["id"],
            number=row["number"],
            on=row["to_on"],
            title=row["name"],
            amount=row["money_in"],
        )
        await _file(act, kept, row)
    await record(act, StatementImported(bank_import=made, new_lines=len(lines)), subject=made)
    return made


async def _file(act: Act, file: UUID, row: dict[str, Any]) -> None:
    await file_document(
        act,
        file=file,
        document=row["id"],
        kind=EvidenceKind.BANK_STATEMENT,
        direction=EvidenceDirection.RECEIVED,
        channel=EvidenceChannel.UPLOAD,
        on=row["to_on"],
        party_name=row["name"],
        document_number=row["number"],
    )
