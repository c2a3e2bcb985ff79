"""Making an invoice's PDF once, after its issue and outside its transaction; what is kept is never made anew.

A request is written with the invoice. Whoever takes it holds it for a while, so that two workers do not print
the same; if both do all the same, the first one's file stays.
"""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import printing
from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.filing import file_document
from erp.kernel.keys import new_id
from modules.accounting import paper, tables

log = logging.getLogger("erp.rendering")

MOST_TRIES = 5
HELD_S = 40
AT_ONCE = 20
PDF = "application/pdf"
READ = "accounting.read_invoice"

_TAKE = """
UPDATE accounting.rendering_request SET held_until = clock_timestamp() + make_interval(secs => $2)
 WHERE id IN (SELECT r.id FROM accounting.rendering_request r
               WHERE r.company = $1 AND r.attempts < $3
                 AND (r.held_until IS NULL OR r.held_until < clock_timestamp())
                 AND ($5::uuid[] IS NULL OR r.invoice = ANY($5::uuid[]))
               ORDER BY r.id LIMIT $4)
   AND (held_until IS NULL OR held_until < clock_timestamp())
RETURNING invoice
"""
_FAILED = """
UPDATE accounting.rendering_request SET attempts = attempts + 1, failure = $3, held_until = NULL
 WHERE company = $1 AND invoice = $2
"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The PDF of an invoice that is not kept yet."""

    invoice: UUID
    name: str
    content: bytes
    said: dict[str, Any]


async def render_due(
    database: Database, *, wanted: list[UUID] | None = None, company: UUID | None = None
) -> int:
    """Make what was asked for, company by company; answers how many PDFs are kept now that were not."""
    if company is not None:
        companies = [company]
    else:
        companies = [
            row["id"] for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id")
        ]
    made = 0
    for each in companies:
        while taken := await _taken(database, each, wanted):
            made += await _render(database, each, taken)
            if len(taken) < AT_ONCE:
                break
    return made


async def _taken(database: Database, company: UUID, wanted: list[UUID] | None) -> list[UUID]:
    rows = await database.rows(_TAKE, company, HELD_S, MOST_TRIES, AT_ONCE, wanted, company=company)
    return [row["invoice"] for row in rows]


async def _render(database: Database, company: UUID, invoices: list[UUID]) -> int:
    results = await asyncio.gather(
        *(rendered(database, company, each) for each in invoices), return_exceptions=True
    )
    good = [each for each in results if isinstance(each, Rendered)]
    for invoice, result in zip(invoices, results, strict=True):
        if isinstance(result, Exception):
            log.error("invoice %s could not be printed", invoice, exc_info=result)
            await database.run(_FAILED, company, invoice, type(result).__name__, company=company)
        elif isinstance(result, BaseException):
            raise result
    return await _keep(database, company, good)


async def rendered(database: Database, company: UUID, invoice: UUID) -> Rendered:
    """The PDF as the invoice is on paper; nothing is written."""
    data = await paper.said(database, company, invoice)
    if data is None:
        raise NotFound("Invoice", invoice)
    images = {}
    for name in ("logo", "seal"):
        file = data["issuer"].get(name)
        if file:
            images[name] = await files.content_of(database, UUID(file), company=company)
    content = await printing.pdf(
        paper.TEMPLATE, data, created=date.fromisoformat(data["issued_on"]), images=images
    )
    return Rendered(invoice, paper.file_name(data), content, data)


async def _keep(database: Database, company: UUID, results: list[Rendered]) -> int:
    """One transaction for all; an invoice that somebody else rendered meanwhile keeps that file."""
    if not results:
        return 0
    asking = await service_asking(database, company, "worker")
    version = printing.version_of(paper.TEMPLATE)
    async with database.transaction(asking=asking, verb="render_invoice") as tx:
        act = Act(tx=tx, asking=asking, verb="render_invoice")
        # Whoever takes the request away keeps his file; there is one request and there is one rendering.
        won = await tx.rows(
            "DELETE FROM accounting.rendering_request WHERE invoice = ANY($1::uuid[]) RETURNING invoice",
            sorted(each.invoice for each in results),
        )
        mine = {row["invoice"] for row in won}
        rows = []
        for each in results:
            if each.invoice not in mine:
                continue
            file = await files.keep(act, each.content, name=each.name, media_type=PDF, permission=READ)
            await file_document(
                act, file=file, document=each.invoice, kind="ISSUED_INVOICE", direction="ISSUED",
                channel="SYSTEM", on=date.fromisoformat(each.said["issued_on"]),
                amount=Decimal(each.said["total"]), currency=each.said["currency"],
                party=UUID(each.said["customer"]), document_number=each.said["number"],
            )  # fmt: skip
            rows.append(
                {
                    "id": new_id(),
                    "company": company,
                    "invoice": each.invoice,
                    "file": file,
                    "sha256": hashlib.sha256(each.content).hexdigest(),
                    "template": paper.TEMPLATE,
                    "template_version": version,
                    "rendered_at": act.at,
                }
            )
        if rows:
            await tx.insert(tables.InvoiceRendering, rows)
    return len(rows)
