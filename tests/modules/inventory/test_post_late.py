"""What is learnt of a closed month counts in the books from the first open day, whichever verb tells it."""

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused
from tests.modules.inventory.test_backdating import agree, stock

CLOSE = """UPDATE accounting.period SET state = 'CLOSED', closed_by = id, closed_at = now()
    WHERE starts_on = '2026-04-01'"""
LATE = "SELECT late_from::text AS day FROM accounting.journal_entry WHERE late_from IS NOT NULL ORDER BY id"


def late_only(erp: Erp, verb: str, selection: str = "id", **given) -> dict:
    with pytest.raises(Refused, match="PERIOD_CLOSED"):
        erp.act(verb, selection, given)
    return erp.act(verb, selection, given | {"post_late": True})


def test_goods_that_left_in_a_closed_month(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": product, "quantity": "4"}])
    erp.confirm_sales_order(order=order)
    erp.sql(CLOSE)
    late_only(erp, "ship_sales_order", order=order, on="2026-04-20")
    assert stock(erp, "2026-04-30") == ("6", "1000")
    assert stock(erp, "2026-05-01") == ("6", "600")
    assert erp.sql(LATE) == [{"day": "2026-04-20"}]
    agree(erp)


def test_a_receipt_of_a_closed_month_that_was_a_mistake(erp: Erp) -> None:
    product = a_product(erp)
    line = {"product": product, "quantity": "10", "unit_cost": "100"}
    receipt = erp.receive_stock(reason="OPENING", on="2026-04-05", lines=[line])
    erp.sql(CLOSE)
    late_only(erp, "reverse_stock_receipt", receipt=receipt, reason="二重登録", on="2026-04-06")
    assert stock(erp, "2026-04-30") == ("0", "1000")
    assert stock(erp, "2026-05-01") == ("0", "0")
    agree(erp)


def test_goods_that_were_carried_between_warehouses_in_a_closed_month(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-04-05")
    other = erp.register_warehouse(code="LATE", name="第二倉庫")
    (here,) = erp.sql("SELECT id FROM masterdata.warehouse WHERE NOT is_transit ORDER BY id LIMIT 1")
    erp.sql(CLOSE)
    lines = [{"product": product, "quantity": "4"}]
    sent = {"from_warehouse": str(here["id"]), "to_warehouse": other, "lines": lines, "on": "2026-04-10"}
    transfer = late_only(erp, "dispatch_transfer", "id lines { id }", **sent)
    part = [{"line": transfer["lines"][0]["id"], "quantity": "1"}]
    late_only(erp, "arrive_transfer", transfer=transfer["id"], lines=part, on="2026-04-12")
    late_only(erp, "cancel_transfer", transfer=transfer["id"], reason="戻り", on="2026-04-15")
    asked = "query($d: Date!) { stockAsOf(asOf: $d) { warehouseName quantity value } }"
    rows = {each["warehouseName"]: each for each in erp.query(asked, d="2026-05-01")["stockAsOf"]}
    assert (rows["第二倉庫"]["quantity"], rows["第二倉庫"]["value"]) == ("1", "100")
    rows = {each["warehouseName"]: each for each in erp.query(asked, d="2026-04-30")["stockAsOf"]}
    assert (rows["第二倉庫"]["quantity"], rows["第二倉庫"]["value"]) == ("1", "0")
    agree(erp)
