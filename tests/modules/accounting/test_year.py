"""What a year begins and ends with: opening balances, consumption tax, tax withheld, the carry-forward."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books


def post(books: Books, *lines: tuple[str, str, str], on: str = "2026-04-10", **each: dict[str, Any]) -> Any:
    """An entry from (account code, side, amount); `each` gives more for the lines of an account."""
    rows = [
        {"account": books.accounts[code], "side": side, "amount": amount} | each.get(f"a{code}", {})
        for code, side, amount in lines
    ]
    asked = "id lines { account { code } debit credit taxRate taxBase taxAmount }"
    return books.erp.post_entry(asked, on=on, description="記帳", lines=rows)


def sides(entry: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(line["account"]["code"], line["debit"], line["credit"]) for line in entry["lines"]]


def taxed(books: Books, code: str, how: str = "INCLUDED", **more: Any) -> dict[str, Any]:
    return {"tax_code": books.tax_codes[code], "tax_entry": how} | more


@pytest.mark.parametrize(
    "mode, how, amount, kept",
    [
        ("TAX_EXCLUSIVE", "INCLUDED", "1100", [("6210", "1000", "0"), ("1460", "100", "0")]),
        ("TAX_EXCLUSIVE", "EXCLUDED", "1000", [("6210", "1000", "0"), ("1460", "100", "0")]),
        ("TAX_INCLUSIVE", "INCLUDED", "1100", [("6210", "1100", "0")]),
        ("TAX_INCLUSIVE", "EXCLUDED", "1000", [("6210", "1100", "0")]),
        ("TAX_INCLUSIVE", "AS_IS", "1100", [("6210", "1100", "0")]),
    ],
)
def test_a_line_keeps_base_rate_and_tax_in_either_way_of_keeping_books(
    books: Books, mode: str, how: str, amount: str, kept: list[tuple[str, str, str]]
) -> None:
    years = books.erp.query("{ fiscalYears { nodes { id startsOn } } }")["fiscalYears"]["nodes"]
    year = next(each["id"] for each in years if each["startsOn"] == "2026-04-01")
    books.erp.set_bookkeeping(fiscal_year=year, bookkeeping=mode)
    entry = post(books, ("6210", "DEBIT", amount), ("1110", "CREDIT", "1100"), a6210=taxed(books, "P10", how))
    assert sides(entry) == [*kept, ("1110", "0", "1100")]
    first = entry["lines"][0]
    assert (first["taxRate"], first["taxBase"], first["taxAmount"]) == ("10", "1000", "100")
    other = "TAX_INCLUSIVE" if mode == "TAX_EXCLUSIVE" else "TAX_EXCLUSIVE"
    with pytest.raises(Refused) as refusal:
        books.erp.set_bookkeeping(fiscal_year=year, bookkeeping=other)
    assert refusal.value.code == "BOOKKEEPING_IN_USE"


def test_an_invoice_stands_with_its_tax_inside_where_the_year_is_kept_so(books: Books) -> None:
    (year,) = books.erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2026-04-01'")
    books.erp.set_bookkeeping(fiscal_year=str(year["id"]), bookkeeping="TAX_INCLUSIVE")
    books.invoice(books.customer(), books.line("300000"))
    assert books.balances("2026-04-30") == {"1220": "330000", "4110": "-330000"}
    summary = '{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") { side taxCode base tax } }'
    assert books.erp.query(summary)["consumptionTaxSummary"] == [
        {"side": "SALES", "taxCode": "S10", "base": "300000", "tax": "30000"}
    ]


def test_an_account_that_is_kept_by_department_asks_for_one_and_lines_inherit_it(books: Books) -> None:
    erp = books.erp
    erp.change_account(account=books.accounts["6210"], needs_department=True)
    department = erp.register_department(code="D9", name="営業部", valid_from="2025-04-01")
    lines = [
        {"account": books.accounts["6210"], "side": "DEBIT", "amount": "5"},
        {"account": books.accounts["1110"], "side": "CREDIT", "amount": "5"},
    ]
    with pytest.raises(Refused) as refusal:
        erp.post_entry(on="2026-04-10", description="電車", lines=lines)
    assert (refusal.value.code, refusal.value.field) == ("DEPARTMENT_REQUIRED", "lines.0.department")
    entry = erp.post_entry(
        "lines { department { name } }",
        on="2026-04-10",
        description="電車",
        lines=lines,
        department=department,
    )
    assert entry == [{"department": {"name": "営業部"}}] * 2


SUMMARY = """{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") {
    side taxCode rate creditableShare base tax creditable notCreditable } }"""
RETURN = """query($payable: Money) { consumptionTaxReturn(fromDay: "2026-04-01", toDay: "2026-04-30",
    payable: $payable) { scheme taxableRatio fullCredit national local payable outputTax inputTax
    lines { accountCode debit credit } } }"""


def sold_and_bought(books: Books) -> None:
    """Output tax of 500,000 and input tax of 380,000."""
    post(books, ("1130", "DEBIT", "5500000"), ("4110", "CREDIT", "5500000"), a4110=taxed(books, "S10"))
    post(books, ("5120", "DEBIT", "4180000"), ("1130", "CREDIT", "4180000"), a5120=taxed(books, "P10"))


def test_consumption_tax_is_summed_by_class_closed_and_undone(books: Books) -> None:
    erp = books.erp
    sold_and_bought(books)
    assert [tuple(row.values()) for row in erp.query(SUMMARY)["consumptionTaxSummary"]] == [
        ("SALES", "S10", "10", "100", "5000000", "500000", "0", "0"),
        ("PURCHASE", "P10", "10", "100", "3800000", "380000", "380000", "0"),
    ]
    found = erp.query(RETURN)["consumptionTaxReturn"]
    assert (found["national"], found["local"], found["payable"]) == ("93600", "26400", "120000")
    found = erp.query(RETURN, payable="119900")["consumptionTaxReturn"]
    expected = [
        ("2180", "500000", "0"),
        ("1460", "0", "380000"),
        ("2170", "0", "119900"),
        ("7130", "0", "100"),
    ]
    assert [tuple(line.values()) for line in found["lines"]] == expected
    closing = erp.close_consumption_tax(
        "id difference entry { kind lines { account { code } debit credit } }",
        from_day="2026-04-01",
        to_day="2026-04-30",
        payable="119900",
    )
    assert sides(closing["entry"]) == expected
    assert (closing["difference"], closing["entry"]["kind"]) == ("100", "TAX_CLOSING")
    assert erp.query(SUMMARY)["consumptionTaxSummary"][0]["tax"] == "500000"
    with pytest.raises(Refused) as refusal:
        erp.close_consumption_tax(from_day="2026-04-30", to_day="2026-05-31")
    assert refusal.value.code == "TAX_CLOSED"
    assert erp.undo_tax_closing("isUndone", closing=closing["id"], reason="誤り") is True
    balances = books.balances("2026-04-30")
    assert (balances["2180"], balances["1460"], balances["2170"]) == ("-500000", "380000", "0")
    with pytest.raises(Refused) as refusal:
        erp.undo_tax_closing(closing=closing["id"], reason="もう一度")
    assert refusal.value.code == "UNDONE_BEFORE"


def test_the_method_of_the_day_decides_what_is_owed(books: Books) -> None:
    erp = books.erp
    sold_and_bought(books)
    erp.set_tax_method(valid_from="2026-04-01", scheme="SIMPLIFIED", business_type=2)
    assert erp.query(RETURN)["consumptionTaxReturn"]["payable"] == "100000"
    erp.set_tax_method(valid_from="2026-04-02", scheme="EXEMPT")
    assert erp.query(RETURN)["consumptionTaxReturn"]["payable"] == "0"
    bad: list[tuple[dict[str, Any], str]] = [
        ({"scheme": "SIMPLIFIED"}, "BAD_INPUT"),
        ({"scheme": "SIMPLIFIED", "business_type": 7}, "BAD_INPUT"),
        ({"scheme": "GENERAL", "output_basis": "ADDED_UP"}, "MIXED_TAX_BASIS"),
    ]
    for given, code in bad:
        with pytest.raises(Refused) as refusal:
            erp.set_tax_method(valid_from="2026-05-01", **given)
        assert refusal.value.code == code


def test_seventy_per_cent_of_a_purchase_is_creditable_and_the_rest_is_told(books: Books) -> None:
    """The same purchase from somebody who is not registered, in November 2026."""
    base = {
        "tax_code": books.tax_codes["P10"],
        "tax_base": "50000",
        "tax_amount": "5000",
        "creditable_share": "70",
    }
    post(
        books,
        ("5120", "DEBIT", "51500"),
        ("1460", "DEBIT", "3500"),
        ("1110", "CREDIT", "55000"),
        on="2026-11-02",
        a5120=base,
        a1460={"tax_code": books.tax_codes["P10"]},
    )
    asked = SUMMARY.replace("2026-04-01", "2026-11-01").replace("2026-04-30", "2026-11-30")
    assert [tuple(row.values()) for row in books.erp.query(asked)["consumptionTaxSummary"]] == [
        ("PURCHASE", "P10", "10", "70", "50000", "5000", "3500", "1500")
    ]


def test_withheld_tax_is_listed_by_month_with_its_day_and_paid_once(books: Books) -> None:
    erp = books.erp
    entry = post(
        books,
        ("6360", "DEBIT", "100000"),
        ("1130", "CREDIT", "99790"),
        ("2210", "CREDIT", "10210"),
        a6360=taxed(books, "P10", "EXCLUDED"),
    )
    assert sides(entry)[:2] == [("6360", "100000", "0"), ("1460", "10000", "0")]
    asked = '{ withheldTax(from: "2026-04-01", to: "2026-04-30") { fromDay toDay dueOn withheld unpaid } }'
    assert erp.query(asked)["withheldTax"] == [
        {"fromDay": "2026-04-01", "toDay": "2026-04-30", "dueOn": "2026-05-11", "withheld": "10210",
         "unpaid": "10210"}
    ]  # fmt: skip
    may = asked.replace("04-01", "05-01").replace("04-30", "05-31")
    assert erp.query(may)["withheldTax"][0]["dueOn"] == "2026-06-10"
    payment = erp.pay_withheld_tax("id amount", month="2026-04-10", on="2026-05-08")
    assert payment["amount"] == "10210"
    assert books.balances("2026-05-31")["2210"] == "0"
    with pytest.raises(Refused) as refusal:
        erp.pay_withheld_tax(month="2026-04-10", on="2026-05-08")
    assert refusal.value.code == "NOTHING_WITHHELD"
    erp.undo_withholding_payment(payment=payment["id"], reason="誤り")
    assert erp.query(asked)["withheldTax"][0]["unpaid"] == "10210"
    erp.change_ledger_setting(drafts_need_second_person=False, withholding_half_yearly=True)
    (row,) = erp.query(asked)["withheldTax"]
    assert (row["fromDay"], row["toDay"], row["dueOn"]) == ("2026-01-01", "2026-06-30", "2026-07-10")


def opening(books: Books, **given: Any) -> dict[str, Any]:
    lines = [
        {"account": books.accounts["1130"], "side": "DEBIT", "amount": "500000"},
        {"account": books.accounts["3110"], "side": "CREDIT", "amount": "600000"},
    ]
    return {"starts_on": "2026-04-01", "lines": lines} | given


def test_the_books_begin_once_with_open_invoices_that_can_be_paid(books: Books) -> None:
    erp, customer = books.erp, books.customer()
    item = {"party": customer, "number": "OLD-7", "issued_on": "2026-02-20", "due_on": "2026-03-31"}
    with pytest.raises(Refused) as refusal:
        erp.record_opening_balance(**opening(books))
    assert refusal.value.code == "UNBALANCED_ENTRY"
    owed = {"account": books.accounts["1220"], "side": "DEBIT", "amount": "100000", "party": customer}
    with pytest.raises(Refused) as refusal:
        erp.record_opening_balance(**opening(books, lines=[*opening(books)["lines"], owed]))
    assert (refusal.value.code, refusal.value.field) == ("RECEIVABLE_BY_ITEMS", "lines.2.account")
    found = erp.record_opening_balance(
        "id items { id number openAmount }", **opening(books, items=[item | {"amount": "100000"}])
    )
    assert books.balances("2026-04-01") == {"1130": "500000", "1220": "100000", "3110": "-600000"}
    with pytest.raises(Refused) as refusal:
        erp.record_opening_balance(**opening(books, items=[item | {"amount": "100000"}]))
    assert refusal.value.code == "OPENING_THERE"
    undone = erp.undo_opening_balance("isUndone", opening=found["id"], reason="金額の誤り")
    assert undone is True
    assert set(books.balances("2026-04-01").values()) == {"0"}
    assert erp.sql("SELECT sum(open_amount) AS open FROM accounting.open_item")[0]["open"] == 0
    again = erp.record_opening_balance(
        "id items { id }", **opening(books, items=[item | {"amount": "100000"}])
    )
    books.receipt(customer, "100000", {"invoice": again["items"][0]["id"], "amount": "100000"})
    with pytest.raises(Refused) as refusal:
        erp.undo_opening_balance(opening=again["id"], reason="もう一度")
    assert refusal.value.code == "OPENING_ITEM_MATCHED"


TABLE = """科目コード,借方,貸方,取引先番号,請求書番号,発行日,期日
1130,"500,000",,,,,
1220,100000,,{party},OLD-7,2026/2/20,2026-03-31
3110,,600000,,,,
"""


def test_opening_balances_are_imported_from_a_table_or_refused_by_line(books: Books) -> None:
    erp, customer = books.erp, books.customer()
    (row,) = erp.sql("SELECT number FROM masterdata.party WHERE id::text = $1", customer)
    table = TABLE.format(party=row["number"])
    asked = "query($csv: String) { openingPreview(csv: $csv) { lines items debit credit difference } }"
    assert list(erp.query(asked, csv=table)["openingPreview"].values()) == [2, 1, "600000", "600000", "0"]
    bad = [
        (table.replace("1130", "9999X"), 2, "UNKNOWN_ACCOUNT"),
        (table.replace('"500,000"', "五百"), 2, "NOT_A_NUMBER"),
        (table.replace("600000", "1,600000"), 4, "TOO_MANY_CELLS"),
        (table.replace("2026/2/20", "2026/2/30"), 3, "NOT_A_DATE"),
        (table.replace(row["number"], "P-999999"), 3, "UNKNOWN_PARTY"),
        (table.replace("借方", "かりかた"), 1, "UNKNOWN_COLUMN"),
        ("", 1, "NO_ROWS"),
        ("科目コード,借方\n1130,NaN", 2, "NOT_A_NUMBER"),
    ]
    before = books.everything()
    for text, line, reason in bad:
        with pytest.raises(Refused) as refusal:
            erp.import_opening_balance(starts_on="2026-04-01", csv=text)
        assert refusal.value.code == "OPENING_ROW_UNREADABLE", text
        assert (refusal.value.facts["line"], refusal.value.facts["reason"]) == (line, reason)
    assert books.everything() == before
    file = erp.upload("期首.csv", table.encode("cp932"))
    erp.import_opening_balance(starts_on="2026-04-01", file=file)
    assert books.balances("2026-04-01") == {"1130": "500000", "1220": "100000", "3110": "-600000"}


def test_a_year_is_carried_forward_and_again_only_what_came_since(books: Books) -> None:
    erp = books.erp
    (year,) = erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2025-04-01'")
    given = {"fiscal_year": str(year["id"])}
    with pytest.raises(Refused) as refusal:
        erp.carry_forward_year(**given)
    assert refusal.value.code == "NOTHING_TO_CARRY"
    post(books, ("1130", "DEBIT", "1000"), ("7130", "CREDIT", "1000"), on="2026-03-10")
    post(books, ("6210", "DEBIT", "300"), ("1130", "CREDIT", "300"), on="2026-03-31")
    first = erp.carry_forward_year("id profit entry { effectiveOn kind }", **given)
    assert first["profit"] == "700"
    assert first["entry"] == {"effectiveOn": "2026-03-31", "kind": "CARRY_FORWARD"}
    assert erp.carry_forward_year(**given) == first["id"]
    new_year = {code: amount for code, amount in books.balances("2026-04-01").items() if amount != "0"}
    assert new_year == {"1130": "700", "3150": "-700"}
    post(books, ("6210", "DEBIT", "50"), ("1130", "CREDIT", "50"), on="2026-03-31")
    assert erp.carry_forward_year("profit", **given) == "-50"
    new_year = {code: amount for code, amount in books.balances("2026-04-01").items() if amount != "0"}
    assert new_year == {"1130": "650", "3150": "-650"}
    erp.undo_carry_forward(reason="やり直し", **given)
    (left,) = erp.sql(
        """SELECT sum(l.debit - l.credit) AS left FROM accounting.journal_line l
           JOIN masterdata.account a ON a.id = l.account WHERE a.code = '3150'"""
    )
    assert left["left"] == 0
    with pytest.raises(Refused) as refusal:
        erp.undo_carry_forward(reason="やり直し", **given)
    assert refusal.value.code == "NOT_CARRIED"
    other = erp.as_user("eigyo", roles=["sales"])
    with pytest.raises(Refused) as refusal:
        other.carry_forward_year(**given)
    assert refusal.value.code == "FORBIDDEN"
