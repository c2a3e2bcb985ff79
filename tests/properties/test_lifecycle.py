"""Whatever is tried in whatever order, a document is only ever in a state its table names."""

import importlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.errors import WrongState
from erp.kernel.states import Lifecycle

ROOT = Path(__file__).resolve().parents[2]
NAMES = st.sampled_from("ABCDEF")
TABLES = st.dictionaries(
    st.sampled_from(["open", "close", "stop", "resume", "change"]),
    st.tuples(st.frozensets(NAMES, min_size=1), NAMES),
    min_size=1,
)


@given(table=TABLES, data=st.data())
def test_a_walk_reaches_only_declared_states(table, data):
    walk_at_random(Lifecycle("document", table), data)


@given(data=st.data())
def test_the_documents_of_the_house_walk_only_where_their_tables_say(data):
    for lifecycle in lifecycles_of_the_house():
        walk_at_random(lifecycle, data)


@given(table=TABLES)
def test_the_picture_shows_every_step_once(table):
    life = Lifecycle("document", table)

    drawn = [line.strip() for line in life.mermaid().splitlines() if ": " in line]

    steps = {f"{start} --> {end}: {verb}" for verb, (starts, end) in table.items() for start in starts}
    assert sorted(drawn) == sorted(steps)


def test_a_verb_nobody_declared_is_a_fault_of_the_program():
    with pytest.raises(LookupError):
        Lifecycle("document", {"open": ({"A"}, "B")}).after("explode", "A")


def walk_at_random(life, data):
    state = data.draw(st.sampled_from(life.states))
    for verb in data.draw(st.lists(st.sampled_from(sorted(life.steps)), max_size=12)):
        starts, end = life.steps[verb]
        if state in starts:
            assert life.allows(verb, state) and verb in life.verbs_from(state)
            state = life.after(verb, state)
            assert state == end
        else:
            with pytest.raises(WrongState) as refused:
                life.after(verb, state)
            assert refused.value.facts["verb"] == verb
            assert verb not in refused.value.facts["possible"]
        assert state in life.states


def lifecycles_of_the_house():
    """Every life cycle that a states.py declares."""
    found = []
    for path in sorted([*ROOT.glob("erp/*/states.py"), *ROOT.glob("modules/*/states.py")]):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found += [value for value in vars(module).values() if isinstance(value, Lifecycle)]
    return found
