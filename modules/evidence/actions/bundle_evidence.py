"""Bundle evidence: ask for one file with everything that matches, its list and its checksums."""

import json
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from modules.evidence import tables
from modules.evidence.matching import EvidenceConditions, where
from modules.evidence.states import IndexEncoding, WorkState


class NothingToBundle(Refused):
    """No evidence matches these conditions."""


async def bundle_evidence(
    *, act: Act, conditions: EvidenceConditions, encoding: IndexEncoding = IndexEncoding.UTF8
) -> UUID:
    """Have all matching evidence put together in the background; refuses `NOTHING_TO_BUNDLE`."""
    kept = json.loads(json.dumps(conditions.kept()))
    matching = where(kept, act.company)
    total = await act.tx.value(
        f"SELECT count(*) FROM evidence.evidence e WHERE {matching.text}", *matching.values
    )
    if not total:
        raise NothingToBundle()
    bundle = new_id()
    row = {"id": bundle, "company": act.company, "state": WorkState.WAITING.value, "conditions": kept}
    row |= {"encoding": encoding.value, "total": total, "requested_by": act.actor, "requested_at": act.at}
    await act.tx.insert(tables.EvidenceBundle, [row])
    return bundle
