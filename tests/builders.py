"""The nouns of a story: what has to be there before it can begin, made through the door like everything
else.
"""

from decimal import Decimal
from itertools import count
from typing import Any

from tests.facade import Erp

_turns = count(1)


def a_customer(erp: Erp, name: str | None = None, **terms: Any) -> str:
    """A customer under that name, or under one of its own; answers its id."""
    given = {"name": name or f"得意先 {next(_turns)}", "is_customer": True, "accept_duplicates": True}
    return erp.register_party(**given | terms)


def a_product(
    erp: Erp, price: str | Decimal = "1000", tax: str = "S10", name: str | None = None, **given: Any
) -> str:
    """Goods that are sold by the piece at that price; answers their id."""
    values = {
        "name": name or f"品目 {next(_turns)}",
        "unit": unit_of(erp, given.pop("unit", "PCS")),
        "tax_code": tax_code_of(erp, tax),
        "standard_price": str(price),
        "accept_duplicates": True,
    }
    return erp.register_product(**values | given)


def stock_of(erp: Erp, product: str, quantity: str, unit_cost: str = "100", **given: Any) -> None:
    """Opening stock on the shelf."""
    line = {"product": product, "quantity": quantity, "unit_cost": unit_cost}
    erp.receive_stock(**{"reason": "OPENING", "lines": [line]} | given)


def unit_of(erp: Erp, code: str) -> str:
    """The id of the unit with that code."""
    (row,) = erp.sql("SELECT id FROM masterdata.unit WHERE code = $1", code)
    return str(row["id"])


def tax_code_of(erp: Erp, code: str) -> str:
    """The id of the tax code with that code."""
    (row,) = erp.sql("SELECT id FROM masterdata.tax_code WHERE code = $1", code)
    return str(row["id"])
