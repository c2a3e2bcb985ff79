"""Whatever happens to goods in whatever order, and however late we learn of it: on every day stock is worth
what its account says, nothing is ever below nothing, the last piece takes the rest of the value, and what
was known at a moment never changes.
"""

from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused

# Of every product in every warehouse on every day it moved: how much, how much worth; and the books beside.
SUMS = """
SELECT s.product, s.warehouse, s.day,
       sum(came - gone) OVER w AS quantity,
       sum(came_value - gone_value + revalued) OVER w AS value
FROM inventory.stock_day s WINDOW w AS (PARTITION BY product, warehouse ORDER BY day)
"""
WRONG = f"""
WITH sums AS ({SUMS}), days AS (
    SELECT day FROM inventory.stock_day UNION SELECT effective_on FROM accounting.journal_line
), moved AS (
    SELECT d.day, (SELECT coalesce(sum(came_value - gone_value + revalued), 0) FROM inventory.stock_day s
                   WHERE s.day <= d.day) AS goods,
           (SELECT coalesce(sum(l.debit - l.credit), 0) FROM accounting.journal_line l
            JOIN masterdata.account a ON a.id = l.account
            WHERE a.code = '1310' AND l.effective_on <= d.day) AS books
    FROM days d
)
SELECT 'books ' || day AS what, goods AS one, books AS other FROM moved WHERE goods <> books
UNION ALL SELECT 'below nothing ' || day, quantity, value FROM sums WHERE quantity < 0 OR value < 0
UNION ALL SELECT 'value without goods', quantity, value FROM inventory.stock_value
          WHERE quantity = 0 AND value <> 0
UNION ALL SELECT 'pool', v.value, l.value FROM inventory.stock_value v
          JOIN LATERAL (SELECT s.quantity, s.value FROM sums s WHERE s.product = v.product
                        AND s.warehouse = v.warehouse ORDER BY s.day DESC LIMIT 1) l ON true
          WHERE v.quantity <> l.quantity OR v.value <> l.value
UNION ALL SELECT 'layers', v.value, l.value FROM inventory.stock_value v
          JOIN LATERAL (SELECT sum(c.quantity_left) AS quantity, sum(c.value_left) AS value
                        FROM inventory.cost_layer c
                        WHERE c.product = v.product AND c.warehouse = v.warehouse) l ON true
          WHERE v.method = 'FIFO' AND (v.quantity <> l.quantity OR v.value <> l.value)
UNION ALL SELECT 'shelves', v.quantity, l.quantity FROM inventory.stock_value v
          JOIN LATERAL (SELECT coalesce(sum(b.on_hand), 0) AS quantity FROM inventory.stock_balance b
                        JOIN masterdata.location p ON p.id = b.location
                        WHERE b.product = v.product AND b.owner IS NULL
                          AND p.warehouse = v.warehouse) l ON true
          WHERE v.quantity <> l.quantity
UNION ALL SELECT 'promised', b.reserved, b.on_hand FROM inventory.stock_balance b
          WHERE b.reserved < 0 OR b.reserved > b.on_hand
UNION ALL SELECT 'day beside moves', s.came, m.came FROM inventory.stock_day s
          JOIN LATERAL (SELECT coalesce(sum(m.quantity), 0) AS came FROM inventory.stock_move m
                        JOIN masterdata.location t ON t.id = m.to_location AND t.warehouse = s.warehouse
                        LEFT JOIN masterdata.location f ON f.id = m.from_location
                        WHERE m.product = s.product AND f.warehouse IS DISTINCT FROM t.warehouse
                          AND m.occurred_on = s.day) m ON true WHERE s.came <> m.came
"""
KNOWN = "query($d: Date!, $k: DateTime) { stockAsOf(asOf: $d, knownAt: $k) { productId quantity value } }"

LINES_TO_COUNT = """
    SELECT l.product, l.location, b.on_hand FROM inventory.stock_count_line l
    JOIN inventory.stock_balance b ON b.product = l.product AND b.location = l.location AND b.lot = l.lot
    WHERE l.stock_count = $1
"""
START = date(2026, 4, 1)
days = st.sampled_from([0, 3, 4, 5, 6, 10, 19, 20, 30, 40])
pieces = st.integers(1, 9).map(str)
picks = st.integers(0, 7)
costs = st.sampled_from(["0", "7", "100", "133", "1000"])
OFTEN_REFUSED = {
    "ARRIVES_LATE",
    "BAD_INPUT",
    "COST_OF_REVERSED_RECEIPT",
    "COUNTED_BY_YOURSELF",
    "INSUFFICIENT_STOCK",
    "LANDED_COST_REVERSED",
    "NEGATIVE_ON_DAY",
    "NOTHING_TO_SPREAD_BY",
    "PARTLY_RETURNED",
    "RECEIPT_REVERSED",
    "RETURN_EXCEEDS_RECEIPT",
    "RETURN_EXCEEDS_SHIPMENT",
    "WRONG_STATE",
    "WORTH_LESS",
}


def on(day: int) -> str:
    """So many days after the first."""
    return str(START + timedelta(days=day))


class Goods(RuleBasedStateMachine):
    """One product by moving average, one first in first out, a kit of both; a refusal is an answer too."""

    house: dict[str, Any]
    turns = count(1)

    @property
    def erp(self) -> Erp:
        erp: Erp = self.house["erp"]
        return erp

    @initialize()
    def begin(self) -> None:
        self.products = [a_product(self.erp) for _ in range(2)]
        self.erp.choose_costing_method(product=self.products[1], method="FIFO", valid_from=on(0))
        name = {"name": "仕入先", "is_supplier": True, "accept_duplicates": True}
        self.supplier = self.erp.register_party(**name)
        self.receipts: list[dict[str, Any]] = []
        self.spread: list[str] = []
        self.sent: list[str] = []
        self.shipped: list[dict[str, Any]] = []
        self.customer = a_customer(self.erp)
        kit, parts = a_product(self.erp), zip(self.products, ("1", "2"), strict=True)
        components = [{"product": product, "quantity": quantity} for product, quantity in parts]
        self.erp.define_kit(product=kit, components=components, valid_from=on(0))
        self.products.append(kit)
        (main,) = self.erp.sql("SELECT id FROM masterdata.warehouse ORDER BY id LIMIT 1")
        self.main = str(main["id"])
        code = f"BRANCH{next(self.turns)}"
        self.other = self.erp.register_warehouse(code=code, name=code)
        self.known: list[tuple[str, str, Any]] = []
        for at in range(2):
            # Dear goods, then cheap ones, and most of them gone: what is late between them is worth most.
            self.receive(at, "9", "1000", 3)
            self.receive(at, "9", "7", 6)
            self.take(at, "13", 20)
            self.receive(at, "1", "10", 35)
            self.take(at, "4", 4)
            self.receive(at, "2", "500", 5)
        self.assemble("1", 10)
        self.ship(0, "1", 30)
        self.take_again(0, "1", 30)
        self.count(1, -1, 20)

    def ask(self, verb: str, selection: str = "id", **given: Any) -> Any:
        try:
            return self.erp.act(verb, selection, given)
        except Refused as refusal:
            assert refusal.code in OFTEN_REFUSED, refusal
            return None

    @rule(at=picks, quantity=pieces, cost=costs, day=days)
    def receive(self, at: int, quantity: str, cost: str, day: int) -> None:
        line = {"product": self.products[at % 2], "quantity": quantity, "unit_cost": cost}
        said = {"reason": "PURCHASE", "supplier": self.supplier, "on": on(day), "lines": [line]}
        made = self.ask("receive_stock", "id lines { id }", **said)
        self.receipts.append({"id": made["id"], "line": made["lines"][0]["id"]})

    @rule(at=picks, quantity=pieces, day=days)
    def take(self, at: int, quantity: str, day: int) -> None:
        line = {"product": self.products[at % 3], "change": f"-{quantity}"}
        self.ask("adjust_stock", reason="LOST", on=on(day), lines=[line])

    @rule(at=picks, quantity=pieces, day=days)
    def find(self, at: int, quantity: str, day: int) -> None:
        line = {"product": self.products[at % 3], "change": quantity}
        self.ask("adjust_stock", reason="FOUND", on=on(day), lines=[line])

    @rule(at=picks)
    def empty(self, at: int) -> None:
        product = self.products[at % 3]
        held = """SELECT sum(b.on_hand) AS q FROM inventory.stock_balance b
                  JOIN masterdata.location l ON l.id = b.location
                  WHERE b.product = $1 AND l.warehouse = $2"""
        rows = self.erp.sql(held, product, self.main)
        if rows[0]["q"]:
            line = {"product": product, "change": f"-{rows[0]['q'].normalize():f}"}
            self.ask("adjust_stock", reason="LOST", on=on(41), lines=[line])

    @rule(at=picks, quantity=pieces, day=days)
    def give_back(self, at: int, quantity: str, day: int) -> None:
        receipt = self.receipts[at % len(self.receipts)]
        line = {"receipt_line": receipt["line"], "quantity": quantity}
        self.ask("return_to_supplier", receipt=receipt["id"], on=on(day), reason="傷", lines=[line])

    @rule(at=picks, day=days)
    def reverse(self, at: int, day: int) -> None:
        receipt = self.receipts[at % len(self.receipts)]
        self.ask("reverse_stock_receipt", receipt=receipt["id"], on=on(day), reason="誤り")

    @rule(at=picks, amount=st.integers(1, 900).map(str), day=days)
    def cost_more(self, at: int, amount: str, day: int) -> None:
        line = {"receipt_line": self.receipts[at % len(self.receipts)]["line"]}
        said = {"kind": "FREIGHT", "spread_by": "QUANTITY", "party": self.supplier, "amount": amount}
        made = self.ask("spread_landed_cost", on=on(day), lines=[line], **said)
        if made:
            self.spread.append(made)

    @precondition(lambda self: self.spread)
    @rule(at=picks, day=days)
    def cost_less(self, at: int, day: int) -> None:
        self.ask("reverse_landed_cost", cost=self.spread[at % len(self.spread)], on=on(day), reason="誤り")

    @rule(at=picks, quantity=pieces, day=days)
    def send(self, at: int, quantity: str, day: int) -> None:
        line = {"product": self.products[at % 3], "quantity": quantity}
        said = {"from_warehouse": self.main, "to_warehouse": self.other, "on": on(day), "lines": [line]}
        made = self.ask("dispatch_transfer", **said)
        if made:
            self.sent.append(made)

    @precondition(lambda self: self.sent)
    @rule(at=picks, day=days)
    def arrive(self, at: int, day: int) -> None:
        self.ask("arrive_transfer", transfer=self.sent[at % len(self.sent)], on=on(day))

    @precondition(lambda self: self.sent)
    @rule(at=picks, day=days)
    def call_back(self, at: int, day: int) -> None:
        self.ask("cancel_transfer", transfer=self.sent[at % len(self.sent)], on=on(day), reason="中止")

    @rule(quantity=st.integers(1, 3).map(str), day=days)
    def assemble(self, quantity: str, day: int) -> None:
        self.ask("assemble_kits", product=self.products[2], quantity=quantity, on=on(day))

    @rule(quantity=st.integers(1, 3).map(str), day=days)
    def disassemble(self, quantity: str, day: int) -> None:
        self.ask("disassemble_kits", product=self.products[2], quantity=quantity, on=on(day))

    @rule(at=picks, quantity=pieces, day=days)
    def ship(self, at: int, quantity: str, day: int) -> None:
        line = {"product": self.products[at % 3], "quantity": quantity}
        order = self.erp.draft_sales_order(customer=self.customer, lines=[line], billing="PER_ORDER")
        if self.ask("confirm_sales_order", order=order):
            asked = "id shipments { id lines { demand } }"
            done = self.ask("ship_sales_order", asked, order=order, on=on(day))
            if done:
                self.shipped.append(done["shipments"][0])
            else:
                self.erp.cancel_sales_order(order=order, reason="出せない")

    @precondition(lambda self: self.shipped)
    @rule(at=picks, quantity=pieces, day=days)
    def take_again(self, at: int, quantity: str, day: int) -> None:
        gone = self.shipped[at % len(self.shipped)]
        line = {"line": gone["lines"][0]["demand"], "quantity": quantity}
        self.ask("return_shipment", shipment=gone["id"], lines=[line], on=on(day), reason="返品")

    @rule(at=picks, off=st.integers(-3, 3), day=days)
    def count(self, at: int, off: int, day: int) -> None:
        counting = self.ask(
            "start_stock_count", scope="PRODUCTS", products=[self.products[at % 3]], warehouse=self.main
        )
        if not counting:
            return
        rows = self.erp.sql(LINES_TO_COUNT, counting)
        lines = [
            {"product": str(row["product"]), "location": str(row["location"]), "quantity": str(there)}
            for row in rows
            if (there := max(0, int(row["on_hand"]) + off)) is not None
        ]
        for _ in range(2):
            self.erp.record_count(count=counting, lines=lines)
        self.erp.submit_stock_count(count=counting)
        if not self.ask("book_stock_count", count=counting, on=on(day)):
            self.erp.cancel_stock_count(count=counting, reason="やり直し")

    @rule(day=days)
    def remember(self, day: int) -> None:
        (now,) = self.erp.sql("SELECT clock_timestamp() AS at")
        moment = now["at"].isoformat()
        self.known.append((on(day), moment, self.erp.query(KNOWN, d=on(day), k=None)))

    @invariant()
    def all_is_one(self) -> None:
        assert self.erp.sql(WRONG) == []
        if self.known:
            day, moment, answer = self.known[-1]
            assert self.erp.query(KNOWN, d=day, k=moment) == answer


def test_no_order_of_events_makes_stock_differ_from_the_books_on_any_day(erp: Erp) -> None:
    Goods.house = {"erp": erp}
    quick = settings(
        max_examples=4,
        stateful_step_count=14,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Goods, settings=quick)
