"""A refusal says the same wherever it goes, and two situations never share a name."""

import copy
import json
import pickle
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.errors import BadInput, NotFound, Refused, WrongState
from erp.kernel.money import Rounding, wire

FACTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.dates()
    | st.uuids()
    | st.sampled_from(Rounding)
    | st.decimals(-(10**9), 10**9, places=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(FACTS)
def test_facts_can_always_be_sent(fact):
    refusal = BadInput("lines.0", "REASON", given=fact)

    assert json.loads(json.dumps(refusal.facts)) == refusal.facts


@given(st.decimals(-(10**9), 10**9, places=4))
def test_an_amount_in_a_fact_is_written_like_everywhere(amount):
    assert WrongState("ship", "DRAFT", amount=amount).facts["amount"] == wire(amount)


def test_a_refusal_survives_being_copied_between_processes():
    refusal = NotFound("party", UUID(int=7), field="customer")

    for twin in (pickle.loads(pickle.dumps(refusal)), copy.copy(refusal)):
        assert type(twin) is NotFound
        assert (twin.code, twin.field, twin.facts) == ("NOT_FOUND", "customer", refusal.facts)
        assert str(twin) == str(refusal)


def test_a_moment_is_written_with_its_zone():
    refusal = BadInput(None, "LATE", at=datetime(2026, 4, 1, 9, tzinfo=UTC), on=date(2026, 4, 1))

    assert refusal.facts == {"reason": "LATE", "at": "2026-04-01T09:00:00+00:00", "on": "2026-04-01"}


def test_a_binary_fraction_is_no_fact():
    with pytest.raises(TypeError):
        BadInput("price", "WRONG", given=float("0.1"))


def test_two_situations_cannot_share_a_code():
    with pytest.raises(TypeError, match="WRONG_STATE"):
        type("WrongState", (Refused,), {"__module__": "somewhere.odd"})


def test_what_cannot_be_imported_is_not_known():
    class OnlyHere(Refused):
        """Made by this test."""

    assert OnlyHere.code == "ONLY_HERE"
    assert "ONLY_HERE" not in Refused.known()
    assert Refused.known()["WRONG_STATE"] is WrongState


def test_missing_and_hidden_look_the_same():
    assert str(NotFound("party", UUID(int=1))) == str(NotFound("party", str(UUID(int=1))))
