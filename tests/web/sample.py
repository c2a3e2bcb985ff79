"""A small house to try the page engine in: a schema in a file, a few orders, no database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from graphql import build_schema, graphql

from erp.kernel.asking import Asking
from erp.web.pages import Engine
from erp.web.view import View

HERE = Path(__file__).parent
PAGES = HERE / "sample_pages"
SCHEMA = build_schema((HERE / "sample.graphql").read_text(encoding="utf-8"))
EVERYTHING = frozenset(
    {"read_order", "read_party", "read_product", "read_warehouse", "confirm", "draft", "token", "read_sales"}
)
READS = {
    "salesOrder": "read_order",
    "salesOrders": "read_order",
    "parties": "read_party",
    "customer": "read_party",
    "products": "read_product",
    "product": "read_product",
    "warehouses": "read_warehouse",
    "salesByMonth": "read_sales",
}
VERBS = {"confirmSalesOrder": "confirm", "draftSalesOrder": "draft", "createToken": "token"}
CUSTOMERS = ["株式会社 東京物産", "北海道乳業㈱", "=危険な会社", "Alfreds Futterkiste"]
MONTHS = ["2310000", "2980000", "1870000", "3420000", "2760000", "3990000", "4120000", "4820000"]


def asking(permissions: frozenset[str] = EVERYTHING, language: str = "ja") -> Asking:
    return Asking(
        actor=UUID(int=1),
        actor_name="田中 花子",
        company=UUID(int=2),
        currency="JPY",
        timezone="Asia/Tokyo",
        language=language,
        permissions=permissions,
        via="page",
        today=date(2026, 11, 18),
    )


def needs(owner: str, name: str) -> list[str]:
    known = VERBS if owner == "Mutation" else READS
    return [known[name]] if name in known else []


def an_order(at: int) -> dict[str, Any]:
    state = ["DRAFT", "CONFIRMED", "CANCELLED"][at % 3]
    products = [
        {"id": str(UUID(int=900 + n)), "number": f"I-{n:04}", "name": name, "standardPrice": "1200"}
        for n, name in enumerate(["特選 緑茶 100g", "ほうじ茶 200g"])
    ]
    lines = [
        {"id": str(UUID(int=500 + n)), "product": product, "quantity": "2.500000", "unitPrice": "1200.0000"}
        for n, product in enumerate(products)
    ]
    return {
        "id": str(UUID(int=100 + at)),
        "number": f"SO-2026-{at:06}",
        "state": state,
        "orderedOn": "2026-04-01",
        "recordedAt": "2026-04-01T00:30:00+00:00",
        "customer": {
            "id": str(UUID(int=700 + at % 4)),
            "number": f"P-{at % 4:06}",
            "name": CUSTOMERS[at % 4],
        },
        "shipped": ["NONE", "PARTIAL", "FULL"][at % 3],
        "isRush": at % 2 == 0,
        "currency": "USD" if at == 4 else "JPY",
        "total": str(1200 * (at + 1) ** 3),
        "note": None,
        "lines": [{**line, "amount": "3000", "items": 7} for line in lines],
    }


class Answers:
    """Answers documents from plain data; remembers what was asked; can be told to refuse."""

    def __init__(self, orders: int = 7) -> None:
        self.orders = [an_order(at) for at in range(orders)]
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.refusal: dict[str, Any] | None = None

    async def __call__(self, document: str, variables: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        self.asked.append((document, dict(variables)))
        if self.refusal and document.lstrip().startswith("mutation"):
            return {"data": None, "errors": [self.refusal]}
        answer = await graphql(SCHEMA, document, root_value=self.root(), variable_values=dict(variables))
        errors = [
            {"message": each.message, "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}
            for each in answer.errors or []
        ]
        return {"data": answer.data, "errors": errors} if errors else {"data": answer.data}

    def root(self) -> dict[str, Any]:
        return {
            "salesOrders": lambda _info, first=50, after=None, **_: self.page(first or 50, after),
            "salesOrder": lambda _info, id: next((each for each in self.orders if each["id"] == id), None),
            "parties": lambda _info, search="", **_: connection(
                [order["customer"] for order in self.orders[:4] if search in order["customer"]["name"]]
            ),
            "products": lambda _info, search="", **_: connection(
                [line["product"] for line in an_order(0)["lines"] if search in line["product"]["name"]]
            ),
            "warehouses": [{"id": str(UUID(int=800)), "code": "MAIN", "name": "本社倉庫"}],
            "salesByMonth": [
                {"month": f"2026-{at + 1:02}", "amount": amount} for at, amount in enumerate(MONTHS)
            ],
            "confirmSalesOrder": lambda _info, **_: self.orders[0],
            "draftSalesOrder": lambda _info, **_: self.orders[1],
            "createToken": {"id": "1", "name": "x", "secret": "shown-once"},
        }

    def page(self, first: int, after: str | None) -> dict[str, Any]:
        start = int(after or 0)
        shown = self.orders[start : start + first]
        info = {
            "hasNextPage": start + first < len(self.orders),
            "hasPreviousPage": start > 0,
            "startCursor": str(start),
            "endCursor": str(start + len(shown)),
        }
        return {"nodes": shown, "pageInfo": info, "totalCount": len(self.orders)}


def connection(rows: list[dict[str, Any]]) -> dict[str, Any]:
    info = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    return {"nodes": rows, "pageInfo": info, "totalCount": len(rows)}


def a_house(answers: Answers | None = None) -> Engine:
    return Engine(SCHEMA, answers or Answers(), needs, PAGES)


def a_view(engine: Engine, page: str, query: str = "", **asked: Any) -> View:
    from urllib.parse import parse_qsl

    pairs = parse_qsl(query, keep_blank_values=True)
    shown = engine.pages[page]
    return View(asking=replace(asking(), **asked), engine=engine, page=shown, path=shown.path, query=pairs)
