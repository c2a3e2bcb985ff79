"""A department on an order: what it sells, what that cost and what comes back stand under it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from erp.kernel import clock
from tests.builders import a_customer, a_product, stock_of, tax_code_of
from tests.facade import Erp, Refused

FIGURES = "{ profitByDepartment(to: $on) { totalOf departments { name amount } } }"


@pytest.fixture(autouse=True)
def end_of_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 6, 30))


@pytest.fixture
def shop(erp: Erp) -> str:
    return a_customer(erp)


@pytest.fixture
def tea(erp: Erp) -> str:
    product = a_product(erp, price="1000")
    stock_of(erp, product, "100", unit_cost="400", on="2026-04-01")
    return product


@pytest.fixture
def east(erp: Erp) -> str:
    return erp.register_department(code="E", name="東営業", valid_from="2026-04-01")


def an_order(erp: Erp, shop: str, tea: str, quantity: str, **given: Any) -> str:
    line = {"product": tea, "quantity": quantity}
    return erp.draft_sales_order(customer=shop, lines=[line], ordered_on="2026-04-10", **given)


def leaves(erp: Erp, order: str, on: str = "2026-04-10") -> str:
    """The whole order leaves, and the worker does what follows; answers the shipment."""
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order, on=on)
    erp.deliver_events()
    (row,) = erp.sql("SELECT id FROM inventory.shipment WHERE sales_order = $1", UUID(order))
    return str(row["id"])


def profit(erp: Erp, of: str = "E 東営業", total: str = "GROSS_PROFIT") -> Decimal:
    """What a department earned so far."""
    rows = erp.query("query($on: Date!) " + FIGURES, on="2026-06-30")["profitByDepartment"]
    row = next(row for row in rows if row["totalOf"] == total)
    return Decimal(next((each["amount"] for each in row["departments"] if each["name"] == of), "0"))


def under(erp: Erp, department: str | None) -> dict[str, int]:
    """Debit less credit by account, of one department."""
    rows = erp.sql(
        """SELECT a.code, sum(l.debit - l.credit) AS amount FROM accounting.journal_line l
           JOIN masterdata.account a ON a.id = l.account
           WHERE l.department IS NOT DISTINCT FROM $1 GROUP BY a.code HAVING sum(l.debit - l.credit) <> 0""",
        UUID(department) if department else None,
    )
    return {row["code"]: int(row["amount"]) for row in rows}


def accounts(figures: dict[str, int]) -> list[int]:
    return sorted(figures.values())


def line_of(erp: Erp, order: str) -> str:
    asked = "query($id: ID!) { salesOrder(id: $id) { lines { id } } }"
    return erp.query(asked, id=order)["salesOrder"]["lines"][0]["id"]


def test_sales_tax_and_cost_of_an_order_stand_under_its_department(
    erp: Erp, shop: str, tea: str, east: str
) -> None:
    order = an_order(erp, shop, tea, "10", billing="PER_SHIPMENT", department=east)
    shipment = leaves(erp, order)

    # Sales and tax of the invoice, and the cost of what left.
    assert accounts(under(erp, east)) == [-10000, -1000, 4000]
    assert profit(erp) == 6000
    asked = """query($of: ID!) { salesOrders(department: $of) {
        nodes { department { code } invoices { kind department { code } } } } }"""
    (found,) = erp.query(asked, of=east)["salesOrders"]["nodes"]
    assert found == {
        "department": {"code": "E"},
        "invoices": [{"kind": "INVOICE", "department": {"code": "E"}}],
    }

    back = [{"line": line_of(erp, order), "quantity": "4"}]
    erp.return_shipment(shipment=shipment, lines=back, reason="破損", on="2026-04-20")
    assert profit(erp) == 3600
    assert sum(under(erp, east).values()) == -6000 - 600 + 2400


def test_an_order_billed_at_closing_has_its_department_from_the_day_it_leaves(
    erp: Erp, shop: str, tea: str, east: str
) -> None:
    erp.set_billing_terms(party=shop, billing="CLOSING_BILL", closing_day=31)
    order = an_order(erp, shop, tea, "10", department=east)
    shipment = leaves(erp, order)
    assert profit(erp) == 6000
    line = line_of(erp, order)
    erp.return_shipment(
        shipment=shipment, lines=[{"line": line, "quantity": "1"}], reason="破損", on="2026-04-20"
    )
    assert profit(erp) == 5400

    erp.close_customer(customer=shop, closing_on="2026-04-30")
    assert profit(erp) == 5400
    assert accounts(under(erp, east)) == [-9000, -900, 3600]
    erp.return_shipment(
        shipment=shipment, lines=[{"line": line, "quantity": "2"}], reason="破損", on="2026-05-20"
    )
    assert profit(erp) == 4200
    assert sum(under(erp, east).values()) == -7000 - 700 + 2800


def test_a_cancelled_invoice_leaves_nothing_under_its_department(erp: Erp, shop: str, east: str) -> None:
    line = {"description": "品", "quantity": "1", "unit_price": "1000", "tax_code": tax_code_of(erp, "S10")}
    invoice = erp.issue_invoice(customer=shop, on="2026-04-10", lines=[line], department=east)
    assert accounts(under(erp, east)) == [-1000, -100]
    answer = erp.issue_credit_note("department { code }", invoice=invoice, on="2026-04-11", reason="誤り")
    assert answer == {"code": "E"}
    assert sum(under(erp, east).values()) == 0

    second = erp.issue_invoice(customer=shop, on="2026-04-10", lines=[line], department=east)
    erp.cancel_invoice(invoice=second, reason="誤り", on="2026-04-12")
    assert sum(under(erp, east).values()) == 0

    third = erp.issue_invoice(customer=shop, on="2026-04-10", lines=[line], department=east)
    fixed = erp.correct_invoice(
        "department { code }", invoice=third, reason="単価", lines=[line], on="2026-04-12"
    )
    assert fixed == {"code": "E"}
    assert sum(under(erp, east).values()) == -1100


def test_the_department_of_a_draft_is_changed_kept_and_taken_away(
    erp: Erp, shop: str, tea: str, east: str
) -> None:
    west = erp.register_department(code="W", name="西営業", valid_from="2026-04-01")
    order = an_order(erp, shop, tea, "1", department=east)
    assert erp.change_sales_order("department { code }", order=order, note="急ぎ") == {"code": "E"}
    assert erp.change_sales_order("department { code }", order=order, department=west) == {"code": "W"}
    assert erp.change_sales_order("department { code }", order=order, department=None) is None


@pytest.mark.parametrize("verb", ["draft", "change", "invoice", "credit"])
def test_a_department_must_be_in_use_on_the_day(erp: Erp, shop: str, tea: str, verb: str) -> None:
    new = erp.register_department(code="N", name="新設", valid_from="2026-05-01")
    nobody = "00000000-0000-7000-8000-000000000001"
    line = {"description": "品", "quantity": "1", "unit_price": "1000", "tax_code": tax_code_of(erp, "S10")}
    order = an_order(erp, shop, tea, "1")
    invoice = erp.issue_invoice(customer=shop, on="2026-04-10", lines=[line])

    def use(department: str) -> None:
        if verb == "draft":
            an_order(erp, shop, tea, "1", department=department)
        elif verb == "change":
            erp.change_sales_order(order=order, department=department)
        elif verb == "invoice":
            erp.issue_invoice(customer=shop, on="2026-04-10", lines=[line], department=department)
        else:
            erp.issue_credit_note(invoice=invoice, on="2026-04-10", reason="誤り", department=department)

    for department, code in ((new, "DEPARTMENT_NOT_IN_USE"), (nobody, "NOT_FOUND")):
        with pytest.raises(Refused) as refused:
            use(department)
        assert refused.value.code == code
        assert (refused.value.field or "").endswith("department")
    assert erp.sql("SELECT count(*) AS n FROM accounting.invoice WHERE department IS NOT NULL") == [{"n": 0}]
