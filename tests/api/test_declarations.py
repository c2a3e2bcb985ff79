"""What is declared wrongly is said when the schema is built; what was declared is printed as it was said."""

from typing import Any

import pytest
from graphql import build_schema
from piccolo.table import Table

from erp.api import ID, children, column, computed, link, many, node, one, report, row
from erp.api.declarations import SHAPES
from erp.api.schema import Built, compose
from erp.api.shapes import BadDeclaration
from erp.kernel.columns import key, text
from tests.api import sample
from tests.api.sample import PurchaseRow, SellerRow


class SafeRow(Table, schema="sample", tablename="safe"):
    id = key()
    code = text(secret=True)


def declared(table: Any, annotations: dict[str, Any], **values: Any) -> type:
    """A type that is declared for one test only."""
    made = type("Odd", (), {"__annotations__": {"id": ID} | annotations, "__module__": __name__, **values})
    SHAPES.pop("Odd", None)
    return node(table)(made)


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    yield
    SHAPES.pop("Odd", None)


@pytest.mark.parametrize(
    "table, annotations, values, told",
    [
        (SellerRow, {"nothing": str}, {}, "has no column nothing"),
        (SellerRow, {"name": float}, {}, "no form on the wire"),
        (SellerRow, {"name": str | int}, {}, "neither a type"),
        (SellerRow, {"name": "Nobody"}, {}, "Nobody"),
        (SafeRow, {"code": str}, {}, "secret"),
        (PurchaseRow, {"seller": "Seller"}, {}, "say link"),
        (PurchaseRow, {"seller": "Seller"}, {"seller": link("sellr")}, "has no column sellr"),
        (PurchaseRow, {"seller": str}, {"seller": link("seller")}, "declared type"),
        (PurchaseRow, {"lines": "PurchaseLine"}, {"lines": children("purchase")}, "are a list"),
        (PurchaseRow, {"lines": "list[PurchaseLine]"}, {"lines": children("purchas")}, "no column purchas"),
        (
            PurchaseRow,
            {"lines": "list[PurchaseLine]"},
            {"lines": children("purchase", by="-place")},
            "no column place",
        ),
    ],
)
def test_a_wrong_declaration_is_told_at_the_start(
    table: Any, annotations: dict[str, Any], values: dict[str, Any], told: str
) -> None:
    with pytest.raises(BadDeclaration, match=told):
        compose([one(declared(table, annotations, **values))], [])


@pytest.mark.parametrize(
    "said, told",
    [
        ({"filters": ("nothing",)}, "nothing is not a field"),
        ({"filters": ("purchases",)}, "cannot filter"),
        ({"sorts": ("name.x",)}, "not a link"),
        ({"search": ("nothing",)}, "nothing is not a field"),
        ({"filters": ("secret_terms",)}, "not a field"),
    ],
)
def test_a_list_goes_only_by_what_is_declared(said: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDeclaration, match=told):
        compose([many(sample.Seller, **said)], [])


def test_a_search_may_use_a_column_that_is_made_for_it() -> None:
    compose([many(sample.Seller, search=("name_key",))], [])


def test_one_name_means_one_thing() -> None:
    with pytest.raises(BadDeclaration, match="declared twice"):
        compose([one(sample.Seller), one(sample.Purchase, name="seller")], [])
    with pytest.raises(TypeError, match="is declared in"):
        node(SellerRow)(type("Seller", (), {"__annotations__": {}, "__module__": "elsewhere.api"}))
    with pytest.raises(TypeError, match="either sql or run"):
        report("x", sample.Word, permission="x")


def test_the_printed_schema_is_a_schema(built: Built) -> None:
    text = built.printed()
    schema = build_schema(text)
    assert schema.query_type is not None and "purchases" in schema.query_type.fields
    for line in (
        "isGift: Boolean! = false",
        "mood: Mood! = OPEN",
        "quantity: Quantity\n",
        "bestSeller: Seller",
        "buyBooks(input: BuyBooksInput!, idempotencyKey: String): Purchase",
        '"""Somebody who sells books."""',
    ):
        assert line in text


def test_fields_may_have_another_column_or_none() -> None:
    odd = declared(SellerRow, {"title": str, "twice": int}, title=column("name"), twice=computed("2"))
    assert "title: String!" in compose([one(odd)], []).printed()


def test_rows_of_reports_need_no_table() -> None:
    made = row(type("Odd", (), {"__annotations__": {"at": int}, "__module__": __name__}))
    assert "at: Int!" in compose([report("x", made, permission="p", sql="SELECT 1 AS at")], []).printed()
