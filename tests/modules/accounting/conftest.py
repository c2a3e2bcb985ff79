"""The books as tests meet them: accounts by code, a customer, and entries and invoices in one line."""

from typing import Any

import pytest

from tests.facade import Erp


class Books:
    """Somebody who keeps the books of the yen company in April 2026."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp
        rows = erp.sql("SELECT code, id FROM masterdata.account")
        self.accounts = {row["code"]: str(row["id"]) for row in rows}
        rows = erp.sql("SELECT code, id FROM masterdata.tax_code")
        self.tax_codes = {row["code"]: str(row["id"]) for row in rows}

    async def ask(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """A document among many at once; the bare answer."""
        answer = await self.erp.running._client.post(
            "/graphql",
            json={"query": document, "variables": variables},
            headers={"Authorization": f"Bearer {self.erp.token}", "Accept-Language": "en"},
        )
        return answer.json()

    def customer(self, name: str = "株式会社アクメ", **terms: Any) -> str:
        """A new customer, whatever the others are called."""
        return self.erp.register_party(
            name=name, is_customer=True, accept_duplicates=True, reason="test", **terms
        )

    def entry(
        self, selection: str = "id", *, amount: str = "1000", other: str | None = None, **given: Any
    ) -> Any:
        """Cash from sales; `other` makes the right side another amount."""
        sides = [
            {"account": self.accounts["1110"], "side": "DEBIT", "amount": amount},
            {"account": self.accounts["7130"], "side": "CREDIT", "amount": other or amount},
        ]
        return self.erp.post_entry(
            selection, **({"on": "2026-04-10", "description": "現金売上", "lines": sides} | given)
        )

    def line(
        self, price: str = "1000", quantity: str = "1", tax: str = "S10", **given: Any
    ) -> dict[str, Any]:
        """A line of an invoice."""
        return {
            "description": "品物",
            "quantity": quantity,
            "unit_price": price,
            "tax_code": self.tax_codes[tax],
        } | given

    def invoice(self, customer: str, *lines: dict[str, Any], selection: str = "id", **given: Any) -> Any:
        """An invoice of the first of April, of one thousand yen unless said otherwise."""
        return self.erp.issue_invoice(
            selection,
            **({"customer": customer, "on": "2026-04-01", "lines": list(lines) or [self.line()]} | given),
        )

    def receipt(
        self, customer: str, amount: str, *matches: dict[str, Any], selection: str = "id", **given: Any
    ) -> Any:
        """Money that came in on the second of April."""
        given = {"customer": customer, "received_on": "2026-04-02", "amount": amount} | given
        return self.erp.record_receipt(selection, matches=list(matches), **given)

    def period(self, starts_on: str = "2026-04-01") -> str:
        """The month that begins on this day."""
        (row,) = self.erp.sql("SELECT id FROM accounting.period WHERE starts_on = $1::text::date", starts_on)
        return str(row["id"])

    def balances(self, as_of: str = "2027-03-31") -> dict[str, str]:
        """Balances of the trial balance by account."""
        asked = "query($on: Date!) { trialBalance(asOf: $on) { accountCode balance debit credit } }"
        rows = self.erp.query(asked, on=as_of)["trialBalance"]
        return {row["accountCode"]: row["balance"] for row in rows}

    def everything(self) -> dict[str, int]:
        """How many rows the books have, table by table, to see that nothing was changed."""
        tables = [
            row["name"]
            for row in self.erp.sql(
                "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables"
                " WHERE table_schema = 'accounting' OR table_schema || '.' || table_name"
                " IN ('kernel.event', 'kernel.document', 'kernel.audit')"
            )
        ]
        counts = " UNION ALL ".join(
            f"SELECT '{name}' AS name, count(*) AS rows FROM {name}" for name in tables
        )
        open_items = self.erp.sql("SELECT coalesce(sum(open_amount), 0) AS open FROM accounting.open_item")
        return {row["name"]: row["rows"] for row in self.erp.sql(counts)} | {"open": open_items[0]["open"]}


@pytest.fixture
def books(erp: Erp) -> Books:
    """The yen company's books."""
    return Books(erp)
