"""What comes again: templates, schedules, drafts, accruals and prepaid expenses."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from erp.kernel.money import Rounding
from modules.accounting.routine_jobs import post_routine
from modules.accounting.rules.entry_template import (
    AmountKind,
    TemplateDoesNotFit,
    TemplateLine,
    amounts_of,
    require_balancing,
)
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry, split
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.server import background


def sides(books: Books, *lines: tuple[str, str, str], **more: Any) -> list[dict[str, Any]]:
    return [
        {"account": books.accounts[code], "side": side, "amount": amount} | more
        for code, side, amount in lines
    ]


def rent(books: Books, name: str = "家賃", **given: Any) -> str:
    """Rent with tax inside, paid from the bank."""
    lines = [
        {
            "account": books.accounts["6290"],
            "side": "DEBIT",
            "amount_kind": "ASKED",
            "tax_code": books.tax_codes["P10"],
            "tax_entry": "INCLUDED",
        },
        {"account": books.accounts["1130"], "side": "CREDIT", "amount_kind": "ASKED"},
    ]
    return books.erp.register_entry_template(
        **{"name": name, "description": "事務所家賃", "lines": lines} | given
    )


def run_job(books: Books) -> None:
    background().run(post_routine(books.erp.running.database))


LINES = "lines { account { code } debit credit taxRate taxBase taxAmount }"


def test_an_entry_from_a_template_splits_its_tax_and_keeps_its_version(books: Books) -> None:
    template = rent(books)
    asked = """query($t: ID!) { templatePreview(template: $t, amount: "110000", on: "2026-04-10") {
        accountCode debit credit } }"""
    preview = books.erp.query(asked, t=template)["templatePreview"]
    assert [(row["accountCode"], row["debit"], row["credit"]) for row in preview] == [
        ("6290", "100000", "0"),
        ("1460", "10000", "0"),
        ("1130", "0", "110000"),
    ]
    assert books.balances() == {}
    entry = books.erp.post_from_template(
        f"template {LINES}", template=template, on="2026-04-10", amount="110000"
    )
    assert entry["template"] == "家賃 v1"
    assert [(line["account"]["code"], line["debit"], line["credit"]) for line in entry["lines"]] == [
        ("6290", "100000", "0"),
        ("1460", "10000", "0"),
        ("1130", "0", "110000"),
    ]
    assert entry["lines"][0] | {"account": None} == {
        "account": None,
        "debit": "100000",
        "credit": "0",
        "taxRate": "10",
        "taxBase": "100000",
        "taxAmount": "10000",
    }
    lines = [
        {"account": books.accounts["6290"], "side": "DEBIT", "amount_kind": "ASKED"},
        {"account": books.accounts["1110"], "side": "CREDIT", "amount_kind": "ASKED"},
    ]
    books.erp.revise_entry_template(template=template, description="現金払い", lines=lines)
    found = books.erp.query(
        "query($id: ID!) { entryTemplate(id: $id) { version description versions { version } } }", id=template
    )["entryTemplate"]
    assert (found["version"], found["description"], len(found["versions"])) == (2, "現金払い", 2)
    assert books.erp.sql("SELECT count(*) AS kept FROM accounting.entry_template_line")[0]["kept"] == 4
    again = books.erp.post_from_template("template", template=template, on="2026-04-10", amount="5")
    assert again == "家賃 v2"


@pytest.mark.parametrize(
    "given, code",
    [
        ({"amount": None}, "BAD_INPUT"),
        ({"amount": "0"}, "BAD_INPUT"),
        ({"amount": "0.5"}, "BAD_INPUT"),
        ({"on": "1990-01-01"}, "NO_PERIOD"),
    ],
)
def test_a_template_without_what_it_asks_posts_nothing(
    books: Books, given: dict[str, Any], code: str
) -> None:
    template = rent(books)
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.erp.post_from_template(**{"template": template, "on": "2026-04-10", "amount": "5"} | given)
    assert refusal.value.code == code
    assert books.everything() == before


def test_a_template_that_would_not_balance_is_refused(books: Books) -> None:
    line = {"account": books.accounts["1110"], "side": "DEBIT", "amount_kind": "ASKED"}
    half = {"account": books.accounts["7130"], "side": "CREDIT", "amount_kind": "SHARE", "value": "50"}
    for lines, code in (([line, half], "UNBALANCED_TEMPLATE"), ([line], "UNBALANCED_TEMPLATE")):
        with pytest.raises(Refused) as refusal:
            books.erp.register_entry_template(name="片方", description="片方", lines=lines)
        assert refusal.value.code == code
    with pytest.raises(Refused) as refusal:
        books.erp.register_entry_template(
            name="片方", description="片方", lines=[line, half | {"value": "150"}]
        )
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", "lines.1.value")
    rent(books)
    with pytest.raises(Refused) as refusal:
        rent(books)
    assert refusal.value.code == "TEMPLATE_THERE"


def test_a_schedule_catches_up_once_and_a_closed_month_waits_for_a_person(books: Books) -> None:
    erp, template = books.erp, rent(books)
    erp.close_period(period=books.period("2026-01-01"))
    given = {"name": "家賃", "template": template, "amount": "110000", "rhythm": "MONTH_END"}
    recurring = erp.schedule_recurring_entry(starts_on="2025-12-01", ends_on="2026-03-31", **given)
    asked = """query($id: ID!) { recurringEntry(id: $id) { state waiting
        occurrences { id dueOn state refusal } } }"""
    for _ in range(2):
        run_job(books)
    found = erp.query(asked, id=recurring)["recurringEntry"]
    assert [(each["dueOn"], each["state"]) for each in found["occurrences"]] == [
        ("2025-12-31", "POSTED"),
        ("2026-01-31", "REFUSED"),
        ("2026-02-28", "POSTED"),
        ("2026-03-31", "POSTED"),
    ]
    assert (found["state"], found["waiting"]) == ("ENDED", 1)
    waiting = found["occurrences"][1]
    assert waiting["refusal"]
    with pytest.raises(Refused) as refusal:
        erp.post_occurrence(occurrence=waiting["id"])
    assert refusal.value.code == "PERIOD_CLOSED"
    late = erp.post_occurrence(
        "state entry { effectiveOn lateFrom }", occurrence=waiting["id"], post_late=True
    )
    assert late == {"state": "POSTED", "entry": {"effectiveOn": "2026-02-01", "lateFrom": "2026-01-31"}}
    assert books.balances()["6290"] == "400000"
    with pytest.raises(Refused) as refusal:
        erp.skip_occurrence(occurrence=waiting["id"], reason="重複")
    assert refusal.value.code == "WRONG_STATE"


def test_a_schedule_that_drafts_is_paused_and_resumed(books: Books) -> None:
    erp, template = books.erp, rent(books)
    given = {"name": "家賃", "template": template, "amount": "110000", "rhythm": "MONTHLY_ON_DAY"}
    recurring = erp.schedule_recurring_entry(starts_on="2026-02-01", day_of_month=31, posts=False, **given)
    erp.pause_recurring_entry(recurring=recurring)
    run_job(books)
    assert erp.sql("SELECT count(*) AS made FROM accounting.entry_draft")[0]["made"] == 0
    erp.resume_recurring_entry(recurring=recurring, catch_up=True)
    for _ in range(2):
        erp.run_recurring_entry(recurring=recurring)
    drafts = erp.query("{ entryDrafts(state: [DRAFT]) { nodes { id effectiveOn debit credit } } }")
    assert [row["effectiveOn"] for row in drafts["entryDrafts"]["nodes"]] == ["2026-02-28", "2026-03-31"]
    assert books.balances() == {}
    found = erp.post_entry_draft("state entry { total }", draft=drafts["entryDrafts"]["nodes"][0]["id"])
    assert found == {"state": "POSTED", "entry": {"total": "110000"}}
    erp.end_recurring_entry(recurring=recurring)
    erp.retire_entry_template(template=template)
    with pytest.raises(Refused) as refusal:
        erp.post_from_template(template=template, on="2026-04-10", amount="5")
    assert refusal.value.code == "BAD_INPUT"


def test_a_draft_needs_a_second_person_where_the_company_says_so(books: Books) -> None:
    erp = books.erp
    erp.change_ledger_setting(drafts_need_second_person=True, withholding_half_yearly=False)
    lines = sides(books, ("6210", "DEBIT", "1100"), ("1110", "CREDIT", "1000"))
    draft = erp.draft_entry(on="2026-04-10", description="電車代", lines=lines)
    with pytest.raises(Refused) as refusal:
        erp.post_entry_draft(draft=draft)
    assert refusal.value.code == "DRAFTED_BY_YOURSELF"
    other = erp.as_user("hanako", roles=["accounting"])
    with pytest.raises(Refused) as refusal:
        other.post_entry_draft(draft=draft)
    assert refusal.value.code == "UNBALANCED_ENTRY"
    lines = sides(books, ("6210", "DEBIT", "1100"), ("1110", "CREDIT", "1100"))
    other.change_entry_draft(draft=draft, on="2026-04-11", description="電車代", lines=lines)
    assert other.post_entry_draft("entry { effectiveOn }", draft=draft) == {"effectiveOn": "2026-04-11"}
    with pytest.raises(Refused) as refusal:
        other.discard_entry_draft(draft=draft)
    assert refusal.value.code == "WRONG_STATE"


def test_an_accrual_is_taken_back_on_its_day_once(books: Books) -> None:
    erp = books.erp
    lines = sides(books, ("6370", "DEBIT", "50000"), ("2150", "CREDIT", "50000"))
    given = {"on": "2026-03-31", "description": "外注費見越", "lines": lines}
    accrual = erp.post_accrual("id reverseOn state", **given)
    assert (accrual["reverseOn"], accrual["state"]) == ("2026-04-01", "WAITING")
    for _ in range(2):
        run_job(books)
    found = erp.query("{ accruals { nodes { state entry { number } reversal { effectiveOn } } } }")
    (row,) = found["accruals"]["nodes"]
    assert (row["state"], row["reversal"]) == ("REVERSED", {"effectiveOn": "2026-04-01"})
    assert books.balances("2026-03-31") == {"2150": "-50000", "6370": "50000"}
    assert set(books.balances("2026-04-01").values()) == {"0"}
    at_once = erp.post_accrual("state reversal { effectiveOn }", reverse_at_once=True, **given)
    assert at_once == {"state": "REVERSED", "reversal": {"effectiveOn": "2026-04-01"}}
    with pytest.raises(Refused) as refusal:
        erp.post_accrual(reverse_on="2026-03-31", **given)
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", "reverseOn")


def test_an_accrual_whose_month_is_closed_is_told_and_not_lost(books: Books) -> None:
    erp = books.erp
    lines = sides(books, ("6370", "DEBIT", "50000"), ("2150", "CREDIT", "50000"))
    erp.close_period(period=books.period("2026-03-01"))
    accrual = erp.post_accrual(on="2026-02-28", description="見越", lines=lines)
    run_job(books)
    (row,) = erp.query("{ accruals { nodes { state refusal } } }")["accruals"]["nodes"]
    assert row["state"] == "WAITING"
    assert row["refusal"]
    assert erp.reverse_accrual("state refusal", accrual=accrual, on="2026-04-01") == {
        "state": "REVERSED",
        "refusal": None,
    }


def test_a_prepaid_expense_is_spread_over_its_months_to_the_last_yen(books: Books) -> None:
    erp = books.erp
    given = {"description": "火災保険", "expense_account": books.accounts["6330"], "on": "2025-10-01"}
    prepaid = erp.spread_prepaid_expense(
        "id left shares { effectiveOn amount }",
        amount="60000",
        months=12,
        first_month="2025-10-01",
        paid_from=books.accounts["6330"],
        **given,
    )
    assert books.balances("2025-10-01") == {"1420": "60000", "6330": "-60000"}
    assert [share["amount"] for share in prepaid["shares"]] == ["5000"] * 12
    assert prepaid["shares"][0]["effectiveOn"] == "2025-10-31"
    for _ in range(2):
        run_job(books)
    posted = erp.sql("SELECT count(entry) AS posted FROM accounting.prepaid_month")[0]["posted"]
    left = erp.query("{ prepaidExpenses { nodes { left } } }")["prepaidExpenses"]["nodes"][0]["left"]
    assert posted == 6
    assert left == str(60000 - 5000 * posted) == books.balances()["1420"]
    for bad in ({"months": 0}, {"months": 61}, {"amount": "-1"}, {"amount": "0.5"}):
        with pytest.raises(Refused) as refusal:
            erp.spread_prepaid_expense(
                **given | {"amount": "60", "months": 2, "first_month": "2026-04-01"} | bad
            )
        assert refusal.value.code == "BAD_INPUT"


kinds = st.sampled_from([AmountKind.SHARE, AmountKind.TAX, AmountKind.NET, AmountKind.ASKED])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(kinds, st.integers(1, 100), st.sampled_from([0, 8, 10]), st.sampled_from(list(TaxEntry))),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 10**12),
    st.sampled_from(list(Rounding)),
)
def test_a_template_whose_line_takes_the_rest_balances_for_any_amount(
    given_lines: list[tuple[AmountKind, int, int, TaxEntry]], asked: int, rounding: Rounding
) -> None:
    lines = [
        TemplateLine(Side.DEBIT, kind, Decimal(value), Decimal(rate), entry)
        for kind, value, rate, entry in given_lines
    ]
    lines.append(TemplateLine(Side.CREDIT, AmountKind.REST))
    require_balancing(lines)
    try:
        amounts = amounts_of(lines, Decimal(asked), rounding, "JPY")
    except TemplateDoesNotFit:
        return
    left = sum(
        sum(split(amount, line.rate, line.tax_entry, rounding, "JPY"))
        for amount, line in zip(amounts[:-1], lines[:-1], strict=True)
    )
    assert left == amounts[-1]
