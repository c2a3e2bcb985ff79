"""Registers: kept by whom they are open to, renewed, told of in time, brought in and out as files."""

from datetime import date, timedelta
from typing import Any

import pytest

from erp.kernel.asking import Act
from erp.kernel.delivering import service_asking
from modules.forms.alerting import tell_deadlines
from modules.forms.rules.deadlines import deadline_of, level_on
from tests.builders import a_customer
from tests.facade import Erp, Refused
from tests.modules.forms.conftest import TITLE, Desk
from tests.server import background

RECORDS = "{ registerRecords(form: %s) { nodes { number title state values } } }"


def told_on(erp: Erp, on: date) -> int:
    """What the morning of a day tells."""

    async def tell() -> int:
        from dataclasses import replace
        from uuid import UUID

        database = erp.running.database
        asking = replace(await service_asking(database, UUID(erp.company)), today=on)
        async with database.transaction(asking=asking, verb="tell_deadlines") as tx:
            return await tell_deadlines(Act(tx=tx, asking=asking, verb="tell_deadlines"))

    return int(background().run(tell()))


def told(erp: Erp) -> list[tuple[str, str, str]]:
    rows = erp.query("{ alerts(sort: RAISED_ON_ASC) { nodes { raisedOn level deadline } } }")["alerts"][
        "nodes"
    ]
    return [(each["raisedOn"], each["level"], each["deadline"]) for each in rows]


def test_a_contract_is_told_of_before_its_notice_at_half_and_then_daily(erp: Erp) -> None:
    values = {"title": "倉庫の賃貸借", "ends_on": "2027-03-31", "notice_months": "3"}
    contract = erp.add_register_record(register="contracts", values=values)
    assert told_on(erp, date(2026, 10, 31)) == 0
    assert told_on(erp, date(2026, 11, 1)) == 1 and told_on(erp, date(2026, 11, 1)) == 0
    assert told_on(erp, date(2026, 11, 2)) == 0
    for day in (1, 2, 3):
        assert told_on(erp, date(2026, 12, day)) == 1
    assert told_on(erp, date(2027, 1, 1)) == 1
    deadline = "2026-12-31"
    assert told(erp) == [
        ("2026-11-01", "FIRST", deadline),
        ("2026-12-01", "HALF", deadline),
        ("2026-12-02", "DAILY", deadline),
        ("2026-12-03", "DAILY", deadline),
        ("2027-01-01", "MISSED", deadline),
    ]
    erp.change_register_record(record=contract, values=values | {"notice_done_on": "2027-01-01"})
    assert told_on(erp, date(2027, 1, 2)) == 0


def test_a_renewed_contract_is_a_new_record_tied_to_the_old_one(erp: Erp) -> None:
    values = {"title": "倉庫の賃貸借", "ends_on": "2026-04-30", "party": a_customer(erp, "大家商事")}
    old = erp.add_register_record(register="contracts", values=values)
    new = erp.renew_register_record(record=old, values=values | {"ends_on": "2027-04-30"})
    found = erp.query(
        """query($id: ID!) { registerRecord(id: $id) { number state replaces { number state
        replacedBy { number } }
           valueList { field text party { name } } } documentChain(id: $id) { number } }""",
        id=new,
    )
    assert found["registerRecord"]["replaces"] == {
        "number": "CT-000001",
        "state": "RENEWED",
        "replacedBy": {"number": "CT-000002"},
    }
    assert {"field": "party", "text": "P-000001 大家商事", "party": {"name": "大家商事"}} in (
        found["registerRecord"]["valueList"]
    )
    assert [each["number"] for each in found["documentChain"]] == ["CT-000001", "CT-000002"]
    assert told_on(erp, date(2026, 4, 20)) == 0
    for verb in ("renew_register_record", "change_register_record"):
        with pytest.raises(Refused, match="RECORD_REPLACED"):
            getattr(erp, verb)(record=old, values=values)


def test_what_was_lent_comes_from_its_request_and_is_told_of_until_it_is_back(erp: Erp) -> None:
    sent = erp.submit_request(
        "records { id title valueList { field text } } outcomes { state refusal }",
        form="borrow",
        values={"item": "プロジェクター", "lent_on": "2026-04-01", "due_on": "2026-04-05"},
    )
    (record,) = sent["records"]
    texts = {each["field"]: each["text"] for each in record["valueList"]}
    assert (texts["borrower"], texts["due_on"], texts["quantity"]) == ("Erp", "2026/04/05", "1")
    days = [date(2026, 4, 1) + timedelta(days=at) for at in range(8)]
    assert [told_on(erp, day) for day in days] == [0, 1, 0, 1, 1, 1, 1, 1]
    kept = {
        "item": "プロジェクター",
        "borrower": erp.query("{ me { id } }")["me"]["id"],
        "due_on": "2026-04-05",
    }
    erp.change_register_record(record=record["id"], values=kept | {"returned_on": "2026-04-08"})
    assert told_on(erp, date(2026, 4, 9)) == 0


@pytest.mark.parametrize(
    "day, notice, unit, deadline",
    [
        ("2027-03-31", 3, "MONTHS", "2026-12-31"),
        ("2027-02-28", 1, "MONTHS", "2027-01-31"),
        ("2028-02-29", 12, "MONTHS", "2027-02-28"),
        ("2027-05-30", 3, "MONTHS", "2027-02-28"),
        ("2027-03-31", 14, "DAYS", "2027-03-17"),
        ("2027-03-31", 0, "MONTHS", "2027-03-31"),
    ],
)
def test_deadlines(day: str, notice: int, unit: str, deadline: str) -> None:
    assert deadline_of(date.fromisoformat(day), notice, unit).isoformat() == deadline


@pytest.mark.parametrize("lead, levels", [(0, "D"), (1, "FH"), (2, "FHD"), (4, "FFHDD")])
def test_levels_of_short_times(lead: int, levels: str) -> None:
    end = date(2026, 4, 30)
    days = [end - timedelta(days=lead - at) for at in range(lead + 1)]
    assert "".join((level_on(end, lead, day) or "-")[0] for day in days) == levels
    assert level_on(end, lead, end - timedelta(days=lead + 1)) is None


CSV = "管理番号,件名,数\r\n,机,3\r\n,椅子,１２\r\n"


@pytest.fixture
def stock(desk: Desk) -> Desk:
    desk.form(
        "things",
        {**TITLE, "label_ja": "件名"},
        {"code": "count", "kind": "NUMBER", "label_ja": "数"},
        kind="REGISTER",
    )
    return desk


def brought(erp: Erp, content: bytes, **given: Any) -> Any:
    file = erp.upload("things.csv", content)
    return erp.import_register_records(
        "id state lines added changed faults", register="things", file=file, **given
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_tried_and_then_taken_in_once(stock: Desk, encoding: str) -> None:
    erp, content = stock.erp, CSV.encode(encoding)
    tried = brought(erp, content)
    assert (tried["state"], tried["added"], tried["faults"]) == ("TRIED", 2, [])
    assert erp.query(RECORDS % '"things"')["registerRecords"]["nodes"] == []
    assert brought(erp, content, only_try=False)["state"] == "DONE"
    rows = erp.query(RECORDS % '"things"')["registerRecords"]["nodes"]
    assert [(each["number"], each["values"]) for each in rows] == [
        ("THINGS-2026-000002", {"title": "椅子", "count": "12"}),
        ("THINGS-2026-000001", {"title": "机", "count": "3"}),
    ]
    with pytest.raises(Refused, match="IMPORT_DONE"):
        brought(erp, content, only_try=False)
    changed = brought(erp, b"Number,count\nTHINGS-2026-000001,5\n", only_try=False)
    assert (changed["added"], changed["changed"]) == (0, 1)
    rows = erp.query(RECORDS % '"things"')["registerRecords"]["nodes"]
    assert rows[1]["values"] == {"title": "机", "count": "5"}


@pytest.mark.parametrize(
    "content, line, column, reason",
    [
        ("件名,色\n机,赤\n", 1, "色", "UNKNOWN_FIELD"),
        ("件名,数\n机,三\n", 2, "count", "NOT_PLAIN_DIGITS"),
        ("件名,数\n,3\n", 2, "title", "REQUIRED"),
        ("件名\n机,3\n", 2, "", "WRONG_COLUMNS"),
        ("管理番号,件名\nTHINGS-1,机\n", 2, "number", "NONE_FOUND"),
        ("\n", 1, "", "EMPTY_FILE"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken_in(
    stock: Desk, content: str, line: int, column: str, reason: str
) -> None:
    (fault,) = brought(stock.erp, content.encode())["faults"]
    assert fault == {"line": line, "column": column, "reason": reason}
    with pytest.raises(Refused, match="IMPORT_FAULTY"):
        brought(stock.erp, content.encode(), only_try=False)
    assert stock.erp.query(RECORDS % '"things"')["registerRecords"]["nodes"] == []
