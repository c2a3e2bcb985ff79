"""Making the PDF of a self-billing once, after its issue and outside its transaction; kept as it is."""

import hashlib
import json
import logging
from datetime import date
from typing import Any
from uuid import UUID

from erp import printing
from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.filing import file_document
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind

log = logging.getLogger("erp.self_billing")

TEMPLATE = "modules/payables/prints/self_billing.typ"
READ = "payables.read_self_billing"
MOST_TRIES = 5
HELD_S = 120
AT_ONCE = 20

TAKE = """
UPDATE payables.self_billing
   SET held_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
 WHERE id IN (SELECT s.id FROM payables.self_billing s
               WHERE s.company = $1 AND s.file IS NULL AND s.attempts < $3
                 AND (s.held_until IS NULL OR s.held_until < clock_timestamp())
               ORDER BY s.id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING id, number, supplier, supplier_invoice, issued_on, currency, total, said::text AS said
"""
KEEP = """
UPDATE payables.self_billing
   SET file = $3, sha256 = $4, template_version = $5, rendered_at = $6, held_until = NULL
 WHERE id = $1 AND company = $2 AND file IS NULL RETURNING id
"""
NOT_YET = "SELECT file IS NULL FROM payables.self_billing WHERE id = $1 AND company = $2 FOR UPDATE"


async def render_self_billings(database: Database) -> int:
    """Make the PDFs that are not there yet, company by company; answers how many."""
    made = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        made += await _render(database, company["id"])
    return made


async def _render(database: Database, company: UUID) -> int:
    asking = await service_asking(database, company, "worker")
    made = 0
    async with database.transaction(asking=asking, verb="render_self_billing") as tx:
        taken = await tx.rows(TAKE, company, HELD_S, MOST_TRIES, AT_ONCE)
    for row in taken:
        try:
            content = await printing.pdf(TEMPLATE, json.loads(row["said"]), created=row["issued_on"])
        except (printing.PrintingFailed, printing.PrintTooLong):  # one that fails does not hold others back
            log.exception("self-billing %s could not be printed", row["number"])
            continue
        async with database.transaction(asking=asking, verb="render_self_billing") as tx:
            act = Act(tx=tx, asking=asking, verb="render_self_billing")
            made += await _keep(act, dict(row), content)
    return made


async def _keep(act: Act, row: dict[str, Any], content: bytes) -> int:
    if not await act.tx.value(NOT_YET, row["id"], act.company):
        return 0
    file = await files.keep(
        act, content, name=f"仕入明細書-{row['number']}.pdf", media_type="application/pdf", permission=READ
    )
    digest, version = hashlib.sha256(content).hexdigest(), printing.version_of(TEMPLATE)
    await act.tx.run(KEEP, row["id"], act.company, file, digest, version, act.at)
    issued_on: date = row["issued_on"]
    # It is the paper of the purchase too.
    for document in (row["id"], row["supplier_invoice"]):
        await file_document(
            act,
            file=file,
            document=document,
            kind=EvidenceKind.ISSUED_OTHER,
            direction=EvidenceDirection.ISSUED,
            channel=EvidenceChannel.SYSTEM,
            on=issued_on,
            amount=row["total"],
            currency=row["currency"],
            party=row["supplier"],
            document_number=row["number"],
        )
    return 1
