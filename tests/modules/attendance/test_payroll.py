"""Overtime against its limits, and the month that is handed over: closed, and answered by differences."""

import csv
import io

import asyncpg
import pytest

from tests.facade import Refused
from tests.modules.attendance.conftest import Hours


@pytest.fixture
def march(hours: Hours) -> Hours:
    hours.hire("mori")
    hours.hire("hana", reports_to=hours.people["mori"])
    hours.works("hana", "mori")
    hours.erp.open_work_month(month="2026-03-01")
    return hours


def approved(march: Hours, name: str, end: str = "18:00") -> str:
    sheet = march.fill(name, end=end)
    march.erp.submit_timesheet(timesheet=sheet)
    march.erp.approve_timesheet(timesheet=sheet)
    return sheet


LINES = """query($p: ID!) { payrollLines(first: 20, payrollPeriod: $p) { nodes {
    personName kind overtime overtimeBeyond workedDays workedTime correctsMonth allowances expenses } } }"""


def lines(march: Hours, period: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = march.erp.query(LINES, p=period)["payrollLines"]["nodes"]
    return found


def test_a_month_is_closed_when_everybody_is_approved(march: Hours) -> None:
    erp = march.erp
    approved(march, "hana", "21:00")
    with pytest.raises(Refused) as refused:
        erp.close_work_month(month="2026-03-01")
    assert refused.value.code == "SHEETS_OPEN"
    assert refused.value.facts["people"] == [f"{march.number('mori')} 森 一郎"]
    approved(march, "mori")
    march.hire("kato", "2026-03-16")
    with pytest.raises(Refused, match=r"SHEETS_OPEN.*加藤 健"):
        erp.close_work_month(month="2026-03-01")
    march.works("kato", since="2026-03-16")
    erp.open_work_month(month="2026-03-01")
    approved(march, "kato")
    item = erp.register_pay_item(code="HOUSING", name="住宅手当", kind="ALLOWANCE")
    erp.enter_pay_amount(person=march.people["hana"], item=item, month="2026-03-01", amount="9000")
    erp.enter_pay_amount(person=march.people["hana"], item=item, month="2026-03-01", amount="12000")
    period = erp.close_work_month(month="2026-03-01")
    told = lines(march, period)
    # 21 days of three hours: 63 hours, three of them beyond sixty.
    hana = next(each for each in told if each["personName"] == "佐藤 花")
    assert hana == {
        "personName": "佐藤 花",
        "kind": "MONTH",
        "overtime": "60:00",
        "overtimeBeyond": "3:00",
        "workedDays": "21",
        "workedTime": "231:00",
        "correctsMonth": None,
        "allowances": "12000",
        "expenses": "0",
    }
    with pytest.raises(Refused, match="MONTH_CLOSED"):
        erp.close_work_month(month="2026-03-01")
    with pytest.raises(Refused, match="MONTH_CLOSED"):
        erp.enter_pay_amount(person=march.people["hana"], item=item, month="2026-03-01", amount="1")
    with pytest.raises(Refused, match="NOT_OVER_YET"):
        erp.close_work_month(month="2026-04-01")


def test_a_closed_month_stands_still_and_corrections_become_differences(march: Hours) -> None:
    erp = march.erp
    sheet = approved(march, "hana", "21:00")
    approved(march, "mori")
    first = erp.close_work_month(month="2026-03-01")
    for sql in (
        "UPDATE attendance.timesheet SET worked_minutes = 0 WHERE id = $1",
        "UPDATE attendance.work_day SET worked_minutes = 0 WHERE timesheet = $1",
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match="stand"):
            erp.sql(sql, sheet)
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.return_timesheet(timesheet=sheet, reason="直したい")
    with pytest.raises(Refused, match="SHEET_CLOSED"):
        march.worked("hana", {"2026-03-10": ("9:00", "18:00")})
    before = lines(march, first)
    correct = {"person": march.people["hana"], "on": "2026-03-10", "started_at": "9:00", "break_minutes": 60}
    erp.correct_day(**correct, ended_at="23:00", reason="入館記録")
    erp.correct_day(**correct, ended_at="17:00", reason="再確認")
    assert lines(march, first) == before
    differences = erp.sql(
        """SELECT worked_minutes, overtime_minutes, night_minutes
           FROM attendance.payroll_difference ORDER BY id"""
    )
    assert [tuple(each.values()) for each in differences] == [(120, 120, 60), (-360, -300, -60)]
    # The next close takes them over once: 63 hours became 60, so three hours beyond sixty are taken back.
    from datetime import date

    from erp.kernel import clock

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda timezone: date(2026, 5, 1))
        erp.open_work_month(month="2026-04-01")
        for name in ("hana", "mori"):
            sheet = march.fill(name, "2026-04")
            erp.submit_timesheet(timesheet=sheet)
            erp.approve_timesheet(timesheet=sheet)
        second = erp.close_work_month(month="2026-04-01")
    (difference,) = [each for each in lines(march, second) if each["kind"] == "DIFFERENCE"]
    assert difference == {
        "personName": "佐藤 花",
        "kind": "DIFFERENCE",
        "overtime": "0:00",
        "overtimeBeyond": "-3:00",
        "workedDays": "0",
        "workedTime": "-4:00",
        "correctsMonth": "2026-03-01",
        "allowances": "0",
        "expenses": "0",
    }


def test_the_file_is_in_the_payrolls_own_columns(march: Hours) -> None:
    erp = march.erp
    approved(march, "hana", "20:15")
    approved(march, "mori")
    period = erp.close_work_month(month="2026-03-01")
    form = erp.add_payroll_format(
        code="OURS",
        name="自社の形",
        encoding="CP932",
        first_line="Version,2",
        columns=[
            {"heading": "従業員コード", "item": "NUMBER"},
            {"heading": "氏名", "item": "NAME"},
            {"heading": "残業", "item": "OVERTIME", "form": "DECIMAL"},
            {"heading": "残業(分)", "item": "OVERTIME", "form": "MINUTES"},
            {"heading": "版", "item": "RULE_VERSION"},
        ],
    )
    made = erp.write_payroll_file("lineCount file { id }", period=period, format=form)
    text = erp.fetch(made["file"]["id"]).content.decode("cp932").splitlines()
    assert text[0] == "Version,2"
    rows = list(csv.reader(io.StringIO("\n".join(text[1:]))))
    assert rows[0] == ["従業員コード", "氏名", "残業", "残業(分)", "版"]
    assert [march.number("hana"), "佐藤 花", "47.25", "2835", "1"] in rows[1:]
    for shipped in ("yayoi", "mf-payroll"):
        erp.write_payroll_file(period=period, format=march.formats[shipped])
    with pytest.raises(Refused, match="BAD_INPUT"):
        erp.add_payroll_format(code="X", name="X", columns=[{"heading": "?", "item": "SALARY"}])
    # Whoever may not read closed months may not fetch the file.
    assert march.sign_in("hana").fetch(made["file"]["id"]).status_code in (403, 404)


def test_overtime_is_told_once_for_each_step(march: Hours) -> None:
    erp = march.erp
    erp.set_overtime_agreement(place="本社", valid_from="2025-04-01", has_special_clause=True)
    approved(march, "hana", "21:00")
    assert (march.job("watch_overtime"), march.job("watch_overtime")) == (2, 0)
    told = erp.query("{ overtimeNotices(first: 9) { nodes { level minutes isBreach } } }")["overtimeNotices"]
    assert sorted((each["level"], each["minutes"], each["isBreach"]) for each in told["nodes"]) == [
        ("MONTH_LIMIT", 3780, False),
        ("MONTH_NEAR", 3780, False),
    ]
    (sent,) = erp.sql("SELECT recipients::text AS to, subject FROM kernel.mail")
    assert sent["to"] == '["hana@example.test", "mori@example.test"]'
    found = erp.query(
        """{ overtimeWatch(month: "2026-03-01") {
            number overtime timesOver monthLimit yearLimit alerts isBreach } }"""
    )["overtimeWatch"]
    assert found[0] == {
        "number": march.number("hana"),
        "overtime": "63:00",
        "timesOver": 1,
        "monthLimit": "45:00",
        "yearLimit": "720:00",
        "alerts": ["MONTH_NEAR", "MONTH_LIMIT"],
        "isBreach": False,
    }


def test_an_agreement_keeps_to_the_law_and_is_data(march: Hours) -> None:
    erp = march.erp
    plain = "monthHours yearHours specialTimes validTo"
    made = erp.set_overtime_agreement(plain, place="大阪", valid_from="2026-04-01")
    assert made == {"monthHours": "45", "yearHours": "360", "specialTimes": 6, "validTo": "2027-03-31"}
    other = erp.set_overtime_agreement(plain, place="大阪", valid_from="2026-04-01", is_variable=True)
    assert (other["monthHours"], other["yearHours"]) == ("42", "320")
    for given in ({"month_hours": "46"}, {"special_year_hours": "721"}, {"valid_to": "2027-05-01"}):
        with pytest.raises(Refused, match="BAD_INPUT"):
            erp.set_overtime_agreement(place="名古屋", valid_from="2026-04-01", **given)
    with pytest.raises(Refused, match="AGREEMENT_THERE"):
        erp.set_overtime_agreement(place="大阪", valid_from="2026-10-01")


def test_closing_takes_as_many_statements_for_many_as_for_one(march: Hours) -> None:
    approved(march, "hana")
    approved(march, "mori")
    march.sheet("hana")
    with march.erp.statements() as few:
        march.erp.close_work_month(month="2026-03-01")
    assert few.count < 40
