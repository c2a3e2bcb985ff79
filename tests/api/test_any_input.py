"""Any input for any verb that is installed is done or refused by a name; an accident is a mistake of ours."""

import json
import random
from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, get_named_type

from erp.api import permissions
from erp.api.executing import execute
from erp.api.schema import build
from tests.api.conftest import ASKING
from tests.facade import Erp, Running
from tests.server import background

ROUNDS = 12
TEXTS = [
    "",
    " ",
    "a",
    "見本",
    "ｶﾅ",
    "JPY",
    "USD",
    "S10",
    "2026-04-01",
    "x" * 300,
    "'; --",
    "%_\\",
    "💴",
    "0",
    "-1",
]
FIGURES = ["0", "1", "-1", "0.5", "0.0001", "99999999999999", "-99999999999999", "10", "120"]
DAYS = ["2026-04-01", "1900-01-01", "2999-12-31", "0001-01-01", "9999-12-31", "2026-02-28"]
INSTANTS = ["2026-04-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00"]
WHOLE = [0, 1, -1, 31, 2**31 - 1, -(2**31)]
KNOWN_IDS = """
    SELECT id::text FROM masterdata.party UNION ALL SELECT id::text FROM masterdata.product
    UNION ALL SELECT id::text FROM masterdata.account UNION ALL SELECT id::text FROM masterdata.warehouse
    UNION ALL SELECT id::text FROM masterdata.location UNION ALL SELECT id::text FROM masterdata.tax_code
    UNION ALL SELECT id::text FROM masterdata.unit UNION ALL SELECT id::text FROM masterdata.company
    UNION ALL SELECT id::text FROM access.app_user UNION ALL SELECT id::text FROM access.role
    UNION ALL SELECT id::text FROM kernel.document
"""


class Guesser:
    """Draws values that pass the check of types and mean nothing."""

    def __init__(self, seed: int, ids: list[str]) -> None:
        self.random = random.Random(seed)
        self.ids = ids

    def value(self, kind: Any, depth: int = 0) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self.certain(kind.of_type, depth)
        return None if self.random.random() < 0.4 else self.certain(kind, depth)

    def certain(self, kind: Any, depth: int) -> Any:
        if isinstance(kind, GraphQLList):
            count = self.random.choice([0, 1, 1, 2])
            return [self.certain(get_named_type(kind), depth + 1) for _ in range(count)]
        if isinstance(kind, GraphQLInputObjectType):
            made = {name: self.value(each.type, depth + 1) for name, each in kind.fields.items()}
            # A value that may be missing is null or not there at all.
            return {
                name: value for name, value in made.items() if value is not None or self.random.random() < 0.3
            }
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(list(kind.values))
        return self.scalar(kind.name)

    def scalar(self, name: str) -> Any:
        if name == "ID":
            return self.random.choice([*self.ids, str(UUID(int=self.random.getrandbits(128)))])
        drawn = {
            "String": TEXTS,
            "Money": FIGURES,
            "Quantity": FIGURES,
            "Decimal": FIGURES,
            "Int": WHOLE,
            "Boolean": [True, False],
            "Date": DAYS,
            "DateTime": INSTANTS,
            "JSON": [{}, [], "x", {"a": [1, None]}],
        }
        return self.random.choice(drawn[name])


def test_no_verb_ends_in_an_accident(running: Running, erp: Erp) -> None:
    built = build()
    mutation = built.graphql.mutation_type
    assert mutation is not None and len(mutation.fields) > 40
    [person] = running.sql("SELECT id FROM access.app_user WHERE login = 'erp'")
    rights = frozenset(permissions())
    asking = replace(ASKING, actor=person["id"], permissions=rights, company=UUID(erp.company))
    seen: Counter[str] = Counter()
    accidents: list[str] = []
    for at in range(ROUNDS):
        ids = [row["id"] for row in running.sql(KNOWN_IDS)]
        guesser = Guesser(at, ids)
        for name, field in mutation.fields.items():
            taken = field.args.get("input")
            head = f"($input: {taken.type}!)".replace("!!", "!") if taken else ""
            given = "input: $input, " if taken else ""
            document = f'mutation{head} {{ {name}({given}idempotencyKey: "{name}-{at}") {{ __typename }} }}'
            variables = {"input": guesser.certain(get_named_type(taken.type), 0)} if taken else {}
            answer = background().run(execute(document, variables, asking, running.database))
            code = answer.refused.code if answer.refused else "done"
            seen[code] += 1
            if code in ("INTERNAL", "GRAPHQL_VALIDATION_FAILED", "BUSY", "UNAVAILABLE"):
                accidents.append(f"{code} {name} {json.dumps(variables, ensure_ascii=False)}")
    assert not accidents, "\n".join(accidents)
    # A fair part got past the check of types and into the actions.
    assert seen["done"] > ROUNDS
