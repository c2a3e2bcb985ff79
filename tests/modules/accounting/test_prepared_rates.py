"""A rate of a bill that is not law is written down, and nothing is computed with it."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.modules.accounting.conftest import Books

ROOT = Path(__file__).parents[3]
JOINED = re.compile(r"JOIN masterdata\.tax_rate (\w+)(.{0,160})", re.S)
# Writes down what is missing, so it looks at prepared ones too.
LOOKS_AT_ALL = {"erp/masterdata/coming_rates.py"}
SUMMARY = """{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") {
    side taxCode rate base tax lines } }"""
ASKED = "lines { account { code } debit credit taxRate taxBase taxAmount }"


def bought(books: Books) -> Any:
    """An entry of 1,100 yen with the tax in it."""
    lines = [
        {"account": books.accounts["6210"], "side": "DEBIT", "amount": "1100"}
        | {"tax_code": books.tax_codes["P10"], "tax_entry": "INCLUDED"},
        {"account": books.accounts["1110"], "side": "CREDIT", "amount": "1100"},
    ]
    return books.erp.post_entry(ASKED, on="2026-04-10", description="文具", lines=lines)


def prepare(books: Books, *rates: str) -> None:
    """Bills of other rates from the same day on, for what is bought and what is sold."""
    for code in ("P10", "S10"):
        for at, rate in enumerate(rates, 1):
            books.erp.prepare_tax_rate(
                tax_code=books.tax_codes[code], rate=rate, valid_from=f"2026-04-0{at}", source="改正案"
            )


def test_a_prepared_rate_changes_no_entry_and_no_figure(books: Books) -> None:
    before = bought(books)
    prepare(books, "12", "15")
    assert bought(books) == before
    found = books.invoice(books.customer(), books.line("1000"), on="2026-04-05", selection="taxTotal")
    assert found == "100"
    assert [tuple(row.values()) for row in books.erp.query(SUMMARY)["consumptionTaxSummary"]] == [
        ("SALES", "S10", "10", "1000", "100", 1),
        ("PURCHASE", "P10", "10", "2000", "200", 2),
    ]


@pytest.mark.parametrize("part", ["modules", "erp", "adapters"])
def test_whoever_joins_rates_leaves_out_those_that_are_not_law(part: str) -> None:
    forgotten = [
        str(path.relative_to(ROOT))
        for path in (ROOT / part).rglob("*.py")
        for alias, rest in JOINED.findall(path.read_text())
        if f"{alias}.is_active" not in rest and str(path.relative_to(ROOT)) not in LOOKS_AT_ALL
    ]
    assert not forgotten
