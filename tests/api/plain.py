"""The sample's rows as plain objects, answered by graphql-core's own execution: what every answer must
equal."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from graphql import GraphQLSchema, build_schema, execute_sync, parse

from erp.api.schema import Built
from erp.kernel.digits import wire
from tests.api.conftest import COMPANY, Trade
from tests.server import background


def rows(trade: Trade, table: str, order: str) -> list[dict[str, Any]]:
    found = background().run(
        trade.database.rows(f"SELECT * FROM sample.{table} ORDER BY {order}", company=COMPANY)
    )
    return [dict(row) for row in found]


class Plain:
    """All records, linked to each other by reference."""

    def __init__(self, trade: Trade, built: Built) -> None:
        self.schema: GraphQLSchema = build_schema(built.printed())
        self.sellers = {row["id"]: self._seller(row) for row in rows(trade, "seller", "number")}
        self.purchases = {row["id"]: self._purchase(row) for row in rows(trade, "purchase", "number DESC")}
        for row in rows(trade, "purchase_line", "line_no"):
            self._add_line(row)

    def _seller(self, row: Mapping[str, Any]) -> dict[str, Any]:
        made = {name: row[name] for name in ("number", "name", "rating")}
        return made | {"id": str(row["id"]), "terms": row["secret_terms"], "purchases": []}

    def _purchase(self, row: Mapping[str, Any]) -> dict[str, Any]:
        seller = self.sellers[row["seller"]]
        made = {
            "id": str(row["id"]),
            "number": row["number"],
            "mood": row["mood"],
            "boughtOn": row["bought_on"].isoformat(),
            "total": wire(row["total"]),
            "note": row["note"],
            "isGift": row["is_gift"],
            "madeAt": row["made_at"].isoformat(),
            "extra": json.loads(row["extra"]) if row["extra"] else None,
            "seller": seller,
            "adviser": self.sellers.get(row["adviser"]),
            "lines": [],
            "firstLine": None,
            "dearLines": [],
            "lineCount": 0,
            "askedIn": "en",
            "ticket": None,
        }
        seller["purchases"].append(made)
        return made

    def _add_line(self, row: Mapping[str, Any]) -> None:
        owner = self.purchases[row["purchase"]]
        line = {
            "id": str(row["id"]),
            "lineNo": row["line_no"],
            "title": row["title"],
            "quantity": wire(row["quantity"]),
            "price": wire(row["price"]),
            "purchase": owner,
        }
        owner["lines"].append(line)
        owner["lineCount"] += 1
        owner["firstLine"] = owner["lines"][0]
        if row["price"] >= 100:
            owner["dearLines"].insert(0, line)

    def data(self, document: str, variables: Mapping[str, Any]) -> Any:
        """The data as graphql-core would answer it."""
        root = {
            "purchase": lambda info, id: self.purchases.get(_key(id)),
            "seller": lambda info, id: self.sellers.get(_key(id)),
            "purchases": lambda info, first=50: self._page(first),
        }
        result = execute_sync(self.schema, parse(document), root, variable_values=dict(variables))
        assert result.errors is None, result.errors
        return result.data

    def _page(self, first: int) -> dict[str, Any]:
        found = list(self.purchases.values())
        return {
            "nodes": found[:first],
            "edges": [{"node": each} for each in found[:first]],
            "totalCount": len(found),
            "pageInfo": {"hasNextPage": first < len(found), "hasPreviousPage": False},
        }


def _key(text: str) -> UUID:
    return UUID(text)
