"""Making the PDF of an order once, after it is placed and outside its transaction; then it goes by mail."""

import hashlib
import json
import logging
from typing import Any
from uuid import UUID

from erp import printing
from erp.access import service_asking
from erp.kernel import files, mail
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.filing import file_document
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind

log = logging.getLogger("erp.purchase_order")

TEMPLATE = "modules/purchasing/prints/purchase_order.typ"
READ = "purchasing.read_purchase_order"
MOST_TRIES = 5
HELD_S = 120
AT_ONCE = 20

TAKE = """
UPDATE purchasing.purchase_order
   SET held_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
 WHERE id IN (SELECT o.id FROM purchasing.purchase_order o
               WHERE o.company = $1 AND o.file IS NULL AND o.said IS NOT NULL AND o.attempts < $3
                 AND (o.held_until IS NULL OR o.held_until < clock_timestamp())
               ORDER BY o.id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING id, number, supplier, ordered_on, currency, total, mail_to, said::text AS said
"""
KEEP = """
UPDATE purchasing.purchase_order
   SET file = $3, sha256 = $4, template_version = $5, rendered_at = $6::timestamptz, held_until = NULL,
       mailed_at = CASE WHEN mail_to IS NULL THEN NULL ELSE $6::timestamptz END
 WHERE id = $1 AND company = $2 AND file IS NULL
"""
NOT_YET = "SELECT file IS NULL FROM purchasing.purchase_order WHERE id = $1 AND company = $2 FOR UPDATE"


async def render_purchase_orders(database: Database) -> int:
    """Make the PDFs that are not there yet, company by company; answers how many."""
    made = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        made += await _render(database, company["id"])
    return made


async def _render(database: Database, company: UUID) -> int:
    asking = await service_asking(database, company, "worker")
    made = 0
    async with database.transaction(asking=asking, verb="render_purchase_order") as tx:
        taken = await tx.rows(TAKE, company, HELD_S, MOST_TRIES, AT_ONCE)
    for row in taken:
        try:
            content = await printing.pdf(TEMPLATE, json.loads(row["said"]), created=row["ordered_on"])
        except (printing.PrintingFailed, printing.PrintTooLong):  # one that fails does not hold others back
            log.exception("purchase order %s could not be printed", row["number"])
            continue
        async with database.transaction(asking=asking, verb="render_purchase_order") as tx:
            act = Act(tx=tx, asking=asking, verb="render_purchase_order")
            made += await _keep(act, dict(row), content)
    return made


async def _keep(act: Act, row: dict[str, Any], content: bytes) -> int:
    if not await act.tx.value(NOT_YET, row["id"], act.company):
        return 0
    file = await files.keep(
        act, content, name=f"注文書-{row['number']}.pdf", media_type="application/pdf", permission=READ
    )
    digest, version = hashlib.sha256(content).hexdigest(), printing.version_of(TEMPLATE)
    await act.tx.run(KEEP, row["id"], act.company, file, digest, version, act.at)
    await file_document(
        act,
        file=file,
        document=row["id"],
        kind=EvidenceKind.ISSUED_OTHER,
        direction=EvidenceDirection.ISSUED,
        channel=EvidenceChannel.SYSTEM,
        on=row["ordered_on"],
        amount=row["total"],
        currency=row["currency"],
        party=row["supplier"],
        document_number=row["number"],
    )
    if row["mail_to"]:
        await _send(act, row, file)
    return 1


async def _send(act: Act, row: dict[str, Any], file: UUID) -> None:
    said = json.loads(row["said"])
    buyer, seller = said["buyer"]["name"], said["seller"]["name"]
    await mail.send(
        act,
        to=[row["mail_to"]],
        subject=f"注文書 {row['number']}（{buyer}）",
        text=f"{seller} 御中\n\n注文書 {row['number']} をお送りします。\n\n{buyer}\n",
        attachments=[file],
        origin=f"purchase_order:{row['id']}:sent",
    )
