"""Making a bill's PDF once, after its issue and outside its transaction; what is kept is never made anew."""

import asyncio
import logging
from datetime import date
from typing import Any
from uuid import UUID

from erp import printing
from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.digits import wire
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.billing import tables

log = logging.getLogger("erp.rendering")

TEMPLATE = "modules/billing/prints/closing_bill.typ"
PDF = "application/pdf"
READ = "billing.read_closing_bill"
AT_ONCE = 20

_DUE = """
    SELECT b.id FROM billing.closing_bill b
     WHERE b.company = $1 AND b.state = 'ISSUED' AND ($2::uuid[] IS NULL OR b.id = ANY($2::uuid[]))
       AND NOT EXISTS (SELECT FROM billing.closing_bill_rendering r WHERE r.bill = b.id)
     ORDER BY b.id LIMIT $3
"""
_HEAD = """
    SELECT b.*, c.name AS issuer, c.t_number, c.postal_code, c.address, c.phone, p.name AS recipient, p.kind,
           p.language, (SELECT i.number FROM accounting.invoice i WHERE i.id = b.invoice) AS invoice_number,
           a.postal_code AS to_postal_code,
           concat(a.prefecture, a.city, a.street,
                  CASE WHEN a.building IS NULL THEN '' ELSE ' ' || a.building END) AS to_address
      FROM billing.closing_bill b
      JOIN masterdata.company c ON c.id = b.company
      JOIN masterdata.party p ON p.id = b.customer
      LEFT JOIN LATERAL (SELECT * FROM masterdata.party_address x WHERE x.party = p.id AND x.is_active
                          ORDER BY x.kind <> 'BILLING', NOT x.is_default, x.id LIMIT 1) a ON true
     WHERE b.id = $1
"""
_LINES = """
    SELECT s.supplied_on, s.number, d.name AS delivered_to, l.description, l.quantity, u.name_ja AS unit,
           l.unit_price, l.tax_rate, t.kind, l.amount
      FROM billing.supply s
      JOIN billing.supply_line l ON l.supply = s.id
      JOIN masterdata.party d ON d.id = s.delivered_to
      JOIN masterdata.tax_code t ON t.id = l.tax_code
      LEFT JOIN masterdata.unit u ON u.id = l.unit
     WHERE s.bill = $1 ORDER BY s.supplied_on, s.number, l.line_no
"""
_DOCUMENTS = """
    SELECT happened_on, kind, number, amount FROM billing.closing_bill_document
     WHERE bill = $1 AND NOT is_before ORDER BY happened_on, number
"""
_TAXES = """
    SELECT x.rate, x.base, x.tax, t.kind, t.name_ja, t.name_en
      FROM billing.closing_bill_tax x JOIN masterdata.tax_code t ON t.id = x.tax_code
     WHERE x.bill = $1 ORDER BY x.rate DESC, t.code
"""
_MONEY = ("previous", "received", "adjusted", "carried", "sales", "tax", "balance", "total")


async def render_bills(database: Database, wanted: list[UUID] | None = None) -> int:
    """Make the PDFs that are not there yet, company by company; answers how many."""
    made = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        while True:
            due = await database.rows(_DUE, company["id"], wanted, AT_ONCE, company=company["id"])
            done, _ = await render(database, company["id"], [row["id"] for row in due])
            made += done
            if done < AT_ONCE:
                break
    return made


async def render(database: Database, company: UUID, bills: list[UUID]) -> tuple[int, list[UUID]]:
    """Print these bills; answers how many were, and which could not be."""
    results = await asyncio.gather(
        *(printed(database, company, each) for each in bills), return_exceptions=True
    )
    good: list[tuple[UUID, str, bytes]] = []
    failed = []
    for bill, result in zip(bills, results, strict=True):
        if isinstance(result, Exception):
            log.error("bill %s could not be printed", bill, exc_info=result)
            failed.append(bill)
        elif isinstance(result, BaseException):
            raise result
        else:
            good.append((bill, *result))
    return await _keep(database, company, good), failed


async def printed(database: Database, company: UUID, bill: UUID) -> tuple[str, bytes]:
    """Name and content of the PDF; nothing is written."""
    data = await said(database, company, bill)
    content = await printing.pdf(TEMPLATE, data, created=date.fromisoformat(data["closing_on"]))
    return f"{data['number']}.pdf", content


async def said(database: Database, company: UUID, bill: UUID) -> dict[str, Any]:
    """What stands on the paper, as text."""
    (head,) = await database.rows(_HEAD, bill, company=company)
    data = {name: _text(value) for name, value in dict(head).items()}
    parts = {"lines": _LINES, "documents": _DOCUMENTS, "taxes": _TAXES}
    for name, sql in parts.items():
        rows = await database.rows(sql, bill, company=company)
        data[name] = [{key: _text(value) for key, value in dict(row).items()} for row in rows]
    return data


def _text(value: Any) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, UUID):
        return str(value)
    return wire(value)


async def _keep(database: Database, company: UUID, good: list[tuple[UUID, str, bytes]]) -> int:
    if not good:
        return 0
    asking = await service_asking(database, company, "worker")
    version = printing.version_of(TEMPLATE)
    async with database.transaction(asking=asking, verb="render_closing_bill") as tx:
        act = Act(tx=tx, asking=asking, verb="render_closing_bill")
        # Two workers may have printed the same; the first one's file stays.
        await lock_name(act, "closing_bill_rendering", company)
        there = await tx.rows(
            "SELECT bill FROM billing.closing_bill_rendering WHERE bill = ANY($1::uuid[])",
            [bill for bill, _, _ in good],
        )
        kept = {row["bill"] for row in there}
        rows = []
        for bill, name, content in good:
            if bill not in kept:
                file = await files.keep(act, content, name=name, media_type=PDF, permission=READ)
                rows.append(
                    {
                        "id": new_id(), "company": company, "bill": bill, "file": file,
                        "template_version": version, "rendered_at": act.at,
                    }
                )  # fmt: skip
        await tx.insert(tables.ClosingBillRendering, rows)
    return len(good)
