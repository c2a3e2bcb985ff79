"""Report what came of work: the only way in which an order gets further."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.reporting import ReadBack, Report, keep_attempt, take_in
from modules.identity.states import WorkOutcome
from modules.identity.telling import ToldAccount

READ = "identity.read_account_wish"


@dataclass(frozen=True, kw_only=True)
class WorkStep:
    """One call of the try, in words."""

    what: str
    outcome: str
    detail: str | None = None


async def report_identity_work(
    *,
    act: Act,
    item: UUID,
    token: int,
    outcome: WorkOutcome,
    reason: str | None = None,
    retry_at: datetime | None = None,
    account: ToldAccount | None = None,
    proof: ReadBack | None = None,
    steps: list[WorkStep] | None = None,
    file_name: str | None = None,
    file_base64: str | None = None,
) -> UUID:
    """Keep the try, and let it count if its number is the newest; an older one changes nothing.

    A leaver is done only with a proof that he is out. Refuses an item that is not there (`NOT_FOUND`).
    """
    rows = await lock_rows(act, tables.Wish, [item])
    if not rows:
        raise NotFound("account_wish", item, field="item")
    wish = rows[0]
    report = Report(outcome=outcome, reason=reason, retry_at=retry_at, account=account, proof=proof)
    counts = wish["lease"] == token and wish["leased_until"] is not None
    told = [{"what": each.what, "outcome": each.outcome, "detail": each.detail} for each in steps or []]
    await keep_attempt(act, wish, report, token, counts, told)
    if not counts:
        return item
    change = await take_in(act, wish, report)
    if outcome is WorkOutcome.BY_HAND and file_base64:
        change["manual_file"] = await _file(act, file_name or "作業依頼.csv", file_base64)
    await act.tx.update(tables.Wish, [{"id": item} | change])
    return item


async def _file(act: Act, name: str, kept: str) -> UUID:
    try:
        content = base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("fileBase64", "NOT_BASE64") from None
    return await files.keep(act, content, name=name, media_type="text/csv", permission=READ)
