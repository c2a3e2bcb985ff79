"""Runs: checked, read and worked on in the background; told on, taken over, stopped when nothing works."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from erp.kernel.keys import new_id
from erp.sync.contract import Broken, Retry, WaitUntil
from erp.sync.identities.items import Item, Want
from erp.sync.running import runs
from erp.sync.running.passes import run_connections
from tests.adapters.standins.memory import MemoryDirectory
from tests.adapters.standins.people import wanted
from tests.facade import Erp, Refused
from tests.server import background
from tests.sync.door import FakeDoor
from tests.sync.trial_adapter import Trial, trial

__all__ = ["trial"]

CANARY = "canary-token-5b1e"


def order(number: int, **said: Any) -> Item:
    person = wanted(f"E{number:03}", f"p{number}@example.com")
    known = {"id": str(UUID(int=number)), "token": 1, "version": 1, "is_leaver": False, "want": Want.ACTIVE}
    return Item(**(known | {"wanted": person} | said))


class Office:
    """A connected system, the door behind it, and the worker's look at both."""

    def __init__(self, erp: Erp, trial: Trial, **directory: Any) -> None:
        self.erp, self.door = erp, FakeDoor()
        self.outside = trial.directory = MemoryDirectory(**directory)
        values = {"base_url": "https://scim.example/v2", "token": CANARY}
        self.id = erp.connect_system(adapter="trial", code="hq", name="本社", values=values)

    @property
    def connection(self) -> UUID:
        return UUID(self.id)

    def look(self) -> int:
        door = self.door
        return background().run(run_connections(self.erp.running.database, lambda database, company: door))

    def runs(self) -> list[dict[str, Any]]:
        document = """{ syncRuns(first: 20, sort: ASKED_AT_ASC) {
            nodes { kind state done failed total said reason tries } } }"""
        return self.erp.query(document)["syncRuns"]["nodes"]

    def state(self) -> dict[str, Any]:
        document = (
            "query($id: ID!) { systemConnection(id: $id) { state stateReason checkSaid checkWentWell } }"
        )
        return self.erp.query(document, id=self.id)["systemConnection"]


@pytest.fixture
def office(erp: Erp, trial: Trial) -> Office:
    return Office(erp, trial, groups=("sales",))


def test_a_check_tells_what_was_found_and_makes_the_system_known(office: Office) -> None:
    assert office.look() == 1
    assert office.state() | {"state": "ACTIVE", "checkWentWell": True} == office.state()
    assert "0件" in office.state()["checkSaid"]
    (told,) = office.door.registered
    assert (told["connection"], told["code"], told["canSessions"], told["byHand"]) == (
        office.id,
        "hq",
        True,
        False,
    )
    assert [(each["kind"], each["state"]) for each in office.runs()] == [("CHECK", "DONE")]
    assert office.look() == 0


def test_what_is_ordered_is_done_by_several_at_once_and_reported_once(office: Office) -> None:
    office.look()
    office.door.orders[office.connection] = [order(n, groups=("sales",)) for n in range(1, 8)]
    office.look()
    told = {each["item"]: each["outcome"] for each in office.door.reports}
    assert told == {str(UUID(int=n)): "DONE" for n in range(1, 8)}
    assert len(office.outside.accounts_by_id) == 7
    work = office.runs()[-1]
    assert (work["kind"], work["state"], work["done"], work["failed"], work["total"]) == (
        "WORK",
        "DONE",
        7,
        0,
        7,
    )
    first = office.door.reports[0]
    assert first["account"]["externalId"] and first["proof"]["state"] == "ACTIVE" and first["steps"]
    assert office.look() == 0, "nothing due, no run"


def test_one_that_fails_leaves_the_others_alone(office: Office) -> None:
    office.look()
    office.outside.put(user_name="p2@example.com", key="E999")
    office.door.orders[office.connection] = [order(n) for n in (1, 2, 3)]
    office.look()
    told = {UUID(each["item"]).int: each["outcome"] for each in office.door.reports}
    assert told == {1: "DONE", 2: "REJECTED", 3: "DONE"}
    work = office.runs()[-1]
    assert (work["state"], work["done"], work["failed"]) == ("DONE", 2, 1)


def test_patience_is_for_the_whole_connection(office: Office) -> None:
    office.look()
    office.door.orders[office.connection] = [order(n) for n in range(1, 9)]
    office.outside.fail(WaitUntil, on="create", reason="待ってください")
    office.look()
    told = [each["outcome"] for each in office.door.reports]
    # The two of the same turn were under way; nobody began another.
    assert sorted(told) == ["DONE", "WAIT"] and office.runs()[-1]["said"] == "待ってください"
    assert next(each["retryAt"] for each in office.door.reports if each["outcome"] == "WAIT")


def test_a_broken_connection_stops_and_its_owner_hears_of_it_once(office: Office) -> None:
    office.erp.sql("UPDATE access.app_user SET email = 'erp@example.com' WHERE login = 'erp'")
    office.look()
    office.door.orders[office.connection] = [order(1), order(2), order(3)]
    office.outside.fail(Broken, reason=f"トークン {CANARY} が無効です", times=2)
    office.look()
    state = office.state()
    assert state["state"] == "BROKEN" and CANARY not in str(state) and "••••" in state["stateReason"]
    assert office.look() == 0 and len(office.door.orders[office.connection]) == 1
    with pytest.raises(Refused, match="CONNECTION_NOT_ACTIVE"):
        office.erp.start_sync_run(connection=office.id, kind="WORK")

    office.erp.check_connection(connection=office.id)
    office.outside.fail(Broken, reason="まだ無効です")
    office.look()
    mails = office.erp.sql("SELECT recipients::text AS to, subject FROM kernel.mail")
    assert mails == [{"to": '["erp@example.com"]', "subject": "接続「本社」が停止しました"}]
    assert office.state()["checkSaid"] == "まだ無効です" and not office.state()["checkWentWell"]

    office.erp.resume_connection(connection=office.id)
    office.look()
    office.look()
    assert office.state()["state"] == "ACTIVE" and office.door.orders[office.connection] == []


def test_a_reading_is_whole_or_told_to_be_incomplete(office: Office) -> None:
    for n in range(250):
        office.outside.put(user_name=f"p{n}", key=f"E{n:03}")
    office.look()
    office.door.reading = [office.connection]
    office.look()
    assert office.door.finished == [("inventory-1", True, None)]
    pages = [len(each.get("accounts", ())) for each in office.door.pages]
    assert pages == [100, 100, 50, 0] and office.door.pages[-1]["groups"][0]["name"] == "sales"

    office.outside.lies.list_shifts = True
    office.door.reading = [office.connection]
    office.look()
    assert office.door.finished[-1][:2] == ("inventory-1", False)
    assert (office.runs()[-1]["kind"], office.runs()[-1]["state"]) == ("INVENTORY", "FAILED")
    assert office.state()["state"] == "ACTIVE"


def test_a_list_that_never_ends_or_says_one_twice_is_not_believed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.look()
    one = office.outside.put(user_name="p1")
    monkeypatch.setattr(office.outside, "accounts", lambda: iter([one, one]))
    office.door.reading = [office.connection]
    office.look()
    assert office.door.finished[-1][1] is False

    monkeypatch.setattr("erp.sync.running.accounts.MOST_ACCOUNTS", 300)
    endless = (replace(one, id=f"x{n}") for n in range(10**9))
    monkeypatch.setattr(office.outside, "accounts", lambda: endless)
    office.door.reading = [office.connection]
    office.look()
    assert office.door.finished[-1][1] is False and office.state()["state"] == "BROKEN"


def test_a_run_that_a_dead_worker_left_is_taken_over_and_the_dead_one_writes_no_more(office: Office) -> None:
    database, company = office.erp.running.database, UUID(office.erp.company)
    dead = background().run(runs.claim(database, company))
    assert dead is not None and background().run(runs.claim(database, company)) is None
    office.erp.sql("UPDATE sync.sync_run SET lease_until = now() - interval '1 second'")
    assert office.look() == 1
    with pytest.raises(runs.Lost):
        background().run(dead.finish("too late"))
    with pytest.raises(runs.Lost):
        background().run(dead.tell("too late"))
    (run,) = office.runs()
    assert (run["state"], run["tries"]) == ("DONE", 2) and "too late" not in str(run)


def test_a_fault_of_an_adapter_ends_the_run_and_not_the_worker(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.look()

    def crash(**given: Any) -> Any:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr(office.outside, "find", crash)
    office.door.orders[office.connection] = [order(1)]
    office.look()
    assert [each["outcome"] for each in office.door.reports] == ["UNKNOWN"]
    assert CANARY not in str(office.door.reports) and office.state()["state"] == "ACTIVE"


def test_nobody_works_while_the_account_of_the_connections_is_disabled(office: Office) -> None:
    office.look()
    office.door.orders[office.connection] = [order(1)]
    office.look()
    office.erp.sql("UPDATE access.app_user SET is_active = false WHERE login LIKE 'connections.%'")
    office.door.orders[office.connection] = [order(2)]
    assert office.look() == 0 and len(office.door.reports) == 1


def test_a_moment_without_an_answer_stops_nothing_that_worked(office: Office) -> None:
    office.outside.fail(Retry, reason="応答がありません", on="check")
    office.look()
    state = office.state()
    assert (state["state"], state["checkSaid"], state["checkWentWell"]) == (
        "ACTIVE",
        "応答がありません",
        False,
    )
    assert office.look() == 0
    office.erp.sql("UPDATE sync.connection SET checked_at = now() - interval '6 minutes'")
    assert office.look() == 1 and office.state()["checkWentWell"]

    office.outside.fail(Retry, reason="応答がありません", on="check")
    office.erp.check_connection(connection=office.id)
    office.look()
    assert office.state()["checkSaid"] == "応答がありません" and office.state()["checkWentWell"]
    office.door.orders[office.connection] = [order(1)]
    office.look()
    assert [each["outcome"] for each in office.door.reports] == ["DONE"]


def test_retry_is_told_as_it_is(office: Office) -> None:
    office.look()
    office.outside.fail(Retry, reason="応答がありません")
    office.door.orders[office.connection] = [order(1)]
    office.look()
    assert [(each["outcome"], each["reason"]) for each in office.door.reports] == [
        ("RETRY", "応答がありません")
    ]
    assert str(new_id()) not in str(office.door.reports)


def test_through_the_real_door_a_system_becomes_known_and_is_read(office: Office) -> None:
    erp, outside = office.erp, office.outside
    look = lambda: background().run(run_connections(erp.running.database))  # noqa: E731
    known = outside.put(user_name="hanako@example.com", key="E001", email="hanako@example.com")
    outside.join("sales", known.id)
    assert look() == 1
    assert look() == 1
    (system,) = [
        each
        for each in erp.query("{ identitySystems(first: 9) { nodes { code connection accounts readAt } } }")[
            "identitySystems"
        ]["nodes"]
        if each["connection"] == office.id
    ]
    assert (system["code"], system["accounts"]) == ("hq", 1) and system["readAt"]
    assert [each["state"] for each in office.runs()] == ["DONE", "DONE"]
    assert look() == 0
    # What the programs of connections may do is what their role says and nothing else.
    (program,) = erp.sql("SELECT id FROM access.app_user WHERE login LIKE 'connections.%'")
    verbs = erp.sql("SELECT DISTINCT verb FROM kernel.idempotency WHERE actor = $1", program["id"])
    assert {each["verb"] for each in verbs} == {
        "register_system", "start_inventory", "record_inventory_page", "finish_inventory",
    }  # fmt: skip
