"""Lists: pages by key in both directions, filters, search, sorting, counting."""

import pytest

from tests.api.conftest import Trade

NUMBERS = [f"N-{at:03}" for at in range(1, 24)]
SORTS = ["NUMBER", "BOUGHT_ON", "TOTAL", "NOTE", "SELLER_NAME", "LINE_COUNT"]


def pages(trade: Trade, sort: str, *, back: bool, size: int = 4) -> list[str]:
    """All numbers of a list, page after page, and checks on each page what is said about its place."""
    cursor, found = None, []
    name, edge = ("last", "before") if back else ("first", "after")
    while True:
        data = trade.data(
            f"query($c: String) {{ purchases({name}: {size}, {edge}: $c, sort: {sort}) {{ nodes {{ number }}"
            " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
            {"c": cursor},
        )["purchases"]
        numbers = [each["number"] for each in data["nodes"]]
        info = data["pageInfo"]
        found = numbers + found if back else found + numbers
        assert info["hasPreviousPage" if not back else "hasNextPage"] is (cursor is not None)
        if not info["hasPreviousPage" if back else "hasNextPage"]:
            return found
        cursor = info["startCursor" if back else "endCursor"]


@pytest.mark.parametrize("sort", [f"{sort}_{way}" for sort in SORTS for way in ("ASC", "DESC")])
def test_paging_either_way_sees_each_record_once_also_between_equal_and_empty_values(
    shared: Trade, sort: str
) -> None:
    whole = shared.data(f"{{ purchases(first: 100, sort: {sort}) {{ nodes {{ number }} }} }}")
    wanted = [each["number"] for each in whole["purchases"]["nodes"]]
    assert sorted(wanted) == NUMBERS
    assert pages(shared, sort, back=False) == wanted
    assert pages(shared, sort, back=True) == wanted


def test_a_record_that_comes_in_between_moves_nothing(trade: Trade) -> None:
    ask = "query($c: String) { purchases(first: 5, after: $c) { nodes { number } pageInfo { endCursor } } }"
    first = trade.data(ask)["purchases"]
    trade.data(
        'mutation($i: BuyBooksInput!) { buyBooks(input: $i, idempotencyKey: "1") { id } }',
        {"i": {"seller": "00000000-0000-7000-8000-000000000001", "lines": [{"title": "x", "price": "1"}]}},
    )
    second = trade.data(ask, {"c": first["pageInfo"]["endCursor"]})["purchases"]
    assert [each["number"] for each in second["nodes"]] == NUMBERS[::-1][5:10]


@pytest.mark.parametrize(
    "filters, wanted",
    [
        ("mood: DONE", [3, 6, 9, 12, 15, 18, 21]),
        ("mood: [DONE, OPEN], first: 100", range(1, 24)),
        ('boughtOnFrom: "2026-01-07"', [6, 13, 20]),
        ('boughtOnFrom: "2026-01-02", boughtOnTo: "2026-01-02"', [1, 8, 15, 22]),
        ("isGift: true", [6, 12, 18]),
        ('number: "N-007"', [7]),
        ('totalFrom: "2211", totalTo: "2211.00"', [22]),
        ('seller: "00000000-0000-7000-8000-000000000002"', [1, 6, 11, 16, 21]),
        ("sellerRatingFrom: 4", [3, 8, 13, 18, 23]),
        ('search: "N-02 note"', [21, 22, 23]),
        ('search: "ｎ－０２３"', [23]),
        ('search: "foyles"', [1, 6, 11, 16, 21]),
        ('search: "%"', [3, 8, 13, 18, 23]),
        ('search: "_"', []),
        ('search: ""', range(1, 24)),
    ],
)
def test_filters_and_search(shared: Trade, filters: str, wanted: list[int]) -> None:
    data = shared.data(f"{{ purchases({filters}, sort: NUMBER_ASC) {{ totalCount nodes {{ number }} }} }}")
    assert [each["number"] for each in data["purchases"]["nodes"]] == [f"N-{at:03}" for at in wanted]
    assert data["purchases"]["totalCount"] == len(wanted)


def test_a_page_is_one_statement_whatever_is_asked_of_it(shared: Trade) -> None:
    before = shared.database.statements
    shared.data(
        '{ purchases(first: 3, search: "n") { totalCount pageInfo { hasNextPage endCursor }'
        " edges { cursor node { number seller { name } lines { title purchase { number } } } } } }"
    )
    assert shared.database.statements == before + 1


@pytest.mark.parametrize(
    "arguments, field, reason",
    [
        ("first: 0", "first", "OUT_OF_RANGE"),
        ("first: 101", "first", "OUT_OF_RANGE"),
        ("first: -1", "first", "OUT_OF_RANGE"),
        ("last: 2147483647", "last", "OUT_OF_RANGE"),
        ("first: 1, last: 1", "last", "NOT_TOGETHER"),
        ('first: 1, before: "x"', "before", "NOT_TOGETHER"),
        ('after: "x"', "after", "BAD_CURSOR"),
        ('after: "WyJOVU1CRVJfREVTQyIsICJOLTAyMyIsICJ4Il0"', "after", "BAD_CURSOR"),
        ('after: "' + "A" * 3000 + '"', "after", "BAD_CURSOR"),
        ('after: "ＡＡ"', "after", "BAD_CURSOR"),
        ('search: "' + "a" * 201 + '"', "search", "TOO_LONG"),
        ('seller: "1"', "seller", "NOT_AN_ID"),
    ],
)
def test_wrong_arguments_are_refused_by_name(shared: Trade, arguments: str, field: str, reason: str) -> None:
    error = shared.error(f"{{ purchases({arguments}) {{ totalCount }} }}")
    assert (error["code"], error["field"], error["facts"]["reason"]) == ("BAD_INPUT", field, reason)


def test_a_cursor_of_another_order_is_refused(shared: Trade) -> None:
    page = shared.data("{ purchases(first: 1, sort: TOTAL_ASC) { pageInfo { endCursor } } }")["purchases"]
    error = shared.error(
        "query($c: String) { purchases(after: $c) { totalCount } }", {"c": page["pageInfo"]["endCursor"]}
    )
    assert error["facts"] == {"reason": "BAD_CURSOR"}
