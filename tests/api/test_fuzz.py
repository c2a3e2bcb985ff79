"""Every verb of the house is sent hostile values by the thousand: refused by a known code, never a crash.

The values are drawn from the schema: each field gets something that fits or something that does not. What
fits by its type (the number of a record of another kind, a day before all books) is the more dangerous
half, since it reaches the rules and the database. Afterwards the books balance as before.
"""

import json
import os
import random
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_enum_type,
)

from erp.api.schema import build
from erp.kernel.errors import Refused
from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp

SEED = int(os.environ.get("ERP_TEST_SEED", "20260401"))
TURNS = 12
# What cannot be a value of any field.
NEVER: list[Any] = [{}, [[]], {"a": 1}, True, 1.5, -1, 2**70, "\0", "x\0y", "é" * 20_000, "x" * 20_000]
HOSTILE: dict[str, list[Any]] = {
    "ID": ["", "1", "not-an-id", "00000000-0000-0000-0000-00000000000g", "0" * 32, "' OR 1=1 --", 7],
    "String": ["", " ", "\u3000", "a" * 9_999, "%", "\\", "'; DROP TABLE x; --", "<script>",
               "\u202e", "🍵" * 300],
    "Int": [0, -1, 13, 32, 99, 2**31 - 1, -(2**31), 2**31, "1", 1.0],
    "Boolean": [0, 1, "true", ""],
    "Date": ["0001-01-01", "9999-12-31", "1900-02-28", "2026-02-30", "", "2026-4-1", "infinity", 20260401],
    "DateTime": ["2026-04-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "now", ""],
    "Money": ["0", "-1", "NaN", "Infinity", "1e5", "0.00001", "1.005", "99999999999999.9999", "9" * 15, "",
              ".5", "+1", "１", " 1", "1,000", "-0", 1, 0.1],
    "Quantity": ["0", "-1", "NaN", "1E2", "0.0000001", "0.000001", "999999999999.999999", "9" * 13, "",
                 "--1", 3],
    "Decimal": ["0", "-0.1", "1", "2", "NaN", "1e-1", "0.0000001", "999999999999", "", 0.1],
    "JSON": [None, [], {}, "x", 1, [[[[1]]]]],
}  # fmt: skip
GOOD: dict[str, list[Any]] = {
    "String": [
        "見本",
        "A-1",
        "JPY",
        "USD",
        "EUR",
        "ja",
        "T1234567890123",
        "order",
        "ordering.*",
        "Asia/Tokyo",
    ],
    "Int": [1, 2, 31],
    "Boolean": [True, False],
    "Date": ["2026-04-01", "2026-03-31", "2026-04-30", "2027-03-31"],
    "DateTime": ["2026-04-01T00:00:00Z"],
    "Money": ["1", "1000", "100.5"],
    "Quantity": ["1", "2.5", "1000000"],
    "Decimal": ["0.1", "0.08"],
    "JSON": [{}],
}
# Words of a field that do not name the table its ids are of.
MEANT = {
    "customer": "party", "supplier": "party", "survivor": "party", "duplicate": "party",
    "salesperson": "app_user", "user": "app_user", "order": "sales_order", "line": "sales_order_line",
    "entry": "journal_entry", "token": "api_token", "merge": "party_merge", "rule": "sod_rule",
    "run": "import_run",
}  # fmt: skip


class Drawn:
    """Values for the inputs of verbs, the same for the same seed."""

    def __init__(self, seed: int, ids: Mapping[str, list[str]]) -> None:
        self.random = random.Random(seed)
        self.ids = ids
        self.every = sorted({each for some in ids.values() for each in some})

    def of(self, kind: Any, name: str, hostile: float) -> Any:
        """A value for a field of this type and name."""
        if isinstance(kind, GraphQLNonNull):
            kind = kind.of_type
            if self.random.random() < hostile / 4:
                return None
        if self.random.random() < hostile / 3:
            return self.random.choice(NEVER)
        if isinstance(kind, GraphQLList):
            return [self.of(kind.of_type, name, hostile) for _ in range(self.random.choice((0, 1, 1, 2, 3)))]
        if isinstance(kind, GraphQLInputObjectType):
            return self.input(kind, hostile)
        return self.leaf(get_named_type(kind), name, hostile)

    def input(self, kind: GraphQLInputObjectType, hostile: float) -> dict[str, Any]:
        given = {}
        for name, field in kind.fields.items():
            if isinstance(field.type, GraphQLNonNull) or self.random.random() < 0.4:
                given[name] = self.of(field.type, name, hostile)
        if self.random.random() < hostile / 6:
            given[self.random.choice(("company", "state", "number", "createdBy", "__proto__"))] = "x"
        return given

    def leaf(self, kind: Any, name: str, hostile: float) -> Any:
        bad = self.random.random() < hostile
        if is_enum_type(kind):
            return self.random.choice(["NOTHING", "", 0, "open"] if bad else list(kind.values))
        if kind.name == "ID" and not bad:
            fitting = self.ids.get(MEANT.get(name, name)) if self.random.random() < 0.8 else None
            return self.random.choice(fitting or self.every)
        return self.random.choice(HOSTILE[kind.name] if bad else GOOD[kind.name])


@pytest.fixture
def attacked(erp: Erp) -> tuple[Erp, dict[str, list[str]]]:
    """A house in which every kind of record exists, and somebody who may do everything to it."""
    shop, tea = a_customer(erp), a_product(erp)
    a_customer(erp), a_product(erp, tax="S8")
    stock_of(erp, tea, "100")
    for turn in range(4):
        order = erp.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": "2"}])
        if turn:
            erp.confirm_sales_order(order=order)
        if turn > 1:
            erp.ship_sales_order(order=order)
            erp.deliver_events()
    erp.draft_quotation(customer=shop, lines=[{"product": tea, "quantity": "2"}])
    erp.record_receipt(customer=shop, received_on="2026-04-01", amount="500")
    attacker = erp.as_user(
        "attacker", roles=("administrator", "sales", "warehouse", "accounting", "developer")
    )
    return attacker, found_ids(attacker)


def found_ids(erp: Erp) -> dict[str, list[str]]:
    """The ids of all records by the name of their table, but those the attacker stands on."""
    tables = erp.sql(
        "SELECT table_schema AS s, table_name AS t FROM information_schema.columns"
        " WHERE column_name = 'id' AND data_type = 'uuid'"
        " AND table_schema IN ('masterdata', 'access', 'ordering', 'inventory', 'accounting')"
    )
    mine = {str(row["id"]) for row in erp.sql(
        "SELECT id FROM access.app_user WHERE login IN ('attacker', 'erp')"
        " UNION ALL SELECT id FROM access.api_token"
    )}  # fmt: skip
    found = {}
    for row in tables:
        ids = sorted(str(each["id"]) for each in erp.sql(f"SELECT id FROM {row['s']}.{row['t']} LIMIT 30"))
        found[row["t"]] = [each for each in ids if each not in mine]
    return {name: ids for name, ids in found.items() if ids}


def test_no_verb_falls_over_whatever_it_is_given(attacked: tuple[Erp, dict[str, list[str]]]) -> None:
    erp, ids = attacked
    drawn = Drawn(SEED, ids)
    mutation = build().graphql.mutation_type
    assert mutation is not None
    known = set(Refused.known())
    codes: dict[str, int] = {}
    troubles = []
    for name, field in mutation.fields.items():
        document, kind = asked(name, field)
        for turn in range(TURNS):
            given = drawn.of(kind, "input", hostile=(0.0, 0.05, 0.3)[turn % 3]) if kind else None
            key = f"{name} {turn}" if turn % 11 else drawn.random.choice([None, "", "x" * 300, 7, "\0", []])
            answer = erp.send(document, {"i": given, "k": key})
            code = told(answer)
            codes[code] = codes.get(code, 0) + 1
            if answer.status_code >= 500 or (code != "" and code not in known):
                sent = json.dumps(given, ensure_ascii=False)[:600]
                troubles.append(f"{name} (seed {SEED}): {answer.status_code} {code} {sent}")
    assert not troubles, "\n".join(troubles)
    # The draw is worth something only if much of it got as far as the rules and the database.
    assert codes.get("", 0) > 50 and len(codes) > 12, codes
    books_hold(erp)


def test_no_question_falls_over_whatever_it_is_given(attacked: tuple[Erp, dict[str, list[str]]]) -> None:
    erp, ids = attacked
    drawn = Drawn(SEED, ids)
    query = build().graphql.query_type
    assert query is not None
    known, answered, troubles = set(Refused.known()), 0, []
    for name, field in query.fields.items():
        for turn in range(TURNS):
            given = {
                each: drawn.of(one.type, each, hostile=(0.0, 0.1, 0.3)[turn % 3])
                for each, one in field.args.items()
                if isinstance(one.type, GraphQLNonNull) or drawn.random.random() < 0.3
            }
            heads = ", ".join(f"${each}: {field.args[each].type}" for each in given)
            places = ", ".join(f"{each}: ${each}" for each in given)
            document = f"{{ {name} {{ __typename }} }}"
            if given:
                document = f"query({heads}) {{ {name}({places}) {{ __typename }} }}"
            answer = erp.send(document, given)
            code = told(answer)
            answered += code == ""
            if answer.status_code >= 500 or (code != "" and code not in known):
                sent = json.dumps(given, ensure_ascii=False)[:600]
                troubles.append(f"{name} (seed {SEED}): {answer.status_code} {code} {sent}")
    assert not troubles, "\n".join(troubles)
    assert answered > 100


def asked(name: str, field: Any) -> tuple[str, Any]:
    """The document of a verb and the type of its input."""
    if "input" not in field.args:
        return f"mutation($k: String) {{ {name}(idempotencyKey: $k) {{ __typename }} }}", None
    kind = field.args["input"].type
    head = f"mutation($i: {kind}, $k: String)"
    return f"{head} {{ {name}(input: $i, idempotencyKey: $k) {{ __typename }} }}", kind


def told(answer: Any) -> str:
    errors = answer.json().get("errors")
    if not errors:
        return ""
    code: str = errors[0]["extensions"]["code"]
    assert errors[0]["message"].strip(), code
    return code


def books_hold(erp: Erp) -> None:
    """Whatever came through, debit is credit, and the shelf is worth what the moves say."""
    [row] = erp.sql("SELECT coalesce(sum(debit - credit), 0) AS off FROM accounting.journal_line")
    assert row["off"] == 0
    assert not erp.sql(
        "SELECT entry FROM accounting.journal_line GROUP BY entry, currency HAVING sum(debit - credit) <> 0"
    )
    assert not erp.sql("SELECT FROM inventory.stock_balance WHERE reserved > on_hand OR reserved < 0")


FIGURES = ["NaN", "Infinity", "1E5", "1e-2", "0.00001", "9" * 40, "١", "0x10", "1_000", " 1", "", 1, 0.5]
WITH_FIGURES = [
    "draftSalesOrder",
    "recordReceipt",
    "postEntry",
    "registerProduct",
    "setPrice",
    "receiveStock",
]


def test_no_figure_is_rounded_or_misread(erp: Erp) -> None:
    mutation = build().graphql.mutation_type
    assert mutation is not None
    drawn = Drawn(SEED, {"any": ["00000000-0000-7000-8000-000000000001"]})
    for name in WITH_FIGURES:
        document, kind = asked(name, mutation.fields[name])
        for figure in FIGURES:
            given = with_figure(kind.of_type, drawn, figure)
            answer = erp.send(document, {"i": given, "k": "1"})
            assert (answer.status_code, told(answer)) == (200, "BAD_INPUT"), (name, figure, answer.text)


def with_figure(kind: GraphQLInputObjectType, drawn: Drawn, figure: object) -> dict[str, Any]:
    """A fitting input in which every amount and quantity is this figure."""
    given: dict[str, Any] = {}
    for name, field in kind.fields.items():
        named = get_named_type(field.type)
        if isinstance(named, GraphQLInputObjectType):
            given[name] = [with_figure(named, drawn, figure)]
        elif named.name in ("Money", "Quantity"):
            given[name] = figure
        elif isinstance(field.type, GraphQLNonNull):
            given[name] = drawn.of(field.type, name, hostile=0.0)
    return given
