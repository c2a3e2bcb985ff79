"""This house as a system among the others: what is ordered is done in the same transaction.

Whoever leaves is out at once: no session, no token and no password of his opens anything, what waits for his
approval waits for another, and the records he owned have a new owner.
"""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp import access, approval, masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from modules import hr
from modules.identity import tables
from modules.identity.states import StopProof, WishState, WorkOutcome

HIS = "SELECT id FROM identity.account WHERE system = $1 AND person = $2 AND gone_at IS NULL"
WISH = "SELECT * FROM identity.wish WHERE system = $1 AND person = $2 FOR UPDATE"
ACCOUNT = """
    SELECT a.* FROM identity.account a WHERE a.system = $1 AND a.person = $2 AND a.gone_at IS NULL
"""
HEIR = """
    SELECT h.last_day, coalesce((SELECT o.successor FROM identity.arrangement o
        WHERE o.company = $1 AND o.person = $2), h.manager) AS heir
    FROM identity.holder h WHERE h.company = $1 AND h.person = $2
"""
# Read back where everybody who asks is looked up: the same rows that open the door.
PROOF = """
    SELECT u.is_active, (SELECT count(*) FROM access.session s WHERE s.holder = u.id AND s.ended_at IS NULL
               AND s.expires_at > now()) AS sessions,
           (SELECT count(*) FROM access.api_token t WHERE t.holder = u.id AND t.revoked_at IS NULL
               AND t.expires_at > now()) AS tokens
    FROM access.app_user u WHERE u.id = $1
"""
HELD = """
    WITH now_held AS (
        SELECT e.id FROM access.role_grant g JOIN access.role r ON r.id = g.role
        JOIN identity.entitlement e ON e.system = $2 AND e.kind = 'GROUP' AND e.external_id = r.code
        WHERE g.holder = $3 AND (g.in_company IS NULL OR g.in_company = $4)),
    dropped AS (DELETE FROM identity.account_entitlement x WHERE x.account = $1
        AND x.entitlement NOT IN (SELECT id FROM now_held))
    INSERT INTO identity.account_entitlement (company, account, entitlement)
    SELECT DISTINCT $4::uuid, $1::uuid, id FROM now_held ON CONFLICT DO NOTHING
"""


async def apply_built_in(act: Act, item: Any) -> None:
    """Make a person's account in this house as it should be, and write down what was done."""
    wanted = _json(item["wanted"])
    before = await act.tx.row(WISH, item["system"], item["person"])
    if before is not None and before["version"] != item["wish_version"]:
        return
    account = await act.tx.row(ACCOUNT, item["system"], item["person"])
    steps: list[dict[str, Any]] = []
    outcome, reason, user = WorkOutcome.DONE, None, UUID(account["external_id"]) if account else None
    async with act.tx.savepoint("built_in"):
        try:
            if item["want"] == "ACTIVE":
                user = await _let_in(act, item, wanted, user, steps)
            elif user is not None:
                await _lock_out(act, item, user, steps)
        except Refused as refused:
            outcome, reason = WorkOutcome.REJECTED, str(refused)
    if user is not None:
        await _keep_account(act, item, wanted, user, account)
    await _keep_wish(act, item, before, user, outcome, reason, steps)


async def _let_in(
    act: Act, item: Any, wanted: dict[str, Any], user: UUID | None, steps: list[dict[str, Any]]
) -> UUID:
    if user is None and item["hr_user"] is not None:
        user = item["hr_user"]
    if user is None:
        user = await access.add_person(
            act,
            login=wanted["userName"],
            name=wanted["displayName"],
            email=wanted["email"] or None,
            language=wanted["language"],
        )
        steps.append({"what": "利用者を作成", "outcome": "DONE", "detail": wanted["userName"]})
    elif await access.let_in_again(act, user):
        steps.append({"what": "利用者を有効にする", "outcome": "DONE", "detail": wanted["userName"]})
    for role in _json(item["groups"]):
        await access.grant_role(act, user, role)
        steps.append({"what": "役割を付ける", "outcome": "DONE", "detail": role})
    for role in _json(item["groups_to_leave"]):
        await access.withdraw_role(act, user, role)
        steps.append({"what": "役割を外す", "outcome": "DONE", "detail": role})
    return user


async def _lock_out(act: Act, item: Any, user: UUID, steps: list[dict[str, Any]]) -> None:
    ended = await access.lock_out(act, user)
    steps.append({"what": "利用者を無効にする", "outcome": "DONE", "detail": None})
    steps.append({"what": "ログイン中の端末を切る", "outcome": "DONE", "detail": str(ended.sessions)})
    steps.append({"what": "APIトークンを無効にする", "outcome": "DONE", "detail": str(ended.tokens)})
    if not item["is_leaver"]:
        return
    moved = await approval.reroute_all(act)
    steps.append({"what": "承認待ちを別の人に回す", "outcome": "DONE", "detail": str(moved)})
    heir = await _heir(act, item["person"])
    if heir is None:
        steps.append({"what": "担当の引継ぎ", "outcome": "WAIT", "detail": "後任が決まっていません"})
        return
    owned = await masterdata.hand_over_owned(act, user, heir)
    steps.append({"what": "担当の引継ぎ", "outcome": "DONE", "detail": str(owned)})


async def _heir(act: Act, person: UUID) -> UUID | None:
    """The user who takes over: of the successor who was named, else of who led him last."""
    known = await act.tx.row(HEIR, act.company, person)
    heir = known["heir"] if known is not None else None
    if heir is None and known is not None and known["last_day"] is not None:
        before = await hr.people_on(act.tx, known["last_day"] - timedelta(days=1), [person])
        heir = before[0].manager if before else None
    told = await hr.people_on(act.tx, act.today, [heir]) if heir is not None else []
    return told[0].user if told and told[0].state != "LEFT" else None


async def _keep_account(act: Act, item: Any, wanted: dict[str, Any], user: UUID, known: Any) -> None:
    told: dict[str, Any] = {
        "key": wanted.get("key"),
        "user_name": wanted.get("userName") or (known["user_name"] if known else ""),
        "email": wanted.get("email", ""),
        "family_name": wanted.get("familyName", ""),
        "given_name": wanted.get("givenName", ""),
        "display_name": wanted.get("displayName", ""),
        "department": wanted.get("department", ""),
        "title": wanted.get("title", ""),
        "standing": "ACTIVE"
        if await act.tx.value("SELECT is_active FROM access.app_user WHERE id = $1", user)
        else "SUSPENDED",
        "seen_at": act.at,
    }
    if known is None:
        id = new_id()
        head = {"id": id, "company": act.company, "system": item["system"], "external_id": str(user)}
        head |= {"person": item["person"], "matched_by": "CREATED", "is_administrator": False}
        await act.tx.insert(tables.Account, [head | told | {"first_seen_at": act.at}])
    else:
        id = known["id"]
        await act.tx.update(tables.Account, [{"id": id} | told])
    await act.tx.run(HELD, id, item["system"], user, act.company)


async def _keep_wish(
    act: Act,
    item: Any,
    before: Any,
    user: UUID | None,
    outcome: WorkOutcome,
    reason: str | None,
    steps: list[dict[str, Any]],
) -> None:
    read, how = await _read_back(act, user)
    wish = before["id"] if before is not None else new_id()
    version, done = item["wish_version"] + 1, outcome is WorkOutcome.DONE
    account = await act.tx.value(HIS, item["system"], item["person"])
    order = {name: item[name] for name in ("want", "cause", "is_leaver", "fingerprint")}
    lists = ("wanted", "groups", "groups_to_leave", "licences", "licences_to_take", "reasons")
    order |= {name: _json(item[name]) for name in lists}
    order |= {"id": wish, "company": act.company, "system": item["system"], "person": item["person"]}
    order |= {"account": account, "version": version, "end_sessions": item["want"] != "ACTIVE"}
    order |= {"ordered_at": act.at, "next_at": None, "read_state": read, "read_how": how, "read_at": act.at}
    order |= {"groups_left": 0, "last_outcome": outcome.value, "last_reason": reason, "escalated": 0}
    order |= {"state": (WishState.DONE if done else WishState.PARKED).value}
    order |= _proved(act, stopped=done and item["want"] != "ACTIVE" and read != "ACTIVE", done=done)
    await (act.tx.update if before is not None else act.tx.insert)(tables.Wish, [order])
    said = {"id": new_id(), "company": act.company, "wish": wish, "version": version}
    kept = {name: order[name] for name in ("want", "wanted", "groups", "licences", "cause", "reasons")}
    by = {"identity_plan": item["identity_plan"], "ordered_by": act.actor, "ordered_at": act.at}
    await act.tx.insert(tables.WishVersion, [said | kept | by])
    tried: dict[str, Any] = {"lease": 0, "counts": True, "outcome": outcome.value, "reason": reason}
    tried |= {"read_state": read, "read_how": how, "groups_left": 0, "steps": steps, "reported_by": act.actor}
    await act.tx.insert(tables.Attempt, [said | {"id": new_id()} | tried | {"reported_at": act.at}])
    await act.tx.run("UPDATE identity.plan_item SET applied = true WHERE id = $1", item["id"])


async def _read_back(act: Act, user: UUID | None) -> tuple[str, str]:
    if user is None:
        return "ABSENT", "このERPに利用者がない"
    seen = await act.tx.row(PROOF, user)
    shut = seen is not None and not (seen["is_active"] or seen["sessions"] or seen["tokens"])
    return "SUSPENDED" if shut else "ACTIVE", "利用者・端末・トークンを読み返した"


def _proved(act: Act, *, stopped: bool, done: bool) -> dict[str, Any]:
    sure = StopProof.SETTLED if stopped else StopProof.OPEN
    return {
        "stop_proof": sure.value,
        "proved_at": act.at if stopped else None,
        "clean_reads": 2 if stopped else 0,
        "done_at": act.at if done else None,
    }


def _json(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else kept
