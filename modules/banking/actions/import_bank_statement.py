"""Import a bank statement: the bank's file is read as a whole or not at all, and nothing of it twice."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.files import Attached
from erp.kernel.filing import file_document
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO
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
    require_in_force,
    shape_of,
    statement_row,
)
from modules.banking.rules.statement import ReadFile
from modules.banking.states import Direction, StatementSource


class FileImported(Refused):
    """This very file was imported before; nothing was added."""

    def __init__(self, name: str, imported_on: str) -> None:
        super().__init__(field="file", name=name, imported_on=imported_on)


class ImportPreview(Refused):
    """Nothing was imported, as was asked; this is what would come in, account by account."""

    def __init__(self, read: ReadFile, statements: list[dict[str, Any]], lines: list[dict[str, Any]]) -> None:
        told = [
            _told(row, len(each.lines), [line for line in lines if line["bank_statement"] == row["id"]])
            for each, row in zip(read.statements, statements, strict=True)
        ]
        count = sum(each["lines"] for each in told)
        super().__init__(lines=count, new=len(lines), there=count - len(lines), statements=told)


def _told(row: dict[str, Any], count: int, new: list[dict[str, Any]]) -> dict[str, Any]:
    """What a statement would bring; the sums are of its new lines."""
    opening, expected = row["opening"], row["expected_opening"]
    return {
        "bank_account": row["name"],
        "from_on": row["from_on"].isoformat(),
        "to_on": row["to_on"].isoformat(),
        "lines": count,
        "new": len(new),
        "there": count - len(new),
        "money_in": _sum(new, Direction.IN),
        "money_out": _sum(new, Direction.OUT),
        "closing": row["closing"],
        "is_continuous": opening is None or expected is None or opening == expected,
    }


def _sum(lines: list[dict[str, Any]], direction: Direction) -> Decimal:
    return sum((each["amount"] for each in lines if each["direction"] == direction.value), ZERO)


async def import_bank_statement(
    *,
    act: Act,
    file: Attached,
    bank_account: UUID | None = None,
    format: UUID | None = None,
    preview: bool = False,
) -> UUID:
    """Take over what is new in a file: 全銀 notices find their account themselves, a CSV is told its own.

    What was imported before is passed over; days that seem to be missing are told on the statement.
    A shape of a CSV must be the one of today or of the file's last day. A `preview` imports nothing and is
    refused with what would come in (`IMPORT_PREVIEW`).
    """
    shape, found = None, None
    if format is not None:
        found = await act.tx.row(FORMAT, format)
        if found is None:
            raise NotFound("CsvFormat", format, field="format")
        shape = shape_of(dict(found))
    # Reading takes a moment for a long file; others go on meanwhile.
    read = await asyncio.to_thread(read_file, file.content, shape, act.today)
    if found is not None and read.source is StatementSource.CSV:
        require_in_force(dict(found), read, act.today)
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
    if preview:
        raise ImportPreview(read, statements, lines)
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
