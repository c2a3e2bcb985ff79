"""Taking over a folder of files: all of it through the verbs everybody uses, or nothing; and back again."""

from pathlib import Path

import pytest

from erp.kernel.errors import Refused as HouseRefused
from erp.sync.importing import csv_files
from tests.facade import Erp, Refused
from tests.sync.folders import FILES, MAPPING, a_folder, counts, look, take_over


def test_rows_become_records_of_the_house(erp: Erp, tmp_path: Path) -> None:
    run = take_over(erp, a_folder(tmp_path))
    found = erp.query(
        """query($run: ID!) {
             importRun(id: $run) { name state rows created unchanged documents report }
             salesOrders(sort: NUMBER_ASC) { nodes {
               state orderedOn shipped billed total customer { name }
               lines { quantity unitPrice discount amount product { name } } } }
             stockOnHand { productName onHand reserved available value } }""",
        run=run,
    )
    assert found["importRun"]["state"] == "COMMITTED"
    assert (found["importRun"]["rows"], found["importRun"]["created"]) == (12, 12)
    first, second = found["salesOrders"]["nodes"]
    assert (first["customer"]["name"], first["shipped"], second["shipped"]) == ("青空商店", "FULL", "NONE")
    assert [line["amount"] for line in first["lines"]] == ["850", "2000"]
    assert first["lines"][0]["discount"] == "15"
    assert [(row["productName"], row["available"], row["onHand"]) for row in found["stockOnHand"]] == [
        ("煎茶", "10", "10"),
        ("ほうじ茶", "20", "25"),
    ]


def test_the_history_says_that_an_import_did_it(erp: Erp, tmp_path: Path) -> None:
    take_over(erp, a_folder(tmp_path))
    told = erp.sql(
        """SELECT DISTINCT via, verb FROM kernel.audit
           WHERE table_name IN ('ordering.sales_order', 'masterdata.party')"""
    )
    assert told == [{"via": "import", "verb": "import"}]


def test_the_same_import_again_changes_nothing(erp: Erp, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    take_over(erp, folder)
    before = counts(erp)
    assert take_over(erp, folder) is None
    assert counts(erp) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_every_encoding_gives_the_same_records(erp: Erp, tmp_path: Path, encoding: str) -> None:
    take_over(erp, a_folder(tmp_path / "one"))
    again = look(erp, a_folder(tmp_path / "other", encoding))
    assert again.plan.does_nothing and not again.faults


def test_what_was_added_to_the_files_is_added_here(erp: Erp, tmp_path: Path) -> None:
    take_over(erp, a_folder(tmp_path))
    more = FILES["customers.csv"] + "A3,みどり園,千葉\n"
    found = look(erp, a_folder(tmp_path, customers=more))
    assert [record.external_id for record in found.plan.fresh] == ["A3", "A3"]
    take_over(erp, tmp_path)
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party")[0]["n"] == 3


def test_a_row_that_says_something_else_now_is_refused(erp: Erp, tmp_path: Path) -> None:
    take_over(erp, a_folder(tmp_path))
    found = look(erp, a_folder(tmp_path, customers=FILES["customers.csv"].replace("青空商店", "青空書店")))
    (fault,) = found.faults
    assert (fault.place, fault.refused.code) == ("customers.csv:2:code", "CHANGED_SOURCE")


BROKEN = {
    "no such day": ("orders", "2026-02-03", "2026-02-30", "orders.csv:3:day", "BAD_VALUE"),
    "no figure": ("lines", "1,P2,4,0", "1,P2,four,0", "lines.csv:3:quantity", "BAD_VALUE"),
    "less than nothing": ("lines", "1,P2,4,0", "1,P2,4,1.2", "lines.csv:3:discount", "BAD_INPUT"),
    "unknown customer": ("orders", "2,A2", "2,A9", "orders.csv:3:customer", "UNKNOWN_REFERENCE"),
    "no key": ("customers", "A2,", ",", "customers.csv:3:code", "BAD_ROW"),
    "key twice": ("customers", "A2,", "A1,", "customers.csv:3:code", "BAD_ROW"),
    "too early to ship": ("orders", "2026-01-12", "2020-01-12", "orders.csv:2", "NO_PERIOD"),
    "no name": ("products", "ほうじ茶", "  ", "products.csv:3:name", "BAD_INPUT"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_row_is_told_with_its_place_and_nothing_is_written(
    erp: Erp, tmp_path: Path, what: str
) -> None:
    file, good, bad, place, code = BROKEN[what]
    folder = a_folder(tmp_path, **{file: FILES[f"{file}.csv"].replace(good, bad)})
    before = counts(erp)
    found = look(erp, folder)
    assert (place, code) in [(fault.place, fault.refused.code) for fault in found.faults]
    assert counts(erp) == before
    if not look(erp, folder, rehearse=False).faults:
        # Only the verb itself knows: then the writing import is refused as a whole.
        with pytest.raises(HouseRefused, match="IMPORT_REFUSED"):
            take_over(erp, folder)
        assert counts(erp) == before


def test_a_preview_writes_nothing_and_tells_every_fault_at_once(erp: Erp, tmp_path: Path) -> None:
    lines = FILES["lines.csv"].replace("1,P1,2,", "1,P1,-2,").replace("2,P2,5,", "2,P2,0,")
    before = counts(erp)
    found = look(erp, a_folder(tmp_path, lines=lines))
    assert [fault.place for fault in found.faults] == ["lines.csv:2:quantity", "lines.csv:4:quantity"]
    # What needs these orders is not told again.
    assert found.follows == 3
    assert counts(erp) == before


def test_records_that_look_like_ours_are_shown(erp: Erp, tmp_path: Path) -> None:
    erp.register_party(name="株式会社青空商店")
    found = look(erp, a_folder(tmp_path))
    (alike,) = found.alike
    assert alike.place == "customers.csv:2" and alike.refused.facts["count"] == 1


def _refused(erp: Erp, folder: Path) -> HouseRefused:
    before = counts(erp)
    with pytest.raises(HouseRefused) as refused:
        take_over(erp, folder)
    assert counts(erp) == before
    return refused.value


def test_broken_letters_are_refused_with_their_line(erp: Erp, tmp_path: Path) -> None:
    broken = FILES["customers.csv"].encode().replace("かもめ".encode(), b"\xe3\x81\xff")
    told = _refused(erp, a_folder(tmp_path, customers=broken))
    assert (told.code, told.facts["reason"], told.facts["line"]) == ("BAD_FILE", "BROKEN_ENCODING", 3)


def test_a_missing_column_is_named(erp: Erp, tmp_path: Path) -> None:
    told = _refused(erp, a_folder(tmp_path, orders=FILES["orders.csv"].replace("shipped", "left")))
    assert (told.code, told.facts) == ("MISSING_COLUMN", {"file": "orders.csv", "column": "shipped"})


def test_a_file_of_two_hundred_megabytes_is_refused_unread(
    erp: Erp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path)
    with (folder / "orders.csv").open("ab") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(csv_files, "text_of", None)
    told = _refused_by_size(erp, folder)
    assert told.facts == {"file": "orders.csv", "reason": "TOO_LARGE", "megabytes": 200, "limit": 50}


def _refused_by_size(erp: Erp, folder: Path) -> HouseRefused:
    with pytest.raises(HouseRefused) as refused:
        csv_files.read_sheet(folder, "orders.csv")
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("orders", b"", "NO_HEADER"),
        ("orders", "no,customer,day,shipped\n1,A1\n", "OTHER_LENGTH"),
        ("orders", "no,customer,day,day\n", "COLUMN_TWICE"),
        ("orders", 'no,customer,day,shipped\n1,"A1,2026-01-01,\n', "NOT_CSV"),
    ],
)
def test_what_is_no_table_is_refused(
    erp: Erp, tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    told = _refused(erp, a_folder(tmp_path, **{name: content}))
    assert (told.code, told.facts["file"], told.facts["reason"]) == ("BAD_FILE", "orders.csv", reason)


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ('"registerParty"', '"inventParty"', "NO_SUCH_VERB"),
        (
            'name = "{name}"\n[[step]]\nkind = "address"',
            'title = "{name}"\n[[step]]\nkind = "address"',
            "UNKNOWN_FIELD",
        ),
        ("{day|date}", "{day|moon}", "UNKNOWN_FILTER"),
        ('key = "code"', 'kee = "code"', "UNKNOWN_FIELD"),
        ('city = "{city}"', "", "MISSING"),
        ("[[step]]", "[[step", "NOT_TOML"),
    ],
)
def test_a_mapping_that_does_not_hold_together_is_refused(
    erp: Erp, tmp_path: Path, good: str, bad: str, reason: str
) -> None:
    assert good in MAPPING
    told = _refused(erp, a_folder(tmp_path, mapping=MAPPING.replace(good, bad)))
    assert (told.code, told.facts["reason"]) == ("BAD_MAPPING", reason)


def test_an_import_is_taken_back_as_a_whole(erp: Erp, tmp_path: Path) -> None:
    run = take_over(erp, a_folder(tmp_path))
    erp.deliver_events()
    assert erp.undo_import("state", run=run, reason="間違い") == "UNDONE"
    left = erp.sql(
        "SELECT account, sum(debit - credit) AS rest FROM accounting.journal_line GROUP BY account"
    )
    assert left and not any(row["rest"] for row in left)
    assert not erp.sql("SELECT FROM inventory.stock_balance WHERE on_hand <> 0 OR reserved <> 0")
    assert not erp.sql("SELECT FROM inventory.stock_value WHERE quantity <> 0 OR value <> 0")
    assert not erp.sql("SELECT FROM accounting.open_item WHERE open_amount <> 0")
    states = erp.sql("SELECT customer_reference AS no, state FROM ordering.sales_order ORDER BY 1")
    assert [row["state"] for row in states] == ["CLOSED", "CANCELLED"]
    assert not erp.sql("SELECT FROM masterdata.party WHERE is_active")
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.undo_import(run=run, reason="もう一度")


def test_after_an_undo_the_import_comes_again(erp: Erp, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    erp.undo_import(run=take_over(erp, folder), reason="間違い")
    again = take_over(erp, folder)
    assert again is not None
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party")[0]["n"] == 2
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party WHERE is_active")[0]["n"] == 2
    orders = erp.sql("SELECT state, count(*) AS n FROM ordering.sales_order GROUP BY state")
    assert {row["state"]: row["n"] for row in orders} == {"CLOSED": 1, "CANCELLED": 1, "CONFIRMED": 2}
    assert erp.undo_import("state", run=again, reason="また間違い") == "UNDONE"


def test_what_others_have_built_upon_is_not_taken_back(erp: Erp, tmp_path: Path) -> None:
    run = take_over(erp, a_folder(tmp_path))
    erp.deliver_events()
    customer, order = (
        str(erp.sql(sql)[0]["id"])
        for sql in (
            "SELECT id FROM masterdata.party ORDER BY number LIMIT 1",
            "SELECT id FROM ordering.sales_order WHERE customer_reference = '2'",
        )
    )
    erp.ship_sales_order(order=order, on="2026-02-10")
    before = counts(erp)
    with pytest.raises(Refused) as refused:
        erp.undo_import(run=run, reason="間違い")
    assert refused.value.code == "IMPORT_BUILT_UPON"
    assert refused.value.facts["documents"][0].startswith("SH-2026-")
    product = str(erp.sql("SELECT id FROM masterdata.product LIMIT 1")[0]["id"])
    erp.draft_sales_order(customer=customer, lines=[{"product": product, "quantity": "1", "unit_price": "1"}])
    with pytest.raises(Refused) as refused:
        erp.undo_import(run=run, reason="間違い")
    assert any(number.startswith("SO-") for number in refused.value.facts["documents"])
    assert erp.sql("SELECT state FROM sync.import_run")[0]["state"] == "COMMITTED"
    assert before["sync.external_ref"] == counts(erp)["sync.external_ref"]


def test_a_closed_month_keeps_its_import(erp: Erp, tmp_path: Path) -> None:
    run = take_over(erp, a_folder(tmp_path))
    erp.deliver_events()
    (period,) = erp.sql("SELECT id FROM accounting.period WHERE starts_on = '2026-01-01'")
    erp.close_period(period=period["id"])
    with pytest.raises(Refused, match="PERIOD_CLOSED"):
        erp.undo_import(run=run, reason="間違い")
    assert erp.sql("SELECT state FROM sync.import_run")[0]["state"] == "COMMITTED"


def test_whoever_may_not_undo_learns_nothing(erp: Erp, tmp_path: Path) -> None:
    run = take_over(erp, a_folder(tmp_path))
    with pytest.raises(Refused, match="FORBIDDEN"):
        erp.as_user("jiro", roles=["warehouse"]).undo_import(run=run, reason="間違い")


FOUNDING = """
[company]
code = "US"
name = "Small Traders"
currency = "USD"
timezone = "America/New_York"
fiscalYearStartMonth = 1
"""
BOOKS = """
[[step]]
kind = "books"
mutation = "setUpBooks"
values = [{ on = "2026-01-01" }]
key = "on"
[step.input]
startsOn = "{on}"
"""


def test_a_company_is_founded_with_its_import_or_not_at_all(erp: Erp, tmp_path: Path) -> None:
    steps = MAPPING.replace('name = "small"', "", 1)
    mapping = f'name = "small"{FOUNDING}{BOOKS}{steps}'
    bad = FILES["orders.csv"].replace("2026-01-12", "2020-01-12")
    before = counts(erp)
    assert [fault.refused.code for fault in look(erp, a_folder(tmp_path, mapping=mapping, orders=bad)).faults]
    with pytest.raises(HouseRefused, match="IMPORT_REFUSED"):
        take_over(erp, tmp_path)
    assert counts(erp) == before
    take_over(erp, a_folder(tmp_path, mapping=mapping))
    (company,) = erp.sql("SELECT id FROM masterdata.company WHERE code = 'US'")
    (order, *_) = erp.sql("SELECT DISTINCT company, currency FROM ordering.sales_order")
    assert order == {"company": company["id"], "currency": "USD"}
    # The yen company sees the shared masters and none of the documents.
    assert erp.query("{ salesOrders { totalCount } }")["salesOrders"]["totalCount"] == 0
    assert erp.query("{ importRuns { totalCount } }")["importRuns"]["totalCount"] == 0
    told = erp.sql("SELECT DISTINCT company FROM kernel.event WHERE kind = 'inventory.StockShipped'")
    assert told == [{"company": company["id"]}]
