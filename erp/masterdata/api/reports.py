"""Who looks the same, what something costs, and who looks after what."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.api import ID, many, mutation, node, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.money import Money, Rounding
from erp.kernel.quantity import Quantity
from erp.masterdata import tables
from erp.masterdata.actions.assign_owner import assign_owner
from erp.masterdata.queries.duplicates import party_duplicates, product_duplicates
from erp.masterdata.rules.corporate_number import plain
from erp.masterdata.rules.price_basis import on_basis
from erp.masterdata.states import MasterKind


@row
class DuplicateCandidate:
    """A record that looks like the one about to be added; from a score of 85 it has to be accepted."""

    id: ID
    number: str
    name: str
    is_active: bool
    score: int
    reasons: list[str]


@row
class PriceQuote:
    """What one of a product's own units costs a customer on a day, as it is kept and on both bases."""

    unit_price: Money | None
    prices_include_tax: bool
    unit_price_excluding_tax: Money | None
    unit_price_including_tax: Money | None
    currency: str
    tax_code: str
    tax_rate: Decimal | None


@node(tables.MasterRecord)
class MasterRecord:
    """A party, product, account, tax code, department or warehouse, with who looks after it."""

    id: ID
    kind: MasterKind
    number: str
    name: str
    is_active: bool
    owner: ID | None
    review_on: date | None


async def find_party_duplicates(asking: Asking, database: Database, **args: Any) -> list[dict[str, Any]]:
    """Parties that may be the one that is being typed in."""
    if args["corporate_number"]:
        args["corporate_number"] = plain(args["corporate_number"])
    return await party_duplicates(database, **args)


async def find_product_duplicates(asking: Asking, database: Database, **args: Any) -> list[dict[str, Any]]:
    """Products that may be the one that is being typed in."""
    if args["jan_code"]:
        args["jan_code"] = plain(args["jan_code"])
    return await product_duplicates(database, **args)


_QUOTE = """
SELECT listed.unit_price, coalesce(listed.includes_tax, false) AS prices_include_tax,
       wanted.currency, t.code AS tax_code, wanted.tax_rounding,
       (SELECT r.rate FROM masterdata.tax_rate r
         WHERE r.tax_code = p.tax_code AND r.is_active AND r.valid_from <= wanted.on_day
           AND (r.valid_to IS NULL OR r.valid_to >= wanted.on_day)) AS tax_rate
  FROM masterdata.product p
  JOIN masterdata.tax_code t ON t.id = p.tax_code
 CROSS JOIN (SELECT coalesce($5, c.currency) AS currency, $6::date AS on_day,
                    coalesce(x.tax_rounding, c.tax_rounding) AS tax_rounding
               FROM masterdata.company c LEFT JOIN masterdata.party x ON x.id = $3 WHERE c.id = $1) wanted
  LEFT JOIN LATERAL masterdata.listed_price(p.id, $3, $4, wanted.currency, wanted.on_day) listed ON true
 WHERE p.id = $2
"""


async def quote_price(
    asking: Asking,
    database: Database,
    *,
    product: UUID,
    customer: UUID | None = None,
    quantity: Decimal | None = None,
    currency: str | None = None,
    on: date | None = None,
) -> list[dict[str, Any]]:
    """The listed price, and the same without tax and with it, rounded as this customer's tax is."""
    rows = await database.rows(
        _QUOTE, asking.company, product, customer, quantity or Decimal(1), currency, on or asking.today,
        company=asking.company,
    )  # fmt: skip
    return [_both_ways(dict(row)) for row in rows]


def _both_ways(row: dict[str, Any]) -> dict[str, Any]:
    price, rate = row["unit_price"], row["tax_rate"]
    rounding = Rounding(row.pop("tax_rounding"))
    for name, wanted in (("unit_price_excluding_tax", False), ("unit_price_including_tax", True)):
        row[name] = None
        if price is not None and rate is not None:
            row[name] = on_basis(
                price, rate, inside=row["prices_include_tax"], wanted=wanted, rounding=rounding,
                currency=row["currency"],
            )  # fmt: skip
    return row


QUERY = [
    report(
        "party_duplicates",
        DuplicateCandidate,
        run=find_party_duplicates,
        permission="masterdata.read_party",
        args={
            "name": str,
            "name_kana": str | None,
            "corporate_number": str | None,
            "phone": str | None,
            "email": str | None,
            "postal_code": str | None,
            "besides": UUID | None,
        },
        expected=5,
    ),
    report(
        "product_duplicates",
        DuplicateCandidate,
        run=find_product_duplicates,
        permission="masterdata.read_product",
        args={"name": str, "jan_code": str | None, "besides": UUID | None},
        expected=5,
    ),
    report(
        "price_quote",
        PriceQuote,
        run=quote_price,
        single=True,
        permission="masterdata.read_price_list",
        args={
            "product": UUID,
            "customer": UUID | None,
            "quantity": Quantity | None,
            "currency": str | None,
            "on": date | None,
        },
    ),
    many(
        MasterRecord,
        filters=("kind", "owner", "review_on", "is_active"),
        search=("number", "name"),
        sorts=("number", "review_on"),
        default_sort="number",
    ),
]
MUTATION = [mutation(assign_owner, MasterRecord)]
