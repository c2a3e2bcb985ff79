"""Taking a bank's file over: whose account it is about, which lines are new, and whether days are missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from modules.banking.rules.bank_csv import CsvShape, read_csv
from modules.banking.rules.kana import name_key, payer_in
from modules.banking.rules.statement import ReadFile, ReadLine, ReadStatement
from modules.banking.rules.zengin import looks_like_zengin, read_zengin
from modules.banking.states import CsvEncoding, Direction, LineState


class UnknownAccountAtBank(Refused):
    """The file is about an account whose numbers nobody has entered yet."""

    def __init__(self, record: int, bank_code: str, branch_code: str, account_number: str) -> None:
        super().__init__(
            field="file",
            record=record,
            bank_code=bank_code,
            branch_code=branch_code,
            account_number=account_number,
        )


class OtherAccountAtBank(Refused):
    """The file is about another account than the one it was given for."""

    def __init__(self, record: int, name: str) -> None:
        super().__init__(field="bankAccount", record=record, name=name)


class CsvFormatNotInForce(Refused):
    """The bank lays its files out like this on other days than that of the file or today."""

    def __init__(self, name: str, valid_from: date, valid_to: date | None) -> None:
        super().__init__(
            field="format",
            name=name,
            valid_from=valid_from.isoformat(),
            valid_to=valid_to.isoformat() if valid_to else "",
        )


ACCOUNTS = """
    SELECT b.id, b.name, a.bank_code, a.branch_code, a.kind, a.account_number
    FROM accounting.bank_account b LEFT JOIN banking.account_at_bank a ON a.bank_account = b.id
    WHERE b.company = $1 AND b.is_active
"""
FORMAT = "SELECT * FROM banking.csv_format WHERE id = $1"
KNOWN = """
    SELECT l.booked_on, l.direction, l.amount, l.inquiry_no, l.payer_key, l.description, l.running_no,
           s.source
    FROM banking.statement_line l JOIN banking.bank_statement s ON s.id = l.bank_statement
    WHERE l.company = $1 AND l.bank_account = $2 AND l.booked_on BETWEEN $3 AND $4 AND l.state <> 'WITHDRAWN'
"""
BEFORE = """
    SELECT s.closing FROM banking.bank_statement s JOIN banking.bank_import i ON i.id = s.bank_import
    WHERE s.company = $1 AND s.bank_account = $2 AND s.to_on < $3 AND i.undone_at IS NULL
      AND s.closing IS NOT NULL
    ORDER BY s.to_on DESC, s.number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class OurAccount:
    """A bank account of ours as its bank calls it; without numbers where nobody entered them."""

    id: UUID
    name: str
    bank_code: str | None
    branch_code: str | None
    kind: str | None
    account_number: str | None


async def our_accounts(act: Act) -> list[OurAccount]:
    """Every bank account in use."""
    return [OurAccount(**dict(row)) for row in await act.tx.rows(ACCOUNTS, act.company)]


def shape_of(row: dict[str, Any]) -> CsvShape:
    """A stored shape as the reader takes it."""
    return CsvShape(
        day=row["day_column"],
        description=row["description_column"],
        money_in=row["in_column"],
        money_out=row["out_column"],
        amount=row["amount_column"],
        payer=row["payer_column"],
        balance=row["balance_column"],
        reference=row["reference_column"],
        encoding=CsvEncoding(row["encoding"]),
        skip_rows=row["skip_rows"],
    )


def require_in_force(row: dict[str, Any], read: ReadFile, today: date) -> None:
    """A file is laid out as on the day it was fetched: today, or an older one the last day it tells of."""
    days = {today, *(each.to_on for each in read.statements)}
    first, last = row["valid_from"], row["valid_to"]
    if not any(first <= day and (last is None or day <= last) for day in days):
        raise CsvFormatNotInForce(row["name"], first, last)


def read_file(content: bytes, shape: CsvShape | None, received_on: date) -> ReadFile:
    """A file of fixed length says so itself; everything else is read in the shape that was named."""
    if looks_like_zengin(content):
        return read_zengin(content, received_on=received_on)
    if shape is None:
        raise BadInput("format", "CSV_FORMAT_NEEDED")
    return read_csv(content, shape, received_on=received_on)


def account_of(read: ReadStatement, accounts: Sequence[OurAccount], given: UUID | None) -> OurAccount:
    """Which account of ours a statement is about."""
    wanted = next((each for each in accounts if each.id == given), None)
    if given is not None and wanted is None:
        raise NotFound("BankAccount", given, field="bankAccount")
    if read.account_number is None:
        if wanted is None:
            raise BadInput("bankAccount", "BANK_ACCOUNT_NEEDED")
        return wanted
    number = read.account_number.lstrip("0").zfill(7)
    called = (read.bank_code, read.branch_code, read.kind and read.kind.value, number)
    for each in accounts:
        if (each.bank_code, each.branch_code, each.kind, each.account_number) == called:
            if wanted is not None and wanted.id != each.id:
                raise OtherAccountAtBank(read.record, each.name)
            return each
    raise UnknownAccountAtBank(read.record, read.bank_code or "", read.branch_code or "", number)


def _looks(line: ReadLine, payer_key: str | None) -> tuple[Any, ...]:
    """By this two lines of one account and kind of file are the same; twins are counted."""
    return (line.booked_on, line.direction.value, line.amount, line.inquiry_no, payer_key, line.description)


def payer_of(line: ReadLine) -> str | None:
    """Who paid: the bank's own field, or what its description says after the word for a transfer."""
    if line.direction is Direction.OUT and not line.cancels:
        return None
    return line.payer or (payer_in(line.description) if line.description else None)


async def new_lines(
    act: Act, read: ReadStatement, account: OurAccount, source: str, statement: UUID
) -> list[dict[str, Any]]:
    """The lines nobody has told us before (ZEN-10), as rows.

    The same transfer may come in two notices, as an incoming transfer and as a movement: then the payer, the
    day and the amount tell.
    """
    if not read.lines:
        return []
    days = [line.booked_on for line in read.lines]
    known = await act.tx.rows(KNOWN, act.company, account.id, min(days), max(days))
    names = ("booked_on", "direction", "amount", "inquiry_no", "payer_key", "description", "running_no")
    same = {tuple(r[name] for name in names) for r in known if r["source"] == source}
    elsewhere = Counter(
        (r["booked_on"], r["direction"], r["amount"], r["payer_key"])
        for r in known
        if r["source"] != source and r["payer_key"]
    )
    rows, twins = [], Counter[tuple[Any, ...]]()
    for line_no, line in enumerate(read.lines, 1):
        payer = payer_of(line)
        payer_key = name_key(payer) if payer else None
        looks = _looks(line, payer_key)
        twins[looks] += 1
        if (*looks, twins[looks]) in same:
            continue
        told = (line.booked_on, line.direction.value, line.amount, payer_key)
        if elsewhere[told] > 0:
            elsewhere[told] -= 1
            continue
        row = _row(act, line, payer, payer_key)
        rows.append(
            row
            | {"bank_statement": statement, "bank_account": account.id, "line_no": line_no}
            | {"running_no": twins[looks]}
        )
    return rows


def _row(act: Act, line: ReadLine, payer: str | None, payer_key: str | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "booked_on": line.booked_on,
        "direction": line.direction.value,
        "amount": line.amount,
        "currency": act.currency,
        "payer": payer,
        "payer_key": payer_key,
        "description": line.description,
        "edi": line.edi,
        "inquiry_no": line.inquiry_no,
        "remitter_code": line.remitter_code,
        "from_bank": line.from_bank,
        "from_branch": line.from_branch,
        "balance": line.balance,
        "cancels": line.cancels,
        "state": LineState.OPEN.value,
        "version": 1,
    }


async def statement_row(act: Act, read: ReadStatement, account: OurAccount, source: str) -> dict[str, Any]:
    """What the file says of the account as a whole, beside what the last statement ended with."""
    before = await act.tx.value(BEFORE, act.company, account.id, read.from_on)
    return {
        "id": new_id(),
        "company": act.company,
        "bank_account": account.id,
        "source": source,
        "from_on": read.from_on,
        "to_on": read.to_on,
        "opening": read.opening,
        "closing": read.closing,
        "expected_opening": before,
        "money_in": sum((each.amount for each in read.lines if each.direction is Direction.IN), ZERO),
        "money_out": sum((each.amount for each in read.lines if each.direction is Direction.OUT), ZERO),
        "currency": act.currency,
    }
