"""What comes in by signed messages, and how far a run is while somebody watches."""

import json
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from erp import inbound
from erp.kernel import clock
from erp.sync import hooks
from tests.facade import Erp
from tests.people import a_session
from tests.server import background
from tests.sync.test_runs import Office
from tests.sync.trial_adapter import Trial, trial

__all__ = ["trial"]


@pytest.fixture
def office(erp: Erp, trial: Trial) -> Office:
    made = Office(erp, trial)
    made.look()
    return made


def send(erp: Erp, connection: str, key: str, body: bytes = b"{}", **said: str) -> httpx.Response:
    id, at = said.get("id", str(uuid4())), said.get("at", str(int(clock.now().timestamp())))
    signed = said.get("signed") or hooks.signature(key, id, at, body)
    headers = {"webhook-id": id, "webhook-timestamp": at, "webhook-signature": signed}
    return erp.running.request("POST", f"/hooks/{connection}", content=body, headers=headers)


def test_a_signed_message_is_kept_once_and_has_the_system_read(office: Office) -> None:
    erp = office.erp
    key = erp.open_hook("hookSecret", connection=office.id)
    body = '{"type":"user.updated","名前":"花子"}'.encode()
    assert [send(erp, office.id, key, body, id="m1").status_code for _ in range(3)] == [202, 202, 202]
    assert erp.sql("SELECT delivery_id, body FROM sync.hook_delivery") == [
        {"delivery_id": "m1", "body": body.decode()}
    ]
    send(erp, office.id, key, id="m2")
    office.look()
    assert [each["kind"] for each in office.runs()] == ["CHECK", "INVENTORY"]
    assert erp.sql("SELECT count(*) AS n FROM sync.hook_delivery WHERE heeded_at IS NULL") == [{"n": 0}]
    assert office.look() == 0


def test_anything_else_is_refused_without_a_word_of_why(office: Office) -> None:
    erp = office.erp
    key = erp.open_hook("hookSecret", connection=office.id)
    now = int(clock.now().timestamp())
    refused = [
        send(erp, office.id, "another key"),
        send(erp, office.id, key, at=str(now - 301)),
        send(erp, office.id, key, at=str(now + 301)),
        send(erp, office.id, key, at="soon"),
        send(erp, office.id, key, id=""),
        send(erp, office.id, key, signed="v1,AAAA v1"),
        send(erp, str(uuid4()), key),
        send(erp, "no-id", key),
        erp.running.request("POST", f"/hooks/{office.id}", content=b"{}"),
    ]
    assert {(each.status_code, each.text) for each in refused} == {(401, "401\n")}
    assert send(erp, office.id, key, b"x" * 300_000).status_code == 413
    newer = erp.open_hook("hookSecret", connection=office.id)
    assert send(erp, office.id, key).status_code == 401 and send(erp, office.id, newer).status_code == 202
    erp.close_connection(connection=office.id, reason="解約")
    assert send(erp, office.id, newer).status_code == 401
    kept = erp.sql("SELECT count(*) AS n FROM sync.hook_delivery")
    assert kept == [{"n": 1}] and key not in str(erp.sql("SELECT t::text AS t FROM sync.connection_secret t"))


def events(answer: httpx.Response) -> list[tuple[str, Any]]:
    parts = [part.split("\n") for part in answer.text.strip().split("\n\n")]
    return [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in parts
    ]


def test_the_progress_of_a_run_is_told_while_it_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    erp = office.erp
    run = erp.start_sync_run(connection=office.id, kind="INVENTORY")
    cookie = background().run(a_session(erp.running.database, "erp", UUID(erp.company)))
    steps = iter(["said = 'half'", "state = 'DONE', finished_at = now()"])
    looked = inbound._looked

    async def looked_later(database: Any, asking: Any, wanted: str) -> Any:
        found = await looked(database, asking, wanted)
        change = next(steps, None)
        if change:
            sql = f"UPDATE sync.sync_run SET {change}, step = step + 1 WHERE id = $1"
            await database.run(sql, UUID(wanted), company=UUID(erp.company))
        return found

    monkeypatch.setattr(inbound, "_looked", looked_later)
    monkeypatch.setattr(inbound, "EVERY_S", 0.01)
    answer = erp.running.request("GET", f"/_progress/{run}", headers={"Cookie": f"erp_session={cookie}"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer)
    assert [name for name, _ in told] == ["progress", "progress", "progress", "end"]
    assert [each["state"] for _, each in told] == ["WAITING", "WAITING", "DONE", "DONE"]
    assert told[1][1]["said"] == "half"


def test_watching_ends_with_the_session_and_is_only_for_those_who_may(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    erp = office.erp
    run = erp.start_sync_run(connection=office.id, kind="INVENTORY")
    address = f"/_progress/{run}"
    assert erp.running.request("GET", address).status_code == 401
    erp.as_user("clerk", ["sales"])
    clerk = background().run(a_session(erp.running.database, "clerk", UUID(erp.company)))
    assert erp.running.request("GET", address, headers={"Cookie": f"erp_session={clerk}"}).status_code == 404

    cookie = background().run(a_session(erp.running.database, "erp", UUID(erp.company)))
    monkeypatch.setattr(inbound, "EVERY_S", 0.01)
    alive = inbound.asking_for_session

    async def asked(database: Any, given: Any, *, watching: bool = False) -> Any:
        if watching:
            ended = "UPDATE access.session SET ended_at = now()"
            await database.run(ended, company=UUID(erp.company))
        return await alive(database, given, watching=watching)

    monkeypatch.setattr(inbound, "asking_for_session", asked)
    answer = erp.running.request("GET", address, headers={"Cookie": f"erp_session={cookie}"})
    assert [name for name, _ in events(answer)] == ["progress", "end"] and events(answer)[1][1] == {}
