"""What nobody gets around: rights beyond one's own, one's own rights, and duties that must stay apart.

An action that must be done by two people asks `require_other_person` in its transaction.
"""

from collections.abc import Collection
from uuid import UUID

from erp.access.queries import Rights, duties, in_company, rights_of
from erp.access.rules.duties import broken
from erp.access.tables import DutyUse
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id

SHOWN = 10


class OwnRights(Refused):
    """Nobody changes his own rights or ends his own access; another person has to."""


class BeyondOwnRights(Refused):
    """Nobody gives away what he does not hold himself."""


class DutiesConflict(Refused):
    """One person would hold two duties that should stay apart. It can be accepted, knowingly."""


class DutiesApart(Refused):
    """One person would hold two duties that must stay apart."""


class SamePerson(Refused):
    """The same person has already acted on the other side of this; another one has to do it."""


class CombinedDuty(Refused):
    """One person would do both sides of this: it takes a reason, and somebody else looks at it."""


class LastAdministrator(Refused):
    """There would be nobody left who could manage people and rights."""


class ServiceAccount(Refused):
    """This is an account for programs: nobody signs in with it."""


def is_the_house(act: Act) -> bool:
    """The command line on the server itself: whoever can start it can read the database anyway."""
    return act.asking.via == "command"


def refuse_own(act: Act, user: UUID) -> None:
    """Refuse to do this to oneself."""
    if user == act.actor and not is_the_house(act):
        raise OwnRights()


async def refuse_beyond_own(act: Act, permissions: Collection[str], company: UUID | None) -> None:
    """Refuse to give, in a company or in all (None), what the asker does not hold there."""
    if is_the_house(act):
        return
    own = in_company(await rights_of(act.tx, act.actor), company)
    if act.asking.token is not None:
        # A token hands on no more than its own scopes.
        own &= act.permissions
    beyond = sorted(set(permissions) - own)
    if beyond:
        raise BeyondOwnRights(permissions=beyond[:SHOWN], count=len(beyond))


async def refuse_more_powerful(act: Act, user: UUID) -> None:
    """Refuse to take over somebody who may do more: who sets a password could sign in with it."""
    for company, permissions in (await rights_of(act.tx, user)).items():
        await refuse_beyond_own(act, permissions, company)


async def refuse_elsewhere(act: Act, user: UUID, permission: str) -> None:
    """Refuse to touch somebody who works where the asker may not do this: walls hold for people as well."""
    for company, held in (await rights_of(act.tx, user)).items():
        if held:
            await refuse_beyond_own(act, {permission}, company)


async def refuse_conflicting_duties(act: Act, before: Rights, after: Rights, *, accepted: bool) -> None:
    """Check that a change of somebody's rights brings no two duties together that were apart before."""
    rules = await duties(act.tx)
    for company in after:
        already = broken(rules, in_company(before, company))
        new = [rule for rule in broken(rules, in_company(after, company)) if rule not in already]
        strict = [rule for rule in new if rule.mode == "REFUSE"]
        for rule in strict or ([] if accepted else new):
            kind = DutiesApart if strict else DutiesConflict
            raise kind(
                rule=rule.code,
                permission_a=rule.permission_a,
                permission_b=rule.permission_b,
                reason=rule.reason,
            )


async def require_other_person(
    act: Act,
    other_actor: UUID,
    rule: str,
    *,
    document: UUID | None = None,
    kind: str = "",
    reason: str | None = None,
) -> None:
    """What the rule of that code says where the asker already acted on the other side.

    REFUSE refuses; REVIEW wants a reason and has somebody else look at it afterwards; WARN only has it looked
    at, where the document is named. A token acts as its holder, so it is no other person.
    """
    if other_actor != act.actor:
        return
    found = await act.tx.row("SELECT id, mode FROM access.sod_rule WHERE code = $1", rule)
    if found is None or found["mode"] == "OFF":
        return
    if found["mode"] == "REFUSE":
        raise SamePerson(rule=rule)
    said = (reason or "").strip() or None
    if found["mode"] == "REVIEW" and said is None:
        raise CombinedDuty(rule=rule, field="reason")
    if document is not None:
        use = {"id": new_id(), "company": act.company, "rule": found["id"], "person": act.actor}
        what = {"document_kind": kind, "document": document, "reason": said}
        await act.tx.insert(DutyUse, [use | what | {"used_on": act.today, "used_at": act.at}])
