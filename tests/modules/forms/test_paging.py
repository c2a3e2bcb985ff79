"""A list of requests is read page by page, forth and back, and a place that is none is refused by name."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.forms.conftest import AMOUNT, TITLE, Desk

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $sort: String, $down: Boolean) {
    requests(form: "buy", first: $first, after: $after, last: $last, before: $before, sort: $sort,
             descending: $down) {
        nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


@pytest.fixture
def list_(desk: Desk) -> Desk:
    """Seven requests; several of one amount."""
    desk.form("buy", TITLE, AMOUNT)
    for at in range(7):
        desk.erp.draft_request(form="buy", values={"title": f"t{at}", "amount": str(at // 2)})
    return desk


def page(desk: Desk, **given: Any) -> tuple[list[str], dict[str, Any]]:
    found = desk.erp.query(PAGE, **given)["requests"]
    return [each["title"] for each in found["nodes"]], found["pageInfo"]


@pytest.mark.parametrize("sort, down", [("amount", False), ("amount", True), (None, None), ("title", True)])
def test_pages_forth_and_back_are_the_same(list_: Desk, sort: str | None, down: bool | None) -> None:
    order = {"sort": sort, "down": down}
    whole, place = page(list_, first=100, **order)
    assert len(whole) == 7 and not place["hasNextPage"] and not place["hasPreviousPage"]

    forth, after = [], None
    while True:
        titles, place = page(list_, first=3, after=after, **order)
        forth.append((titles, place))
        assert place["hasPreviousPage"] == (after is not None)
        if not place["hasNextPage"]:
            break
        after = place["endCursor"]
    assert [each for titles, _ in forth for each in titles] == whole
    back, place = page(list_, last=3, before=forth[2][1]["startCursor"], **order)
    assert (back, place["hasNextPage"], place["hasPreviousPage"]) == (whole[3:6], True, True)
    back, place = page(list_, last=3, before=place["startCursor"], **order)
    assert (back, place["hasPreviousPage"]) == (whole[:3], False)
    assert page(list_, last=2, **order)[0] == whole[5:]


@pytest.mark.parametrize(
    "given, code",
    [
        ({"after": "x"}, "BAD_CURSOR"),
        ({"before": "' OR true --"}, "BAD_CURSOR"),
        ({"after": "00000000-0000-0000-0000-000000000000|amount|1"}, "BAD_CURSOR"),
        ({"after": "00000000-0000-0000-0000-000000000000"}, "BAD_CURSOR"),
        ({"after": "00000000-0000-0000-0000-000000000000|_number|" + "9" * 5000}, "BAD_CURSOR"),
        ({"first": 0}, "OUT_OF_RANGE"),
        ({"last": 101}, "OUT_OF_RANGE"),
        ({"first": 1, "last": 1}, "NOT_TOGETHER"),
        ({"after": "x", "before": "x"}, "NOT_TOGETHER"),
    ],
)
def test_a_place_that_is_none_is_refused_by_name(list_: Desk, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        page(list_, **given)
