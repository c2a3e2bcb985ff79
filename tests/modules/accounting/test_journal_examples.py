"""The worked entries of the reference on Japanese bookkeeping (§6.3), tax apart, yen: Dr = Cr in each."""

from typing import Any

from tests.modules.accounting.conftest import Books

# (what happened, typed lines (account, side, amount, tax code or None), lines as they stand in the books)
# An amount with a tax code is typed with the tax inside.
Row = tuple[str, list[tuple[str, str, str, str | None]], list[tuple[str, str, str]]]
D, C = "DEBIT", "CREDIT"
EXAMPLES: list[Row] = [
    (
        "mixed sale: 10 % 33,332 + 3,333 and 8 % 6,860 + 548, paid at once",
        [("1130", D, "44073", None), ("4110", C, "36665", "S10"), ("4120", C, "7408", "S8")],
        [("1130", "44073", "0"), ("4110", "0", "33332"), ("2180", "0", "3333"), ("4120", "0", "6860"),
         ("2180", "0", "548")],
    ),
    (
        "receipt less a fee of 660 borne by us, on a sale at 10 %",
        [("1130", D, "329340", None), ("4190", D, "660", "S10"), ("1220", C, "330000", None)],
        [("1130", "329340", "0"), ("4190", "600", "0"), ("2180", "60", "0"), ("1220", "0", "330000")],
    ),
    (
        "overpaid by 10,000",
        [("1130", D, "340000", None), ("1220", C, "330000", None), ("2190", C, "10000", None)],
        [("1130", "340000", "0"), ("1220", "0", "330000"), ("2190", "0", "10000")],
    ),
    (
        "unknown receipt",
        [("1130", D, "55000", None), ("2250", C, "55000", None)],
        [("1130", "55000", "0"), ("2250", "0", "55000")],
    ),
    (
        "later identified",
        [("2250", D, "55000", None), ("1220", C, "55000", None)],
        [("2250", "55000", "0"), ("1220", "0", "55000")],
    ),
    (
        "delivery against an advance of 110,000",
        [("2190", D, "110000", None), ("4110", C, "110000", "S10")],
        [("2190", "110000", "0"), ("4110", "0", "100000"), ("2180", "0", "10000")],
    ),
    (
        "return of 11,000 with tax",
        [("4190", D, "11000", "S10"), ("1220", C, "11000", None)],
        [("4190", "10000", "0"), ("2180", "1000", "0"), ("1220", "0", "11000")],
    ),
    (
        "bad debt of 110,000 from a sale at 10 %",
        [("6430", D, "110000", "S10"), ("1220", C, "110000", None)],
        [("6430", "100000", "0"), ("2180", "10000", "0"), ("1220", "0", "110000")],
    ),
    (
        "purchase accepted 50,000 + 5,000",
        [("5120", D, "55000", "P10"), ("2120", C, "55000", None)],
        [("5120", "50000", "0"), ("1460", "5000", "0"), ("2120", "0", "55000")],
    ),
    (
        "payment, fee of 440 with tax borne by us",
        [("2120", D, "55000", None), ("6350", D, "440", "P10"), ("1130", C, "55440", None)],
        [("2120", "55000", "0"), ("6350", "400", "0"), ("1460", "40", "0"), ("1130", "0", "55440")],
    ),
    (
        "expense claim: train 1,100",
        [("6210", D, "1100", "P10"), ("2140", C, "1100", None)],
        [("6210", "1000", "0"), ("1460", "100", "0"), ("2140", "0", "1100")],
    ),
    (
        "accountant 100,000 + 10,000, withholding 10,210",
        [("6360", D, "110000", "P10"), ("1130", C, "99790", None), ("2210", C, "10210", None)],
        [("6360", "100000", "0"), ("1460", "10000", "0"), ("1130", "0", "99790"), ("2210", "0", "10210")],
    ),
    (
        "payroll 300,000",
        [("6120", D, "300000", None), ("2150", C, "237150", None), ("2230", C, "42450", None),
         ("2240", C, "1650", None), ("2210", C, "6750", None), ("2220", C, "12000", None)],
        [("6120", "300000", "0"), ("2150", "0", "237150"), ("2230", "0", "42450"), ("2240", "0", "1650"),
         ("2210", "0", "6750"), ("2220", "0", "12000")],
    ),
    (
        "employer's share",
        [("6150", D, "42450", None), ("2150", C, "42450", None)],
        [("6150", "42450", "0"), ("2150", "0", "42450")],
    ),
    (
        "payment to the pension office",
        [("2230", D, "42450", None), ("2150", D, "42450", None), ("1130", C, "84900", None)],
        [("2230", "42450", "0"), ("2150", "42450", "0"), ("1130", "0", "84900")],
    ),
    (
        "depreciation, indirect",
        [("6420", D, "83333", None), ("1590", C, "83333", None)],
        [("6420", "83333", "0"), ("1590", "0", "83333")],
    ),
    (
        "count difference of 3 units at 127.5",
        [("5170", D, "383", None), ("1310", C, "383", None)],
        [("5170", "383", "0"), ("1310", "0", "383")],
    ),
    (
        "opening and closing stock by three accounts",
        [("5120", D, "10000", None), ("1310", D, "14000", None), ("1310", C, "10000", None),
         ("5120", C, "14000", None)],
        [("5120", "10000", "0"), ("1310", "14000", "0"), ("1310", "0", "10000"), ("5120", "0", "14000")],
    ),
    (
        "cost of sales at each shipment",
        [("5150", D, "18000", None), ("1310", C, "18000", None)],
        [("5150", "18000", "0"), ("1310", "0", "18000")],
    ),
    (
        "income taxes 700,000, half of them prepaid 300,000",
        [("9110", D, "700000", None), ("1450", C, "300000", None), ("2160", C, "400000", None)],
        [("9110", "700000", "0"), ("1450", "0", "300000"), ("2160", "0", "400000")],
    ),
]  # fmt: skip


def test_every_example_of_the_reference_stands_in_the_books_as_it_says(books: Books) -> None:
    customer = books.customer()

    def typed(account: str, side: str, amount: str, code: str | None) -> dict[str, Any]:
        line = {"account": books.accounts[account], "side": side, "amount": amount, "party": customer}
        tax = {"tax_code": books.tax_codes[code], "tax_entry": "INCLUDED"} if code else {}
        return line | tax

    for what, lines, expected in EXAMPLES:
        entry = books.erp.post_entry(
            "lines { account { code } debit credit }",
            on="2026-04-10",
            description=what,
            lines=[typed(*line) for line in lines],
        )
        assert [(row["account"]["code"], row["debit"], row["credit"]) for row in entry] == expected, what


def test_a_template_provides_for_income_taxes(books: Books) -> None:
    """法人税等 700,000, of which 300,000 were paid in the middle of the year."""
    lines = [
        {"account": books.accounts["9110"], "side": D, "amount_kind": "ASKED"},
        {"account": books.accounts["1450"], "side": C, "amount_kind": "FIXED", "value": "300000"},
        {"account": books.accounts["2160"], "side": C, "amount_kind": "REST"},
    ]
    template = books.erp.register_entry_template(name="法人税等", description="法人税等の計上", lines=lines)
    books.erp.post_from_template(template=template, on="2026-04-30", amount="700000")
    assert books.balances() == {"1450": "-300000", "2160": "-400000", "9110": "700000"}


def counted(books: Books) -> dict[str, int]:
    from modules.accounting.closing import CHECKS

    (company,) = books.erp.sql("SELECT id FROM masterdata.company WHERE id::text = $1", books.erp.company)
    found = {}
    for check in CHECKS:
        sql = check.sql.replace(":company", "$1::uuid").replace(":until", "'2026-04-30'::date")
        found[check.name] = books.erp.sql(f"SELECT ({sql}) AS n", company["id"])[0]["n"]
    return found


def test_what_is_left_to_do_is_counted_before_a_close(books: Books) -> None:
    erp = books.erp
    assert set(counted(books).values()) == {0}
    sides = [
        {"account": books.accounts["6210"], "side": D, "amount": "500"},
        {"account": books.accounts["1450"], "side": C, "amount": "500"},
    ]
    draft = erp.draft_entry(on="2026-04-10", description="下書き", lines=sides)
    erp.post_entry(on="2026-03-31", description="税区分なし", lines=sides)
    accrual = erp.post_accrual(on="2026-04-10", reverse_on="2026-04-20", description="見越", lines=sides)
    assert {name: count for name, count in counted(books).items() if count} == {
        "ENTRY_DRAFTS": 1,
        "ACCRUALS_WAITING": 1,
        "SUSPENSE_NOT_EMPTY": 1,
        "TAX_UNCLASSIFIED": 2,
        "YEAR_NOT_CARRIED": 1,
    }
    erp.discard_entry_draft(draft=draft)
    erp.reverse_accrual(accrual=accrual)
    left = counted(books)
    assert (left["ENTRY_DRAFTS"], left["ACCRUALS_WAITING"]) == (0, 0)
    customer = books.customer()
    invoice = books.invoice(customer)
    books.receipt(customer, "1100", {"invoice": invoice})
    assert counted(books)["RECEIVABLE_DIFFERS"] == 0
    books.erp.post_entry(
        on="2026-04-10",
        description="売掛金を手で",
        lines=[
            {"account": books.accounts["1220"], "side": D, "amount": "7", "party": customer},
            {"account": books.accounts["7130"], "side": C, "amount": "7"},
        ],
    )
    assert counted(books)["RECEIVABLE_DIFFERS"] == 1
