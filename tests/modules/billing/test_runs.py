"""A closing day for all customers: runs that go on, come twice, and say what was not possible."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID, uuid4

import pytest

from erp.kernel import clock
from erp.kernel.delivering import deliver_pending
from tests.facade import Erp, Refused
from tests.modules.billing.test_closing import a_closing_customer, balance_of, goods, ship
from tests.server import background

RUN = "id inAll waiting billed nothing refused"


@pytest.fixture(autouse=True)
def end_of_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 6, 30))


def progress(erp: Erp, run: str) -> dict:
    return erp.query(f"query($id: ID!) {{ closingRun(id: $id) {{ {RUN} }} }}", id=run)["closingRun"]


def results(erp: Erp, run: str) -> dict[str, tuple]:
    nodes = erp.query(
        """query($run: ID!) { closingRunCustomers(first: 50, run: $run) {
           nodes { customer { name } result reason message bill { number } } } }""",
        run=run,
    )["closingRunCustomers"]["nodes"]
    return {each["customer"]["name"]: (each["result"], each["reason"], each["message"]) for each in nodes}


def test_a_run_bills_everybody_and_reports_who_could_not_be(erp: Erp) -> None:
    tea = goods(erp)
    good, idle, mixed = (a_closing_customer(erp, name) for name in ("良い店", "休みの店", "混在の店"))
    ship(erp, good, [(tea, "1")], "2026-04-10")
    ship(erp, mixed, [(tea, "1")], "2026-04-10")
    erp.change_party(party=mixed, prices_include_tax=True)
    ship(erp, mixed, [(tea, "1")], "2026-04-11")
    a_closing_customer(erp, "二十日の店", closing_day=20)
    run = erp.close_customers("id", closing_on="2026-04-30")

    assert progress(erp, run)["waiting"] == 3
    erp.deliver_events()
    assert progress(erp, run) == {
        "id": run, "inAll": 3, "waiting": 0, "billed": 1, "nothing": 1, "refused": 1,
    }  # fmt: skip
    found = results(erp, run)
    assert found["良い店"][0] == "BILLED"
    assert found["休みの店"][0] == "NOTHING"
    assert found["混在の店"][:2] == ("REFUSED", "TWO_PRICE_BASES")
    assert "混ざって" in found["混在の店"][2]
    assert idle


def test_a_closed_month_is_an_exception_of_the_report(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    erp.running.sql("UPDATE accounting.period SET state = 'CLOSED', closed_by = $1, closed_at = now() "
                    "WHERE starts_on = '2026-04-01'", uuid4())  # fmt: skip
    run = erp.close_customers("id", closing_on="2026-04-30")
    erp.deliver_events()

    ((result, reason, _),) = results(erp, run).values()
    assert (result, reason) == ("REFUSED", "PERIOD_CLOSED")
    assert balance_of(erp, "1221") == 115


def test_a_run_that_is_killed_goes_on_and_doubles_nothing(erp: Erp) -> None:
    tea = goods(erp)
    for nth in range(4):
        ship(erp, a_closing_customer(erp, f"店{nth}"), [(tea, "1")], "2026-04-10")
    run = erp.close_customers("id", closing_on="2026-04-30")
    background().run(deliver_pending(erp.running.database, limit=2))
    half = progress(erp, run)
    again = erp.close_customers("id", closing_on="2026-04-30")

    async def two_workers() -> None:
        await asyncio.gather(*(deliver_pending(erp.running.database) for _ in range(3)))

    background().run(two_workers())
    erp.deliver_events()
    assert half["billed"] + half["waiting"] == 4
    assert 0 < half["waiting"] < 4
    assert progress(erp, run)["billed"] == progress(erp, again)["billed"] == 4
    (row,) = erp.sql(
        "SELECT count(*) AS bills, count(DISTINCT customer) AS customers FROM billing.closing_bill"
    )
    assert (row["bills"], row["customers"]) == (4, 4)
    assert balance_of(erp, "1221") == 0


def test_two_people_closing_one_customer_at_once_make_one_bill(erp: Erp) -> None:
    shop, tea = a_closing_customer(erp), goods(erp)
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    body = {
        "query": """mutation($i: CloseCustomerInput!, $k: String) {
            closeCustomer(input: $i, idempotencyKey: $k) { id } }"""
    }

    async def at_once() -> list:
        client, head = erp.running._client, {"Authorization": f"Bearer {erp.token}"}
        sent = [
            client.post(
                "/graphql",
                headers=head,
                json=body
                | {"variables": {"i": {"customer": shop, "closingOn": "2026-04-30"}, "k": str(uuid4())}},
            )
            for _ in range(4)
        ]
        return [answer.json() for answer in await asyncio.gather(*sent)]

    answers = background().run(at_once())
    assert len({each["data"]["closeCustomer"]["id"] for each in answers}) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"closing_on": "2026-07-31"}, "NOT_CLOSED_YET"),
        ({"closing_on": "2026-04-15"}, "NO_CUSTOMERS_TO_CLOSE"),
        ({"closing_on": "2026-04-31"}, "BAD_INPUT"),
        ({"closing_on": "2026-04-30", "customers": [str(UUID(int=3))]}, "NO_CUSTOMERS_TO_CLOSE"),
    ],
)
def test_a_run_for_nobody_is_refused(erp: Erp, given: dict, code: str) -> None:
    a_closing_customer(erp)
    with pytest.raises(Refused) as answer:
        erp.close_customers(**given)
    assert answer.value.code in (code, "GRAPHQL_VALIDATION_FAILED")


def test_who_may_only_read_closes_nobody(erp: Erp) -> None:
    shop = a_closing_customer(erp)
    sales = erp.as_user("eigyo", ["sales"])
    with pytest.raises(Refused) as answer:
        sales.close_customer(customer=shop, closing_on="2026-04-30")
    assert answer.value.code == "FORBIDDEN"
    assert sales.query("{ closingBills(first: 1) { nodes { id } } }") == {"closingBills": {"nodes": []}}


OPEN_BY_DAY = """
    SELECT coalesce(sum(s.total), 0)
         - coalesce((SELECT sum(x.total) FROM billing.supply x JOIN billing.closing_bill b ON b.id = x.bill
                     WHERE b.closing_on <= $1), 0) AS waiting
      FROM billing.supply s WHERE s.supplied_on <= $1
"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_unbilled_account_is_what_waits_on_every_day(erp: Erp, seed: int) -> None:
    """Whatever happens in whatever order: shipments, returns, bills, cancellations."""
    random, tea = Random(seed), goods(erp, "107")
    shop = a_closing_customer(erp, second_closing_day=31, closing_day=15)
    shipped: list[tuple[str, str, Decimal]] = []
    bills: list[str] = []
    for _ in range(14):
        choice, on = random.random(), date(2026, 4, 1) + timedelta(days=random.randrange(60))
        try:
            if choice < 0.5 or not shipped:
                quantity = random.randrange(1, 9)
                order, shipment = ship(erp, shop, [(tea, str(quantity))], on.isoformat())
                shipped.append((order, shipment, Decimal(quantity)))
            elif choice < 0.7:
                order, shipment, _ = random.choice(shipped)
                (line,) = erp.sql(
                    "SELECT id FROM ordering.sales_order_line WHERE sales_order = $1", UUID(order)
                )
                back = [{"line": str(line["id"]), "quantity": str(random.randrange(1, 4))}]
                erp.return_shipment(shipment=shipment, lines=back, reason="x", on="2026-06-01")
            elif choice < 0.9:
                closing = random.choice(["2026-04-15", "2026-04-30", "2026-05-15", "2026-05-31"])
                bills.append(erp.close_customer("id", customer=shop, closing_on=closing))
            elif bills:
                erp.cancel_closing_bill(bill=bills[-1], reason="x")
        except Refused as refused:
            assert refused.code in (
                "NOTHING_TO_CLOSE", "LATER_BILL_THERE", "WRONG_STATE",
                "RETURN_EXCEEDS_SHIPMENT", "INVOICE_MATCHED",
            ), refused  # fmt: skip
        erp.deliver_events()
    for day in range(0, 92, 5):
        on = date(2026, 4, 1) + timedelta(days=day)
        (row,) = erp.sql(OPEN_BY_DAY, on)
        assert balance_of(erp, "1221", on.isoformat()) == row["waiting"], on
    (row,) = erp.sql("SELECT coalesce(sum(total), 0) AS waiting FROM billing.supply WHERE bill IS NULL")
    assert balance_of(erp, "1221") == row["waiting"]
