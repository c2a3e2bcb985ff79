"""What was owed before the books began is taken over invoice by invoice, and can be paid like any other."""

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import House

TABLE = """取引先番号,請求書番号,発行日,期日,金額
{party},OLD-1,2026/2/20,2026-04-30,"33,000"
{party},OLD-2,2026-03-10,5/29,22000
"""


def number_of(house: House, supplier: str) -> str:
    (row,) = house.erp.sql("SELECT number FROM masterdata.party WHERE id::text = $1", supplier)
    return str(row["number"])


def begun(house: House, supplier: str) -> None:
    """The opening balances: 55,000 at the bank, and as much owed to the supplier."""
    sides = [("1130", "DEBIT", {}), ("2120", "CREDIT", {"party": supplier})]
    lines = [
        {"account": house.accounts[code], "side": side, "amount": "55000", **more}
        for code, side, more in sides
    ]
    house.erp.record_opening_balance(starts_on="2026-04-01", lines=lines)


@pytest.mark.parametrize("way", ["typed", "UTF-8", "Shift_JIS"])
def test_what_was_owed_is_there_to_be_paid_and_the_balance_stays(house: House, way: str) -> None:
    supplier = house.payee()
    begun(house, supplier)
    before = house.balances()
    text = TABLE.format(party=number_of(house, supplier))
    if way == "typed":
        given = {"csv": text}
    else:
        encoding = "cp932" if way == "Shift_JIS" else "utf-8-sig"
        given = {"file": house.erp.upload("期首.csv", text.encode(encoding))}
    house.erp.import_opening_payables(starts_on="2026-04-01", **given)
    assert house.balances() == before
    assert (house.owed("2026-04-01"), house.count("payables.supplier_invoice")) == (55000, 2)
    paid = house.erp.post_payment_run("total", run=house.approved())
    assert paid == "55000"
    assert (house.owed("2026-05-30"), house.balances().get("2120", "0")) == (0, "0")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("22000", "-1", 3, "AMOUNT_NOT_POSITIVE"),
        ("22000", "many", 3, "NOT_A_NUMBER"),
        ("5/29", "13/40", 3, "NOT_A_DATE"),
        ("OLD-2", "OLD-1", 3, "SUPPLIER_NUMBER_THERE"),
        ("OLD-2", "", 3, "REQUIRED"),
        ("{party},OLD-2", "P-999999,OLD-2", 3, "UNKNOWN_PARTY"),
        ("金額", "合計", 1, "UNKNOWN_COLUMN"),
        ("期日,", "", 1, "COLUMN_MISSING"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_taken(
    house: House, old: str, new: str, line: int, reason: str
) -> None:
    supplier = house.payee()
    text = TABLE.replace(old, new).format(party=number_of(house, supplier))
    with pytest.raises(Refused) as refusal:
        house.erp.import_opening_payables(starts_on="2026-04-01", csv=text)
    assert refusal.value.code == "OPENING_PAYABLE_UNREADABLE"
    assert (refusal.value.facts["line"], refusal.value.facts["reason"]) == (line, reason)
    assert house.count("payables.supplier_invoice") == 0
