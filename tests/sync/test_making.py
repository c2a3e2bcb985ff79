"""What is done with an account, step by step, against a directory in memory that fails and lies."""

from dataclasses import replace
from typing import Any

import pytest

from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome, WaitUntil
from erp.sync.identities.items import Item, Result, Want
from erp.sync.identities.making import make
from tests.adapters.standins.memory import MemoryDirectory
from tests.adapters.standins.people import wanted

DIALECTS = ("strict", "loose", "slack", "cloud")
HANAKO = wanted("E001", "hanako@example.com")


def order(**said: Any) -> Item:
    return Item(
        **(
            {"id": "i1", "token": 1, "version": 1, "is_leaver": False, "want": Want.ACTIVE, "wanted": HANAKO}
            | said
        )
    )


def leaver(account: str | None, **said: Any) -> Item:
    return order(is_leaver=True, want=Want.SUSPENDED, account=account, **said)


def do(outside: MemoryDirectory, item: Item) -> Result:
    return make(outside, item, wait=lambda pause: None)


def until_done(outside: MemoryDirectory, item: Item, tries: int = 12) -> Result:
    """Again and again, knowing what was told of the account, as the orders do."""
    for _ in range(tries):
        result = do(outside, item)
        if result.account is not None:
            item = replace(item, account=result.account.id)
        if result.outcome == "DONE":
            return result
    raise AssertionError(f"{result.outcome}: {result.reason}")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_from_the_first_day_to_the_last_there_is_one_account(dialect: str) -> None:
    outside = MemoryDirectory(dialect=dialect, groups=("sales", "all", "dev"))
    joined = until_done(outside, order(groups=("sales", "all")))
    id = joined.account.id
    assert outside.may_sign_in(id) and joined.proof.state.value in ("ACTIVE", "UNKNOWN")
    calls = len(outside.calls)
    until_done(outside, order(account=id, groups=("sales", "all")))
    assert "create" not in outside.calls[calls:]

    moved = replace(HANAKO, department="開発部", family_name="山田", user_name="h.yamada@example.com")
    until_done(outside, order(account=id, wanted=moved, groups=("all", "dev"), groups_to_leave=("sales",)))
    members = {each.id for each in outside.groups_by_id.values() if id in (each.members or ())}
    assert members == {"all", "dev"} and len(outside.accounts_by_id) == 1

    outside.sessions[id] = 2
    gone = until_done(outside, leaver(id, wanted=moved, groups_to_leave=("all", "dev")))
    assert not outside.may_sign_in(id) and gone.proof.state.value == "SUSPENDED"
    if outside.capabilities.sessions:
        assert not outside.still_inside(id)
    until_done(outside, order(account=id, wanted=moved, groups=("all",)))
    assert outside.may_sign_in(id) and len(outside.accounts_by_id) == 1


@pytest.mark.parametrize("dialect", ("strict", "slack", "cloud"))
def test_a_lost_answer_makes_no_second_account(dialect: str) -> None:
    outside = MemoryDirectory(dialect=dialect)
    outside.fail(UnknownOutcome, on="create", after=True)
    assert do(outside, order()).outcome == "UNKNOWN"
    until_done(outside, order())
    assert len(outside.accounts_by_id) == 1


def test_where_no_key_is_kept_a_person_says_whose_it_is() -> None:
    outside = MemoryDirectory(dialect="loose")
    outside.fail(UnknownOutcome, on="create", after=True)
    do(outside, order())
    parked = do(outside, order())
    assert (parked.outcome, len(outside.accounts_by_id)) == ("REJECTED", 1) and "ログイン名" in parked.reason
    (id,) = outside.accounts_by_id
    assert until_done(outside, order(adopt=id)).account.id == id


def test_the_same_name_of_another_person_is_not_taken_over() -> None:
    outside = MemoryDirectory()
    outside.put(user_name="hanako@example.com", key="E777")
    assert do(outside, order()).outcome == "REJECTED"
    stranger = MemoryDirectory()
    other = stranger.put(user_name="hanako@example.com", key="E777")
    # Neither is it stopped when the former holder of the name leaves, nor called absent.
    stopped = do(stranger, leaver(other.id))
    assert stopped.outcome == "REJECTED" and stranger.may_sign_in(other.id)
    nameless = MemoryDirectory(dialect="loose")
    there = nameless.put(user_name="hanako@example.com")
    assert do(nameless, leaver(None)).outcome == "REJECTED" and nameless.may_sign_in(there.id)


def test_a_filter_that_finds_everybody_finds_nobody_else() -> None:
    outside = MemoryDirectory()
    other = outside.put(user_name="taro@example.com", key="E002")
    outside.lies.finds_everybody = True
    made = until_done(outside, order())
    assert made.account.id != other.id and len(outside.accounts_by_id) == 2
    until_done(outside, leaver(made.account.id))
    assert outside.may_sign_in(other.id)


@pytest.mark.parametrize("step", ["read", "find", "end_sessions", "leave", "take_licence"])
def test_no_failure_keeps_a_leaver_from_being_stopped(step: str) -> None:
    outside = MemoryDirectory(groups=("sales",))
    id = until_done(outside, order(groups=("sales",), licences=("e5",))).account.id
    outside.fail(Retry, on=step, times=2)
    outcome = do(outside, leaver(id, groups_to_leave=("sales",), licences_to_take=("e5",)))
    assert not outside.may_sign_in(id) and outcome.outcome in ("RETRY", "DONE")
    if step != "read":
        assert outcome.outcome == "RETRY"


@pytest.mark.parametrize("dialect", ["strict", "loose", "slack", "cloud"])
def test_a_leaver_is_out_of_groups_that_no_order_names(dialect: str) -> None:
    """Where accounts do not tell their groups, the groups are asked; else he is never proved out."""
    outside = MemoryDirectory(dialect=dialect, groups=("sales", "by hand"))
    made = until_done(outside, order(groups=("sales",)))
    assert made.account is not None
    outside.join("by hand", made.account.id)
    gone = until_done(outside, leaver(made.account.id))
    assert gone.proof is not None and gone.proof.groups_left == 0
    assert not [each for each in outside.groups() if made.account.id in (each.members or ())]


def test_said_to_be_stopped_is_not_stopped() -> None:
    outside = MemoryDirectory()
    id = until_done(outside, order()).account.id
    outside.lies.still_active = True
    told = do(outside, leaver(id))
    assert told.outcome == "RETRY" and told.proof.state.value == "ACTIVE"
    outside.lies.still_active = False
    assert until_done(outside, leaver(id)).proof.state.value == "SUSPENDED"


def test_an_account_that_comes_too_late_is_stopped_by_the_next_sweep() -> None:
    outside = MemoryDirectory()
    outside.fail(UnknownOutcome, on="create", late=True)
    assert do(outside, order()).outcome == "UNKNOWN"
    assert do(outside, leaver(None)).proof.state.value == "ABSENT"
    outside.land()
    (id,) = outside.accounts_by_id
    assert outside.may_sign_in(id)
    assert do(outside, leaver(None)).proof.state.value == "SUSPENDED" and not outside.may_sign_in(id)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (Retry, "RETRY"),
        (WaitUntil, "WAIT"),
        (Rejected, "REJECTED"),
        (Broken, "BROKEN"),
        (UnknownOutcome, "UNKNOWN"),
    ],
)
def test_each_trouble_is_told_apart(kind: Any, outcome: str) -> None:
    outside = MemoryDirectory()
    outside.fail(kind, on="find", reason="理由")
    told = do(outside, order())
    assert (told.outcome, told.reason) == (outcome, "理由") and outside.accounts_by_id == {}
    assert (told.retry_at is not None) == (outcome == "WAIT")


def test_deleting_hands_over_first_and_what_cannot_be_done_is_for_a_person() -> None:
    outside = MemoryDirectory(dialect="cloud")
    id, boss = until_done(outside, order()).account.id, outside.put(user_name="boss", key="E9").id
    gone = order(want=Want.DELETED, account=id, hand_over_to=boss)
    assert until_done(outside, gone).proof.state.value == "ABSENT"
    assert outside.calls.index("hand_over") < outside.calls.index("delete")

    cannot = MemoryDirectory()
    id = until_done(cannot, order()).account.id
    told = do(cannot, order(want=Want.DELETED, account=id, hand_over_to="x"))
    assert told.outcome == "BY_HAND" and "引き継ぎ" in told.reason
    assert id in cannot.accounts_by_id and not cannot.may_sign_in(id)


def test_suspended_for_a_while_keeps_the_groups_and_stays_suspended_on_rename() -> None:
    outside = MemoryDirectory(groups=("sales",))
    id = until_done(outside, order(groups=("sales",))).account.id
    on_leave = order(want=Want.SUSPENDED, account=id)
    told = do(outside, on_leave)
    assert not outside.may_sign_in(id) and id in outside.groups_by_id["sales"].members
    assert told.outcome == "DONE" and told.proof.groups_left == 1
