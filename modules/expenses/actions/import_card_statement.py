"""Import a card statement: a file is taken over as a whole or not at all, and nothing of it twice."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.files import Attached, keep_as
from erp.kernel.filing import file_document
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from erp.kernel.register import register_document
from erp.masterdata.rules.name_key import name_key
from modules.expenses import tables
from modules.expenses.refusals import CardFileThere, CardFileUnreadable, CardPreview
from modules.expenses.rules.card_csv import CardRow, Shape, Unreadable, read_card
from modules.expenses.states import CardEncoding

KNOWN = """
    SELECT used_on, amount, shop_key, reference, running_no FROM expenses.card_line
    WHERE card = $1 AND used_on BETWEEN $2 AND $3
"""


async def import_card_statement(
    *, act: Act, card: UUID, file: Attached, format: UUID, preview: bool = False
) -> UUID:
    """Take over what is new in a file; what an earlier file told already is passed over.

    `CARD_FILE_UNREADABLE` names every line that cannot be read, by row and column, and lines of another card.
    The format must be in force on the file's last day. A `preview` takes nothing over and is refused with
    what would come in (`CARD_PREVIEW`).
    """
    held = await act.tx.row(
        """SELECT id, name, last_digits FROM expenses.company_card
           WHERE id = $1 AND company = $2 AND is_active""",
        card,
        act.company,
    )
    if held is None:
        raise NotFound("CompanyCard", card, field="card")
    shape, days = await _shape(act, format)
    read = await asyncio.to_thread(read_card, file.content, shape)
    others = [each for each in read.lines if each.digits not in (None, held["last_digits"])]
    errors = [*read.errors, *(_other_card(each, shape) for each in others[:20])]
    if errors:
        raise CardFileUnreadable([_told(each) for each in errors])
    last = max(each.used_on for each in read.lines)
    if not days[0] <= last or (days[1] is not None and last > days[1]):
        raise BadInput("format", "NOT_IN_FORCE", valid_from=days[0], valid_to=days[1])
    await lock_name(act, "card_statement", card)
    there = await act.tx.value(
        "SELECT number FROM expenses.card_statement WHERE company = $1 AND sha256 = $2",
        act.company,
        file.sha256,
    )
    if there:
        raise CardFileThere(there)
    new = await _new(act, card, read.lines)
    total = sum((each["amount"] for each in new), ZERO)
    first = min(each.used_on for each in read.lines)
    if preview:
        raise CardPreview(len(read.lines), len(new), total, first, last)
    head = {"card": card, "from_on": first, "to_on": last, "line_count": len(read.lines), "total": total}
    return await _keep(act, file, head, new, held["name"])


async def _shape(act: Act, format: UUID) -> tuple[Shape, tuple[date, date | None]]:
    row = await act.tx.row("SELECT * FROM expenses.card_format WHERE id = $1", format)
    if row is None:
        raise NotFound("CardFormat", format, field="format")
    shape = Shape(
        day=row["day_column"],
        shop=row["shop_column"],
        amount=row["amount_column"],
        card=row["card_column"],
        reference=row["reference_column"],
        encoding=CardEncoding(row["encoding"]),
        skip_rows=row["skip_rows"],
    )
    return shape, (row["valid_from"], row["valid_to"])


def _other_card(line: CardRow, shape: Shape) -> Unreadable:
    return Unreadable(line.row, shape.card or "", "OTHER_CARD", line.digits or "")


def _told(each: Unreadable) -> dict[str, str]:
    return {"row": str(each.row), "column": each.column, "reason": each.reason, "given": each.given}


async def _new(act: Act, card: UUID, lines: Sequence[CardRow]) -> list[dict[str, Any]]:
    """The lines nobody told before; twins of one file are counted, so that both come in and neither twice."""
    first, last = min(each.used_on for each in lines), max(each.used_on for each in lines)
    names = ("used_on", "amount", "shop_key", "reference", "running_no")
    known = {tuple(row[name] for name in names) for row in await act.tx.rows(KNOWN, card, first, last)}
    twins: Counter[tuple[Any, ...]] = Counter()
    rows = []
    for each in lines:
        looks: tuple[date, Decimal, str, str | None] = (
            each.used_on,
            each.amount,
            name_key(each.shop),
            each.reference,
        )
        twins[looks] += 1
        if (*looks, twins[looks]) in known:
            continue
        rows.append(
            {
                "id": new_id(),
                "company": act.company,
                "card": card,
                "line_no": each.row,
                "used_on": each.used_on,
                "shop": each.shop,
                "shop_key": looks[2],
                "amount": each.amount,
                "reference": each.reference,
                "running_no": twins[looks],
            }
        )
    return rows


async def _keep(
    act: Act, file: Attached, head: dict[str, Any], lines: list[dict[str, Any]], card: str
) -> UUID:
    made = new_id()
    kept = await keep_as(act, file, permission="expenses.read_card_statement")
    number = await next_number(act, "card_statement", head["to_on"])
    own = {
        "id": made,
        "company": act.company,
        "number": number,
        "file": kept,
        "file_name": file.name,
        "sha256": file.sha256,
        "new_count": len(lines),
        "currency": act.currency,
        "imported_by": act.actor,
        "imported_at": act.at,
    }
    await act.tx.insert(tables.CardStatement, [head | own])
    await act.tx.insert(tables.CardLine, [line | {"card_statement": made} for line in lines])
    await register_document(
        act, kind="card_statement", id=made, number=number, on=head["to_on"], title=card, amount=head["total"]
    )
    await file_document(
        act,
        file=kept,
        document=made,
        kind=EvidenceKind.OTHER,
        direction=EvidenceDirection.RECEIVED,
        channel=EvidenceChannel.UPLOAD,
        on=head["to_on"],
        party_name=card,
        document_number=number,
    )
    return made
