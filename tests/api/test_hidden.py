"""What one may not see one cannot read, filter by, sort by, search, count, or learn of by an error."""

import pytest

from tests.api.conftest import Trade

PURCHASE = "00000000-0000-7000-8001-000000000007"


@pytest.mark.parametrize(
    "document, permission",
    [
        ("{ purchases { totalCount } }", "sample.read_purchase"),
        ("{ purchases { __typename } }", "sample.read_purchase"),
        ("{ purchases { pageInfo { hasNextPage } } }", "sample.read_purchase"),
        (f'{{ purchase(id: "{PURCHASE}") {{ __typename }} }}', "sample.read_purchase"),
        (f'{{ purchase(id: "{PURCHASE}") {{ lines {{ title }} }} }}', "sample.read_purchase"),
        (f'{{ purchase(id: "{PURCHASE}") {{ seller {{ id }} }} }}', "sample.read_seller"),
        (f'{{ purchase(id: "{PURCHASE}") {{ ...F }} }} fragment F on Purchase {{ adviser {{ __typename }} }}',
         "sample.read_seller"),
        ("{ purchases(sort: SELLER_NAME_ASC) { totalCount } }", "sample.read_seller"),
        ("{ purchases(sellerRatingFrom: 1) { totalCount } }", "sample.read_seller"),
        ('{ purchases(search: "x") { totalCount } }', "sample.read_seller"),
        ("{ sellers { nodes { terms } } }", "sample.read_terms"),
        ("{ sellersByTerms(sort: TERMS_ASC) { totalCount } }", "sample.read_terms"),
        ('{ sellersByTerms(terms: "x") { totalCount } }', "sample.read_terms"),
        ('{ sellersByTerms(search: "x") { totalCount } }', "sample.read_terms"),
        ('{ moodCounts(since: "2026-01-01") { purchases } }', "sample.read_moods"),
        ('{ moodCounts(since: "2026-01-01") { bestSeller { id } } }', "sample.read_seller"),
        ('{ words(text: "x") { length } }', "sample.read_words"),
    ],
)  # fmt: skip
def test_each_way_to_it_is_closed_before_anything_is_asked(
    shared: Trade, document: str, permission: str
) -> None:
    shared.data(document)
    before = shared.database.statements
    error = shared.without(permission).error(document)
    assert error == {"code": "FORBIDDEN", "facts": {"permission": permission}}
    assert shared.database.statements == before


def test_the_rest_stays_open(shared: Trade) -> None:
    fewer = shared.without("sample.read_terms", "sample.read_moods")
    assert fewer.data("{ sellersByTerms { nodes { name } } }")["sellersByTerms"]["nodes"]
    assert fewer.data("{ purchases(sort: NOTE_DESC) { totalCount } }")["purchases"]["totalCount"] == 23


def test_forbidden_is_said_alike_whether_or_not_it_is_there(shared: Trade) -> None:
    nobody = shared.without("sample.read_purchase")
    for one in (PURCHASE, PURCHASE.replace("0007", "dead")):
        error = nobody.error("query($id: ID!) { purchase(id: $id) { id } }", {"id": one})
        assert error == {"code": "FORBIDDEN", "facts": {"permission": "sample.read_purchase"}}


def test_rows_of_another_company_are_not_there(shared: Trade) -> None:
    from uuid import UUID

    other = shared.as_(company=UUID("00000000-0000-0000-0000-00000000000b"))
    data = other.data(
        f'{{ purchase(id: "{PURCHASE}") {{ id }} purchases {{ totalCount nodes {{ number }} }} }}'
    )
    assert data == {"purchase": None, "purchases": {"totalCount": 1, "nodes": [{"number": "X-1"}]}}


def test_rows_are_narrowed_in_lists_and_by_links(shared: Trade) -> None:
    names = [
        each["name"] for each in shared.data("{ goodSellers { nodes { name } } }")["goodSellers"]["nodes"]
    ]
    assert names == ["Sōgō 100%", "紀伊國屋"]


def test_the_schema_is_shown_to_developers_only(shared: Trade) -> None:
    ask = "{ __schema { queryType { name } } }"
    assert shared.error(ask)["code"] == "INTROSPECTION_REFUSED"
    assert shared.error('{ __type(name: "Seller") { name } }')["code"] == "INTROSPECTION_REFUSED"
    developer = shared.as_(is_developer=True)
    assert developer.data(ask) == {"__schema": {"queryType": {"name": "Query"}}}
    assert developer.error("{ __schema { types { name } } purchases { totalCount } }")["code"] == (
        "INTROSPECTION_REFUSED"
    )


def test_the_question_that_tools_ask_about_the_schema_is_answered(shared: Trade) -> None:
    from graphql import build_client_schema, get_introspection_query, print_schema

    answer = shared.as_(is_developer=True).data(get_introspection_query())
    assert "type Purchase {" in print_schema(build_client_schema(answer))


def test_errors_do_not_read_the_schema_aloud(shared: Trade) -> None:
    for document in ("{ purchases { nodes { numbr } } }", "{ purchase(ident: 1) { id } }", "{ x: purchas }"):
        error = shared.error(document)
        assert error["code"] == "GRAPHQL_VALIDATION_FAILED" and "mean" not in error["facts"]["problem"]
