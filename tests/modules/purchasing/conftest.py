"""Purchasing as tests meet it: a supplier, goods and services in one line, and the books beside them."""

from typing import Any

import pytest

from tests.builders import a_product
from tests.facade import Erp

REGISTERED = "T8999900000100"

ACCOUNT = """
    SELECT p.name, coalesce(sum(l.credit - l.debit), 0) AS amount FROM accounting.journal_line l
    JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
    LEFT JOIN masterdata.party p ON p.id = l.party
    WHERE a.purpose = 'GOODS_RECEIVED' AND l.effective_on <= $1
    GROUP BY p.name HAVING sum(l.credit - l.debit) <> 0 ORDER BY p.name
"""


class Desk:
    """Somebody who buys for the yen company, in April 2026; `other` is a second person."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp
        self.other = erp.as_user("megumi", ["accounting", "purchasing"])
        rows = erp.sql("SELECT code, id FROM masterdata.account")
        self.accounts = {row["code"]: str(row["id"]) for row in rows}
        self._turn = 0

    def supplier(self, name: str = "株式会社富士見製紙", **terms: Any) -> str:
        """A new supplier, registered as an issuer of invoices."""
        found: str = self.erp.register_party(
            name=name,
            is_supplier=True,
            is_customer=False,
            accept_duplicates=True,
            reason="test",
            t_number=REGISTERED,
        )
        if terms:
            self.erp.set_supplier_terms(supplier=found, **terms)
        return found

    def goods(self, **given: Any) -> str:
        """Goods that are kept in stock."""
        return a_product(self.erp, **given)

    def service(self, name: str = "清掃") -> str:
        """Something that does not lie in a warehouse."""
        return a_product(self.erp, name=name, kind="SERVICE")

    def order(self, supplier: str, *lines: dict[str, Any], place: bool = True, **given: Any) -> str:
        """An order of these lines, placed unless said otherwise."""
        order: str = self.erp.draft_purchase_order(supplier=supplier, lines=list(lines), **given)
        if place:
            self.erp.place_purchase_order(order=order)
        return order

    def lines(self, order: str) -> list[dict[str, Any]]:
        """The lines of an order with their counts."""
        asked = """query($id: ID!) { purchaseOrder(id: $id) { lines {
            id quantity received rejected accepted returned billed stillOpen waiting unbilled } } }"""
        found: list[dict[str, Any]] = self.erp.query(asked, id=order)["purchaseOrder"]["lines"]
        return found

    def waiting(self, as_of: str = "2027-03-31") -> dict[str, str]:
        """What the account of goods without a bill says of each supplier."""
        from datetime import date

        return {
            row["name"]: str(int(row["amount"])) for row in self.erp.sql(ACCOUNT, date.fromisoformat(as_of))
        }

    def accrued(self) -> dict[str, str]:
        """The same by purchasing's own rows."""
        rows = self.erp.sql(
            """SELECT p.name, sum(a.amount) AS amount FROM purchasing.goods_accrual a
               JOIN masterdata.party p ON p.id = a.supplier GROUP BY p.name HAVING sum(a.amount) <> 0
               ORDER BY p.name"""
        )
        return {row["name"]: str(int(row["amount"])) for row in rows}


@pytest.fixture
def desk(erp: Erp) -> Desk:
    """The desk of the yen company."""
    return Desk(erp)
