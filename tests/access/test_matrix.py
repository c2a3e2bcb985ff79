"""Every built-in role at every door: what is answered is what `permissions.txt` promises, no more, no less.

Each root field is asked over HTTP by a person of each role. A mutation goes out without its key: whether
somebody may do it is decided before that, and nothing is done.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLField, get_named_type, is_required_argument

from erp.access.rules.permissions import EVERY_TOKEN
from erp.api.plans import kind_of
from erp.api.schema import build
from erp.commands.export_schema import RIGHTS, printed
from tests.api.test_every_field import sample
from tests.facade import Erp

# Open to whoever has signed in; what they show is narrowed to what may be read.
# Each of these asks by itself what of it the reader may see.
OPEN = {"me", "document", "documents", "documentChain", "search", "history", "storedFile", "entryHistory"}

# Lists that ask for a right of their own beside that of what they show.
BESIDES = {
    "everyCase": ("approval.read_every_case",),
    "accountingChecklistTasks": ("hr.read_accounting_tasks",),
    "itChecklistTasks": ("hr.read_it_tasks",),
}


def promised() -> dict[str, frozenset[str]]:
    """The permissions of each role, as reviewers read them."""
    head, *rows = [line.split() for line in RIGHTS.read_text(encoding="utf-8").splitlines()]
    return {
        role: frozenset(row[0] for row in rows if row[at] == "x") for at, role in enumerate(head) if at > 0
    }


ROLES = promised()
EVERY = frozenset().union(*ROLES.values())


def asked(kind: str, name: str, field: GraphQLField) -> str:
    """The smallest document that reaches this field; a mutation's input is hollow but well formed."""
    given = [f"{each}: {literal(one.type)}" for each, one in field.args.items() if is_required_argument(one)]
    arguments = f"({', '.join(given)})" if given else ""
    return f"{kind} {{ {name}{arguments} {{ __typename }} }}"


def literal(kind: Any) -> str:
    """A value of this type, also of an input or a list."""
    named = get_named_type(kind)
    if not hasattr(named, "fields"):
        value = sample(kind)
    else:
        inner = [f"{name}: {literal(each.type)}" for name, each in named.fields.items() if is_required(each)]
        value = f"{{ {', '.join(inner)} }}"
    return f"[{value}]" if str(kind).rstrip("!").startswith("[") else value


def is_required(each: Any) -> bool:
    return str(each.type).endswith("!") and each.ast_node is None and repr(each.default_value) == "Undefined"


def doors() -> Iterator[tuple[str, str, str]]:
    """Kind, name and document of every root field."""
    schema = build().graphql
    assert schema.query_type is not None and schema.mutation_type is not None
    for kind, root in (("query", schema.query_type), ("mutation", schema.mutation_type)):
        for name, field in root.fields.items():
            yield kind, name, asked(kind, name, field)


def missing(erp: Erp, document: str) -> str | None:
    """The permission that is said to be missing; None when the door is open."""
    answer = erp.send(document)
    assert answer.status_code < 500, (document, answer.text)
    for error in answer.json().get("errors", []):
        said = error["extensions"]
        assert said["code"] != "GRAPHQL_VALIDATION_FAILED", (document, answer.text)
        if said["code"] == "FORBIDDEN":
            found: str = said["facts"]["permission"]
            return found
    return None


@pytest.fixture
def needed(erp: Erp) -> dict[str, list[str]]:
    """What each door asks for, as it is told to somebody who has no role."""
    verbs = {each.partition(".")[2]: each for each in EVERY}
    found = {}
    nobody = erp.as_user("nobody")
    for kind, name, document in doors():
        told = missing(nobody, document)
        if kind == "mutation":
            # The word of the mutation is the word of its permission: this needs no look into the code.
            assert told == verbs[re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)], name
        found[name] = [] if told is None else [told, *BESIDES.get(name, ())]
    assert {name for name, each in found.items() if not each} == OPEN
    return found


def test_every_role_at_every_door(erp: Erp, needed: dict[str, list[str]]) -> None:
    wrong = []
    for role, held in ROLES.items():
        person = erp.as_user(f"only {role}".replace(" ", "."), roles=[role])
        for kind, name, document in doors():
            expected = next((each for each in needed[name] if each not in held | EVERY_TOKEN), None)
            told = missing(person, document)
            if told != expected:
                wrong.append(f"{role} {kind} {name}: {told} instead of {expected}")
    assert not wrong, "\n".join(wrong)


def test_what_is_printed_is_what_the_roles_hold() -> None:
    assert RIGHTS.read_text(encoding="utf-8") == printed()[RIGHTS], "run: python3 -m erp export-schema"


def test_whoever_may_do_it_may_read_what_comes_of_it() -> None:
    """A verb whose answer its own role may not read would be a verb nobody of that role can use."""
    for mutation in build().mutations.values():
        reading = kind_of(mutation).permission
        for role, held in ROLES.items():
            if mutation.permission in held:
                assert not reading or reading in held, f"{role} may {mutation.name} but not {reading}"
