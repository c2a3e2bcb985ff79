"""Every account stands in exactly one line of the statements, the new ones too."""

import pytest

from erp.masterdata.rules.statement_lines import suits
from erp.masterdata.states import AccountKind, StatementLine
from tests.facade import Erp, Refused

LINES = "SELECT code, kind, statement_line FROM masterdata.account ORDER BY code"

EXPECTED = {
    "QUICK_ASSETS": "1110 1220 1290",
    "INVENTORIES": "1310 1350",
    "OTHER_CURRENT_ASSETS": "1410 1460 1490",
    "TANGIBLE_ASSETS": "1510 1590 1595",
    "INTANGIBLE_ASSETS": "1610",
    "INVESTMENTS": "1710 1750",
    "DEFERRED_ASSETS": "1810",
    "CURRENT_LIABILITIES": "2110 2120 2280",
    "LONG_TERM_LIABILITIES": "2410 2440",
    "CAPITAL_STOCK": "3110",
    "CAPITAL_SURPLUS": "3120",
    "RETAINED_EARNINGS": "3130 3150",
    "TREASURY_STOCK": "3160",
    "SALES": "4110 4190",
    "COST_OF_SALES": "5110 5150 5180",
    "SELLING_AND_ADMINISTRATION": "6110 6420 6490",
    "NON_OPERATING_INCOME": "7110 7140",
    "NON_OPERATING_EXPENSES": "7210 7230",
    "EXTRAORDINARY_INCOME": "8110",
    "EXTRAORDINARY_LOSSES": "8210 8220",
    "INCOME_TAXES": "9110 9120",
}


def test_every_account_of_the_starter_chart_has_a_line_of_its_kind(erp: Erp) -> None:
    rows = erp.sql(LINES)
    assert len(rows) >= 126
    for row in rows:
        kind = AccountKind(row["kind"])
        assert [line for line in StatementLine if line == row["statement_line"] and suits(line, kind)], row
    found = {row["code"]: row["statement_line"] for row in rows}
    for line, codes in EXPECTED.items():
        assert {code: found[code] for code in codes.split()} == dict.fromkeys(codes.split(), line)


def test_every_kind_has_its_lines_and_no_line_has_two_kinds() -> None:
    for line in StatementLine:
        assert len([kind for kind in AccountKind if suits(line, kind)]) == 1, line


@pytest.mark.parametrize(
    ("code", "kind", "given", "line"),
    [
        ("6500", "EXPENSE", None, "SELLING_AND_ADMINISTRATION"),
        ("ZZ", "ASSET", None, "OTHER_CURRENT_ASSETS"),
        ("1430-2", "ASSET", "QUICK_ASSETS", "QUICK_ASSETS"),
    ],
)
def test_a_new_account_has_its_line(erp: Erp, code: str, kind: str, given: str | None, line: str) -> None:
    said = {"statement_line": given} if given else {}
    found = erp.register_account(
        "statementLine", code=code, name_ja="新科目", name_en="New", kind=kind, **said
    )
    assert found == line


def test_a_line_of_another_kind_is_refused(erp: Erp) -> None:
    asset = {"code": "1999", "name_ja": "資産", "name_en": "Asset", "kind": "ASSET"}
    with pytest.raises(Refused, match="BAD_INPUT field=statement_line reason=NOT_OF_THIS_KIND"):
        erp.register_account(**asset, statement_line="SALES")
    account = erp.register_account(**asset)
    with pytest.raises(Refused, match="NOT_OF_THIS_KIND"):
        erp.change_account(account=account, statement_line="CURRENT_LIABILITIES")
    assert erp.change_account("statementLine", account=account, statement_line="INVESTMENTS") == "INVESTMENTS"
