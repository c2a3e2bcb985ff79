"""What a report changes: the account that is known, how far the order is, and what is proved of a leaver."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.errors import as_json
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.rules.proving import after_failure, after_read, clean, look_again_in
from modules.identity.states import ReadState, StopProof, Want, WishState, WorkOutcome
from modules.identity.telling import ToldAccount

BROKEN_WAIT_S = 300
BY_EXTERNAL_ID = "SELECT * FROM identity.account WHERE system = $1 AND external_id = $2"
OTHERS = """
    SELECT user_name FROM identity.account
    WHERE system = $1 AND person = $2 AND gone_at IS NULL AND external_id <> $3
"""
# What was ordered is there; a system that tells nothing of groups is believed to have done what it said.
HELD = """
    WITH wanted AS (
        SELECT id FROM identity.entitlement WHERE system = $2
          AND (kind = 'GROUP' AND external_id = ANY($3::text[]) 
               OR kind = 'LICENCE' AND external_id = ANY($4::text[]))),
    dropped AS (
        DELETE FROM identity.account_entitlement x USING identity.entitlement e
        WHERE x.account = $1 AND e.id = x.entitlement AND (
            e.kind = 'GROUP' AND ($5::boolean OR e.external_id = ANY($6::text[]))
            OR e.kind = 'LICENCE' AND ($7::boolean OR e.external_id = ANY($8::text[])))
          AND x.entitlement NOT IN (SELECT id FROM wanted))
    INSERT INTO identity.account_entitlement (company, account, entitlement)
    SELECT $9, $1, id FROM wanted ON CONFLICT DO NOTHING
"""
# What was read back is what the account is; one that is absent is gone.
CLOSED = """
    UPDATE identity.account SET standing = 'SUSPENDED', seen_at = $3,
        gone_at = CASE WHEN $2 = 'ABSENT' THEN $3 ELSE gone_at END
    WHERE id = $1 AND (standing <> 'SUSPENDED' OR $2 = 'ABSENT' AND gone_at IS NULL)
"""


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """What was read back of an account after the work, and how."""

    state: ReadState
    how: str
    groups_left: int | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """One try and what came of it."""

    outcome: WorkOutcome
    reason: str | None = None
    retry_at: datetime | None = None
    account: ToldAccount | None = None
    proof: ReadBack | None = None


async def keep_attempt(act: Act, wish: Any, report: Report, lease: int, counts: bool, steps: Any) -> None:
    """Write down the try, whatever becomes of it."""
    row = {
        "id": new_id(),
        "company": act.company,
        "wish": wish["id"],
        "version": wish["leased_version"] if counts else 0,
        "lease": lease,
        "counts": counts,
        "outcome": report.outcome.value,
        "reason": report.reason,
        "read_state": report.proof.state.value if report.proof else None,
        "read_how": report.proof.how if report.proof else None,
        "groups_left": report.proof.groups_left if report.proof else None,
        "steps": as_json(steps),
        "reported_by": act.actor,
        "reported_at": act.at,
    }
    await act.tx.insert(tables.Attempt, [row])


async def take_in(act: Act, wish: Any, report: Report) -> dict[str, Any]:
    """Let a report count; answers what changes of the wish."""
    change: dict[str, Any] = {"last_outcome": report.outcome.value, "last_reason": report.reason}
    change |= {"leased_until": None, "take": None}
    if report.account is not None:
        conflict = await _account(act, wish, report.account, done=report.outcome is WorkOutcome.DONE)
        if isinstance(conflict, str):
            return change | _parked(act, wish, conflict)
        change["account"] = conflict
    if report.outcome is WorkOutcome.UNKNOWN:
        quiet = await act.tx.value("SELECT quiet_s FROM identity.system WHERE id = $1", wish["system"])
        change["restless_until"] = _later(wish["restless_until"], act.at + timedelta(seconds=quiet))
    if wish["leased_version"] != wish["version"]:
        # Another wish was made in the meantime: what was done is known, and the newest is to be done.
        return change | {"state": WishState.PENDING.value, "next_at": act.at, "attempts": 0}
    if report.outcome is WorkOutcome.DONE:
        return change | await _done(act, wish, report)
    return change | _not_done(act, wish, report)


def _not_done(act: Act, wish: Any, report: Report) -> dict[str, Any]:
    outcome = report.outcome
    if outcome is WorkOutcome.BY_HAND:
        return {"state": WishState.BY_HAND.value, "next_at": None, "attempts": 0}
    if outcome is WorkOutcome.REJECTED and not wish["is_leaver"]:
        return _parked(act, wish, report.reason)
    tries = wish["attempts"] + (0 if outcome is WorkOutcome.WAIT else 1)
    wait = timedelta(seconds=after_failure(max(1, tries), is_leaver=wish["is_leaver"]))
    next_at = act.at + wait
    if outcome is WorkOutcome.WAIT and report.retry_at is not None:
        next_at = min(max(report.retry_at, act.at + timedelta(seconds=1)), act.at + timedelta(hours=1))
    if outcome is WorkOutcome.BROKEN and not wish["is_leaver"]:
        next_at = act.at + timedelta(seconds=BROKEN_WAIT_S)
    return _unproved(wish, report) | {"state": WishState.WAITING.value, "next_at": next_at, "attempts": tries}


def _unproved(wish: Any, report: Report) -> dict[str, Any]:
    """What was read back stands, but it proves nothing while the work is not done.

    A second look that got no answer takes away nothing that was proved before.
    """
    if report.proof is None and wish["state"] == WishState.DONE.value:
        return {}
    open_again = {"stop_proof": StopProof.OPEN.value, "clean_reads": 0, "proved_at": None}
    if report.proof is None:
        return open_again
    return open_again | _read(report.proof) | {"groups_left": report.proof.groups_left}


def _read(proof: ReadBack) -> dict[str, Any]:
    return {"read_state": proof.state.value, "read_how": proof.how}


def _parked(act: Act, wish: Any, reason: str | None) -> dict[str, Any]:
    if wish["is_leaver"]:
        # A leaver is never laid aside.
        wait = timedelta(seconds=after_failure(wish["attempts"] + 1, is_leaver=True))
        state = {"state": WishState.WAITING.value, "next_at": act.at + wait, "last_reason": reason}
        return state | {"attempts": wish["attempts"] + 1, "stop_proof": "OPEN", "clean_reads": 0}
    return {"state": WishState.PARKED.value, "next_at": None, "last_reason": reason}


async def _done(act: Act, wish: Any, report: Report) -> dict[str, Any]:
    want, proof = Want(wish["want"]), report.proof
    done = {"state": WishState.DONE.value, "attempts": 0, "done_at": act.at, "next_at": None}
    if want is Want.ACTIVE:
        if report.account is not None and report.account.active is False:
            return _not_done(act, wish, Report(outcome=WorkOutcome.RETRY, reason=report.reason))
        return (
            done
            | {"stop_proof": StopProof.OPEN.value, "clean_reads": 0, "read_at": act.at}
            | (_read(proof) if proof else {})
        )
    left = proof.groups_left if proof is not None and wish["is_leaver"] else None
    if proof is None or not clean(proof.state.value, left, want.value):
        return _not_done(act, wish, Report(outcome=WorkOutcome.RETRY, reason=report.reason, proof=proof))
    await act.tx.run(CLOSED, wish["account"], proof.state.value, act.at)
    reads, sure = after_read(wish["clean_reads"], act.at, wish["restless_until"])
    quiet = await act.tx.value("SELECT quiet_s FROM identity.system WHERE id = $1", wish["system"])
    again = look_again_in(reads, quiet) if wish["is_leaver"] else None
    proved_at = wish["proved_at"] or act.at if reads else None
    done |= _read(proof) | {"read_at": act.at, "groups_left": proof.groups_left, "clean_reads": reads}
    done |= {"stop_proof": sure, "proved_at": proved_at}
    return done | {"next_at": act.at + timedelta(seconds=again) if again else None}


async def _account(act: Act, wish: Any, told: ToldAccount, *, done: bool) -> Any:
    """Write down the account that was told of; answers its key, or why it cannot be this person's."""
    known = await act.tx.row(BY_EXTERNAL_ID, wish["system"], told.external_id)
    person, wanted = wish["person"], _json(wish["wanted"])
    if known is not None and known["person"] not in (None, person):
        return "ACCOUNT_OF_ANOTHER"
    if known is not None and known["service_owner"] is not None and person is not None:
        return "ACCOUNT_OF_A_PROGRAM"
    if told.key and wanted.get("key") and told.key != wanted["key"]:
        return "KEY_OF_ANOTHER"
    if person is not None and await act.tx.value(OTHERS, wish["system"], person, told.external_id):
        return "SECOND_ACCOUNT"
    row: dict[str, Any] = {
        "key": told.key,
        "user_name": told.user_name,
        "email": told.email or "",
        "family_name": told.family_name or "",
        "given_name": told.given_name or "",
        "display_name": told.display_name or "",
        "department": told.department or "",
        "title": told.title or "",
        "standing": {True: "ACTIVE", False: "SUSPENDED", None: "UNKNOWN"}[told.active],
        "version": told.version,
        "is_administrator": told.is_administrator,
        "seen_at": act.at,
        "gone_at": act.at if done and wish["want"] == "DELETED" else None,
    }
    if told.last_used_at is not None:
        row["last_used_at"] = told.last_used_at
    if person is not None and (known is None or known["person"] is None):
        row |= {"person": person, "matched_by": "CREATED" if known is None else "PERSON"}
    if known is None:
        id = new_id()
        head = {"id": id, "company": act.company, "system": wish["system"], "first_seen_at": act.at}
        await act.tx.insert(tables.Account, [head | {"external_id": told.external_id} | row])
    else:
        id = known["id"]
        await act.tx.update(tables.Account, [{"id": id} | row])
    await _entitlements(act, wish, told, id, done=done)
    return id


async def _entitlements(act: Act, wish: Any, told: ToldAccount, account: Any, *, done: bool) -> None:
    """What the account holds: as it was told, or, where nothing was told, as it was ordered and done."""
    if not done and told.groups is None and told.licences is None:
        return
    ordered = wish["leased_version"] == wish["version"] and wish["want"] == "ACTIVE" and done
    groups = told.groups if told.groups is not None else _json(wish["groups"]) if ordered else []
    licences = told.licences if told.licences is not None else _json(wish["licences"]) if ordered else []
    await act.tx.run(
        HELD,
        account,
        wish["system"],
        groups,
        licences,
        told.groups is not None,
        _json(wish["groups_to_leave"]) if done else [],
        told.licences is not None,
        _json(wish["licences_to_take"]) if done else [],
        act.company,
    )


def _json(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else kept


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None or one < other else one
