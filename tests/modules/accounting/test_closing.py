"""Areas of the books are locked for every writer, and a month closes only when its list is done."""

from datetime import date

import asyncpg
import pytest

from erp.kernel.closing import Area, checks
from erp.kernel.labels import label
from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused
from tests.modules.accounting.conftest import Books

CHECKS = (
    "query($until: Date!) { closingChecks(until: $until) { check title area count blocks page ownerName } }"
)


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}")


def counts(erp: Erp, until: str = "2026-04-30") -> dict[str, int]:
    return {row["check"]: row["count"] for row in erp.query(CHECKS, until=until)["closingChecks"]}


def test_documents_of_a_locked_area_are_refused_by_name_and_others_are_not(books: Books) -> None:
    shop = books.customer()
    books.erp.lock_area(area="SALES", through="2026-04-15")

    with pytest.raises(Refused) as refusal:
        books.invoice(shop, books.line("100"), on="2026-04-15")
    assert refusal.value.code == "AREA_LOCKED"
    assert refusal.value.facts == {"area": "SALES", "on": "2026-04-15", "through": "2026-04-15"}

    books.invoice(shop, books.line("100"), on="2026-04-16")
    books.receipt(shop, "100", received_on="2026-04-15")


@pytest.mark.parametrize("area", list(Area))
def test_every_area_can_be_locked_and_goes_only_forward(books: Books, area: Area) -> None:
    assert books.erp.lock_area("lockedThrough", area=area.value, through="2026-04-10") == "2026-04-10"
    with refused("LOCK_NOT_MOVED"):
        books.erp.lock_area(area=area.value, through="2026-04-10")
    assert books.erp.lock_area("lockedThrough", area=area.value, through="2026-04-30") == "2026-04-30"


def test_unlocking_takes_another_person_and_a_reason(books: Books) -> None:
    books.erp.lock_area(area="LEDGER", through="2026-04-30")
    with refused("AREA_LOCKED"):
        books.entry()
    with refused("CLOSED_BY_YOURSELF"):
        books.erp.unlock_area(area="LEDGER", reason="追加")
    other = books.erp.as_user("hanako", roles=["administrator", "accounting"])
    with refused("BAD_INPUT"):
        other.unlock_area(area="LEDGER", reason=" ")
    with refused("LOCK_NOT_MOVED"):
        other.unlock_area(area="LEDGER", through="2026-05-31", reason="追加")

    found = other.unlock_area("lockedThrough reason changedBy", area="LEDGER", reason="追加の請求書")

    assert found["lockedThrough"] is None and found["reason"] == "追加の請求書" and found["changedBy"]
    books.entry()


@pytest.mark.parametrize(
    ("area", "table", "own"),
    [
        ("SALES", "invoice", ("number", "origin")),
        ("CASH", "receipt", ("number", "origin")),
        ("LEDGER", "journal_entry", ("number", "origin")),
    ],
)
def test_a_console_is_no_way_around_a_lock(books: Books, area: str, table: str, own: tuple[str, ...]) -> None:
    shop = books.customer()
    books.invoice(shop, books.line("100"), on="2026-04-10")
    books.receipt(shop, "100", received_on="2026-04-10")
    books.erp.lock_area(area=area, through="2026-04-30")
    others = ", ".join(f"'{each}', uuidv7()" for each in own)
    copy = f"""INSERT INTO accounting.{table} SELECT (jsonb_populate_record(r,
        jsonb_build_object('id', uuidv7(), {others}))).* FROM accounting.{table} r LIMIT 1"""

    with pytest.raises(asyncpg.PostgresError, match="AREA_LOCKED"):
        books.erp.sql(copy)


def test_the_list_is_counted_live_and_a_blocker_keeps_the_month_open(books: Books, erp: Erp) -> None:
    assert counts(erp)["FAILED_DELIVERIES"] == 0
    event = "SELECT id, company, subject FROM kernel.event ORDER BY id DESC LIMIT 1"
    books.invoice(books.customer(), books.line("100"))
    (told,) = erp.sql(event)
    erp.sql(
        "INSERT INTO kernel.delivery (event, company, subject, reaction, state, next_at)"
        " VALUES ($1, $2, $3, 'test.reaction', 'DEAD', now())",
        told["id"], told["company"], told["subject"],
    )  # fmt: skip

    assert counts(erp)["FAILED_DELIVERIES"] == 1
    with pytest.raises(Refused) as refusal:
        erp.close_period(period=books.period())
    assert refusal.value.code == "NOT_READY_TO_CLOSE"
    assert refusal.value.facts["blockers"] == [{"check": "FAILED_DELIVERIES", "count": 1}]

    erp.sql("UPDATE kernel.delivery SET state = 'DONE', done_at = now() WHERE reaction = 'test.reaction'")
    assert erp.close_period("state", period=books.period()) == "CLOSED"


def test_stock_that_differs_from_the_ledger_is_seen(books: Books, erp: Erp) -> None:
    assert counts(erp)["STOCK_DIFFERS_FROM_LEDGER"] == 0
    erp.post_entry(
        on="2026-04-10",
        description="在庫の手修正",
        lines=[
            {"account": books.accounts["1310"], "side": "DEBIT", "amount": "10"},
            {"account": books.accounts["7130"], "side": "CREDIT", "amount": "10"},
        ],
    )
    assert counts(erp)["STOCK_DIFFERS_FROM_LEDGER"] == 1
    assert counts(erp, "2026-04-09")["STOCK_DIFFERS_FROM_LEDGER"] == 0


def test_goods_without_their_invoice_are_told_and_do_not_hold_up_the_close(books: Books, erp: Erp) -> None:
    supplier = erp.register_party(name="霞商会", is_supplier=True)
    before = counts(erp)["RECEIVED_NOT_BILLED"]
    product = a_product(erp)
    erp.receive_stock(
        on="2026-04-10",
        reason="PURCHASE",
        supplier=supplier,
        lines=[{"product": product, "quantity": "3", "unitCost": "100"}],
    )

    assert counts(erp)["RECEIVED_NOT_BILLED"] == before + 1
    assert counts(erp, "2026-04-09")["RECEIVED_NOT_BILLED"] == before
    assert erp.close_period("state", period=books.period()) == "CLOSED"


def test_a_check_has_somebody_who_looks_after_it(books: Books, erp: Erp) -> None:
    (me,) = erp.sql("SELECT id, name FROM access.app_user ORDER BY created_at LIMIT 1")
    erp.assign_closing_check(check="FAILED_DELIVERIES", owner=me["id"])

    found = {row["check"]: row["ownerName"] for row in erp.query(CHECKS, until="2026-04-30")["closingChecks"]}

    assert found["FAILED_DELIVERIES"] == me["name"]
    with refused("BAD_INPUT"):
        erp.assign_closing_check(check="NO_SUCH_CHECK", owner=me["id"])
    with refused("NOT_FOUND"):
        erp.assign_closing_check(check="FAILED_DELIVERIES", owner="01900000-0000-7000-8000-000000000000")


def test_locks_are_those_of_one_company(books: Books, erp: Erp) -> None:
    erp.lock_area(area="SALES", through="2026-12-31")
    rows = erp.sql("SELECT company::text FROM accounting.area_lock")
    assert [row["company"] for row in rows] == [erp.company]
    other = erp.sql("SELECT id FROM masterdata.company WHERE id::text <> $1 LIMIT 1", erp.company)
    for company in other:
        erp.sql("SELECT accounting.require_unlocked($1, 'SALES', $2)", company["id"], date(2026, 4, 1))


def test_every_check_names_itself_a_page_and_a_part_of_the_books() -> None:
    found = checks()
    assert len(found) >= 2
    assert len({each.name for each in found}) == len(found)
    for each in found:
        assert label(f"Check.{each.name}", "ja") != each.name
        assert any("ぁ" <= sign <= "龠" for sign in label(f"Check.{each.name}", "ja")), each.name
        assert each.area in list(Area)
        assert (labels_root() / f"{each.page}.graphql").is_file(), each.page


def labels_root():
    from erp.kernel.labels import ROOT

    return ROOT / "graphql" / "pages"


def test_a_new_customer_of_the_day_is_not_held_up(erp: Erp) -> None:
    erp.lock_area(area="SALES", through="2026-03-31")
    assert a_customer(erp)
