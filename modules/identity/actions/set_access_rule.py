"""Set a rule: who gets an account in a system, and what with it."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.granting import refuse_beyond_own
from modules.identity.systems import the_system

OF_SYSTEM = "SELECT count(*) FROM identity.entitlement WHERE system = $1 AND id = ANY($2::uuid[])"


async def set_access_rule(
    *,
    act: Act,
    system: UUID,
    name: str,
    reason: str,
    grants: list[UUID] | None = None,
    department: UUID | None = None,
    includes_below: bool = True,
    position: str | None = None,
    rank_from: int | None = None,
    employment_type: str | None = None,
    place: str | None = None,
    project: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> UUID:
    """Add a rule from a day on; a condition left empty means everybody. A rule is never changed, only ended.

    What it leads to is seen in the next plan. Refuses grants of another system, roles of this house that one
    could not give oneself, and an end before its beginning.
    """
    await the_system(act, system)
    if not name.strip() or not reason.strip():
        raise BadInput("reason" if name.strip() else "name", "REQUIRED")
    valid_from = valid_from or act.today
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "BEFORE_ITS_BEGINNING")
    chosen = sorted(set(grants or []))
    if await act.tx.value(OF_SYSTEM, system, chosen) != len(chosen):
        raise BadInput("grants", "OF_ANOTHER_SYSTEM")
    for each in chosen:
        await refuse_beyond_own(act, each)
    rule = new_id()
    meant: dict[str, Any] = {
        "department": department,
        "includes_below": includes_below,
        "rank_from": rank_from,
    }
    words = {"position": position, "employment_type": employment_type, "place": place, "project": project}
    meant |= {key: (value or "").strip() or None for key, value in words.items()}
    head = {"id": rule, "company": act.company, "system": system, "name": name.strip()}
    head |= {"reason": reason.strip(), "set_by": act.actor, "set_at": act.at}
    await act.tx.insert(tables.AccessRule, [head | meant | {"valid_from": valid_from, "valid_to": valid_to}])
    await act.tx.insert(
        tables.RuleGrant,
        [{"id": new_id(), "company": act.company, "rule": rule, "entitlement": each} for each in chosen],
    )
    return rule
