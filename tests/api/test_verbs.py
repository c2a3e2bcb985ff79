"""Verbs: permission, input, key, one transaction, one answer; what goes wrong changes nothing."""

import asyncio
import json
from decimal import Decimal
from typing import Any

import pytest
import structlog

from erp.api import reading
from tests.api.conftest import Trade
from tests.server import background

SELLER = "00000000-0000-7000-8000-000000000001"
BUY = """mutation($i: BuyBooksInput!, $k: String) { buyBooks(input: $i, idempotencyKey: $k) {
    number mood total isGift note ticket seller { name } lines { lineNo title quantity price } } }"""


def books(**more: Any) -> dict[str, Any]:
    lines = [{"title": "A", "price": "10.50"}, {"title": "B", "price": "3", "quantity": "2.5"}]
    return {"i": {"seller": SELLER, "lines": lines} | more, "k": "k-1"}


def count(trade: Trade) -> int:
    return trade.data("{ purchases { totalCount } }")["purchases"]["totalCount"]


def test_a_verb_answers_with_what_it_changed_and_its_defaults(trade: Trade) -> None:
    made = trade.data(BUY, books())["buyBooks"]
    assert made.pop("number").startswith("N-")
    assert made == {
        "mood": "OPEN",
        "total": "18",
        "isGift": False,
        "note": None,
        "ticket": "T-1",
        "seller": {"name": "丸善"},
        "lines": [
            {"lineNo": 1, "title": "A", "quantity": "1", "price": "10.5"},
            {"lineNo": 2, "title": "B", "quantity": "2.5", "price": "3"},
        ],
    }
    assert count(trade) == 24


def test_the_same_key_does_it_once_and_shows_a_secret_once(trade: Trade) -> None:
    first = trade.data(BUY, books())["buyBooks"]
    again = trade.data(BUY, books())["buyBooks"]
    assert first["ticket"] == "T-1" and again["ticket"] is None
    assert again == first | {"ticket": None}
    assert count(trade) == 24
    kept = background().run(trade.database.read("SELECT answer FROM kernel.idempotency WHERE key = 'k-1'"))
    assert b"T-1" not in bytes(kept)


def test_many_at_once_under_one_key_get_one_answer(trade: Trade) -> None:
    from erp.api.executing import execute

    async def all_at_once() -> list[bytes]:
        asked = [execute(BUY, books(), trade.asking, trade.database, kept=trade.kept) for _ in range(16)]
        return [answer.body for answer in await asyncio.gather(*asked)]

    answers = [json.loads(body) for body in background().run(all_at_once())]
    assert len({answer["data"]["buyBooks"]["number"] for answer in answers}) == 1
    assert count(trade) == 24


@pytest.mark.parametrize("other", [{"note": "other"}, {"mood": "DONE"}])
def test_a_key_used_for_something_else_is_refused(trade: Trade, other: dict[str, Any]) -> None:
    trade.data(BUY, books())
    assert trade.error(BUY, books(**other))["code"] == "KEY_REUSED"
    assert trade.error(BUY.replace("ticket", ""), books())["code"] == "KEY_REUSED"
    assert count(trade) == 24


@pytest.mark.parametrize(
    "change, code, field, reason",
    [
        ({"lines": [{"title": "A", "price": "1e3"}]}, "BAD_INPUT", "input.lines.0.price", "NOT_PLAIN_DIGITS"),
        ({"lines": [{"title": "A", "price": 1}]}, "BAD_INPUT", "input.lines.0.price", "NOT_PLAIN_DIGITS"),
        ({"lines": [{"title": "A", "price": 1.5}]}, "BAD_INPUT", "input.lines.0.price", "NOT_PLAIN_DIGITS"),
        ({"lines": [{"title": "A", "price": "NaN"}]}, "BAD_INPUT", "input.lines.0.price", "NOT_PLAIN_DIGITS"),
        (
            {"lines": [{"title": "A", "price": "0.00001"}]},
            "BAD_INPUT",
            "input.lines.0.price",
            "TOO_MANY_DECIMALS",
        ),
        ({"lines": [{"title": "A", "price": "9" * 15}]}, "BAD_INPUT", "input.lines.0.price", "TOO_LARGE"),
        ({"lines": [{"price": "1"}]}, "BAD_INPUT", "input.lines.0.title", "REQUIRED"),
        ({"lines": [{"title": None, "price": "1"}]}, "BAD_INPUT", "input.lines.0.title", "REQUIRED"),
        ({"lines": [{"title": "A", "price": "1", "x": 1}]}, "BAD_INPUT", "input.lines.0.x", "UNKNOWN_FIELD"),
        ({"lines": [None]}, "BAD_INPUT", "input.lines", "REQUIRED"),
        ({"lines": [[]]}, "BAD_INPUT", "input.lines.0", "NOT_AN_OBJECT"),
        ({"lines": [{"title": "A", "price": "1"}] * 501}, "BAD_INPUT", "input.lines", "TOO_MANY"),
        ({"seller": "x"}, "BAD_INPUT", "input.seller", "NOT_AN_ID"),
        ({"seller": None}, "BAD_INPUT", "input.seller", "REQUIRED"),
        ({"mood": "HAPPY"}, "BAD_INPUT", "input.mood", "NOT_ONE_OF"),
        ({"mood": 1}, "BAD_INPUT", "input.mood", "NOT_ONE_OF"),
        ({"isGift": "true"}, "BAD_INPUT", "input.isGift", "NOT_YES_OR_NO"),
        ({"on": "2026-02-30"}, "BAD_INPUT", "input.on", "NOT_A_DATE"),
        ({"on": "20260401"}, "BAD_INPUT", "input.on", "NOT_A_DATE"),
        ({"note": "\0"}, "BAD_INPUT", "input.note", "UNPRINTABLE"),
        ({"note": "abc\u202ecba"}, "BAD_INPUT", "input.note", "UNPRINTABLE"),
        (
            {"lines": [{"title": "A\nB", "price": "1"}]},
            "BAD_INPUT",
            "input.lines.0.title",
            "MORE_THAN_ONE_LINE",
        ),
        (
            {"lines": [{"title": "A\tB", "price": "1"}]},
            "BAD_INPUT",
            "input.lines.0.title",
            "MORE_THAN_ONE_LINE",
        ),
        ({"note": "x" * 10_001}, "BAD_INPUT", "input.note", "TOO_LONG"),
        ({"company": SELLER}, "BAD_INPUT", "input.company", "UNKNOWN_FIELD"),
    ],
)
def test_input_that_does_not_fit_is_refused_with_its_place(
    shared: Trade, change: dict[str, Any], code: str, field: str, reason: str
) -> None:
    before = shared.database.statements
    error = shared.error(BUY, books(**change))
    assert (error["code"], error["field"], error["facts"]["reason"]) == (code, field, reason)
    assert shared.database.statements == before


@pytest.mark.parametrize(
    "key, code", [(None, "KEY_REQUIRED"), ("", "KEY_REQUIRED"), ("x" * 201, "BAD_INPUT")]
)
def test_a_change_needs_a_key(shared: Trade, key: str | None, code: str) -> None:
    assert shared.error(BUY, books() | {"k": key})["code"] == code
    assert count(shared) == 23


def test_a_refusal_undoes_everything_and_tells_its_facts_in_the_readers_language(trade: Trade) -> None:
    dear = books(lines=[{"title": "A", "price": "1001"}])
    answer = json.loads(trade.ask(BUY, dear).body)["errors"][0]
    assert answer["path"] == ["buyBooks"]
    assert answer["extensions"] == {
        "code": "TOO_DEAR",
        "facts": {"limit": "1000", "total": "1001"},
        "field": "input.lines",
    }
    assert answer["message"].startswith("We do not spend that much")
    assert count(trade) == 23
    # The key was not used up by what did not happen.
    assert trade.data(BUY, books())["buyBooks"]["total"] == "18"


def test_an_accident_gets_a_number_and_tells_nothing(trade: Trade) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = trade.ask(BUY, books(note="crash"))
    error = json.loads(answer.body)["errors"][0]
    assert answer.status == 500 and error["extensions"]["code"] == "INTERNAL"
    incident = error["extensions"]["facts"]["incident"]
    assert [line["incident"] for line in lines] == [incident] and lines[0]["error"] == "RuntimeError"
    assert "4711" not in json.dumps(lines) and "4711" not in answer.body.decode()
    assert any("buy_books" in place for place in lines[0]["at"])


def test_a_database_error_quotes_nothing(trade: Trade) -> None:
    with structlog.testing.capture_logs() as lines:
        nobody = "00000000-0000-7000-8000-00000000dead"
        error = trade.error(BUY, books(seller=nobody))
    assert error == {"code": "NOT_FOUND", "facts": {}}
    assert "23503" in lines[0]["error"] and "dead" not in json.dumps(lines)
    too_much = {"title": "A", "price": "1", "quantity": "0.0000001"}
    assert trade.error(BUY, books(lines=[too_much]))["code"] == "BAD_INPUT"
    assert count(trade) == 23


def test_without_the_permission_nothing_runs(trade: Trade) -> None:
    error = trade.without("sample.buy_books").error(BUY, books())
    assert error == {"code": "FORBIDDEN", "facts": {"permission": "sample.buy_books"}}
    # Whoever may do it but may not read the answer is refused before it is done, too.
    error = trade.without("sample.read_seller").error(BUY, books())
    assert error == {"code": "FORBIDDEN", "facts": {"permission": "sample.read_seller"}}
    assert count(trade) == 23


def test_two_verbs_at_once_are_refused(shared: Trade) -> None:
    change = f'changeNote(input: {{purchase: "{SELLER}"}}, idempotencyKey: "a") {{ id }}'
    for document in (
        f"mutation {{ a: {change} b: {change} }}",
        f"mutation {{ {change} ...F }} fragment F on Mutation {{ b: {change} }}",
        f"query A {{ __typename }} mutation B {{ {change} }}",
    ):
        assert shared.error(document)["code"] == "ONE_OPERATION"


def test_null_and_nothing_for_a_value_that_may_be_missing(trade: Trade) -> None:
    change = (
        "mutation($i: ChangeNoteInput!, $k: String!) { changeNote(input: $i, idempotencyKey: $k) { note } }"
    )
    one = "00000000-0000-7000-8001-000000000001"
    for at, (given, kept) in enumerate([({"note": "x"}, "x"), ({"note": None}, None), ({}, None)]):
        answer = trade.data(change, {"i": {"purchase": one} | given, "k": str(at)})
        assert answer == {"changeNote": {"note": kept}}


def test_a_constant_number_of_statements_besides_the_action(trade: Trade) -> None:
    change = (
        'mutation($i: ChangeNoteInput!) { changeNote(input: $i, idempotencyKey: "s") { note lines { id } } }'
    )
    before = trade.database.statements
    trade.data(change, {"i": {"purchase": "00000000-0000-7000-8001-000000000001"}})
    # BEGIN, who and which key, the action's one, the answer, its keeping, COMMIT.
    assert trade.database.statements - before == 6


def test_plans_are_kept_for_each_set_of_permissions_apart(shared: Trade) -> None:
    ask = "{ sellers(first: 1) { nodes { terms } } }"
    assert shared.data(ask)["sellers"]["nodes"][0]["terms"]
    assert shared.without("sample.read_terms").error(ask)["code"] == "FORBIDDEN"
    assert shared.data(ask)["sellers"]["nodes"][0]["terms"]
    assert reading.MOST_PLANS >= len(shared.kept.get(ask).plans) == 1


def test_figures_come_back_in_one_form(trade: Trade) -> None:
    made = trade.data(BUY, books(lines=[{"title": "A", "price": "10.0000", "quantity": "1.000000"}]))
    assert made["buyBooks"]["total"] == "10" and Decimal(made["buyBooks"]["lines"][0]["quantity"]) == 1
