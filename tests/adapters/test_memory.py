"""The directory in memory keeps to the contract when it is honest, and lies where it is told to."""

import pytest

from erp.sync.contract import Directory, ProvedState, Rejected, Retry, UnknownOutcome
from tests.adapters.standins.dialects import DIALECTS
from tests.adapters.standins.memory import MemoryDirectory
from tests.adapters.standins.people import wanted


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_person_comes_moves_and_goes(dialect: str) -> None:
    outside: Directory = MemoryDirectory(dialect=dialect, groups=("sales", "all"))
    made = outside.create(wanted("E001", "sato.hanako@example.com"))
    outside.join("sales", made.id)
    outside.join("sales", made.id)
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E001", "sato.hanako@example.com"))
    assert twice.value.code == "DUPLICATE"

    while not outside.find(key="E001", user_name="sato.hanako@example.com"):
        assert dialect == "cloud"
    renamed = outside.change(made, wanted("E001", "suzuki.hanako@example.com", family_name="鈴木"))
    assert (renamed.id, renamed.family_name) == (made.id, "鈴木")
    assert outside.set_active(made.id, False).active is False
    outside.leave("sales", made.id)
    outside.leave("sales", made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)


def test_failures_come_before_the_effect_after_it_or_late() -> None:
    outside = MemoryDirectory()
    outside.fail(times=2, on="create")
    for _ in range(2):
        with pytest.raises(Retry):
            outside.create(wanted("E001", "a@example.com"))
    assert not outside.accounts_by_id

    outside.fail(UnknownOutcome, on="create", after=True)
    with pytest.raises(UnknownOutcome):
        outside.create(wanted("E001", "a@example.com"))
    assert len(outside.find(key="E001", user_name="a@example.com")) == 1

    outside.fail(UnknownOutcome, on="create", late=True)
    with pytest.raises(UnknownOutcome):
        outside.create(wanted("E002", "b@example.com"))
    assert not outside.find(key="E002", user_name="b@example.com")
    assert outside.land() == 1
    assert outside.find(key="E002", user_name="b@example.com")


def test_lies_are_seen_only_by_who_tries_to_sign_in() -> None:
    outside = MemoryDirectory()
    made = outside.create(wanted("E001", "a@example.com"))
    outside.sign_in(made.id)
    outside.lies.still_active = outside.lies.sessions_stay = True
    outside.set_active(made.id, False)
    assert outside.end_sessions(made.id) is True
    assert outside.may_sign_in(made.id) and outside.still_inside(made.id)
    assert outside.proof(made.id).state is ProvedState.ACTIVE

    outside.lies.list_shifts = True
    with pytest.raises(Retry):
        list(outside.accounts())
