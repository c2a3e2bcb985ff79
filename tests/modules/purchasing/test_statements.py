"""Work grows with documents, not with lines."""

from tests.facade import Erp
from tests.modules.purchasing.conftest import Desk


def taken(erp: Erp, verb: str, selection: str = "id", **given: object) -> tuple[object, int]:
    with erp.statements() as counted:
        answer = getattr(erp, verb)(selection, **given)
    return answer, counted.count


def test_100_lines_are_received_inspected_and_billed_with_the_statements_of_2(desk: Desk) -> None:
    supplier, products = desk.supplier(), [desk.goods() for _ in range(4)]
    desk.erp.set_supplier_price(
        supplier=supplier, product=products[0], unit_price="90", valid_from="2026-04-01"
    )
    counts = []
    for lines in (2, 100):
        counted: dict[str, int] = {}
        wanted = [
            {"product": products[at % 4], "quantity": "5", "unit_price": "100", "needs_inspection": True}
            for at in range(lines)
        ]
        order, counted["draft"] = taken(desk.erp, "draft_purchase_order", supplier=supplier, lines=wanted)
        _, counted["place"] = taken(desk.erp, "place_purchase_order", order=order)
        receipt, counted["receive"] = taken(desk.erp, "receive_purchase_order", order=order)
        _, counted["inspect"] = taken(desk.erp, "inspect_goods", receipt=receipt)
        billed = [{"line": line["id"], "quantity": "5", "unit_price": "101"} for line in desk.lines(order)]
        bill, counted["bill"] = taken(
            desk.erp,
            "enter_purchase_bill",
            lines=billed,
            invoiced_on="2026-04-01",
            supplier_number=f"F-{lines}",
        )
        desk.other.release_purchase_bill(bill=bill, reason="値上げ")
        _, counted["post"] = taken(desk.erp, "post_purchase_bill", bill=bill)
        counts.append(counted)

    small, large = counts
    assert small == large
    assert all(0 < count <= 120 for count in large.values()), large
