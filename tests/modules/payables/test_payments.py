"""Payments out: proposed by one, approved by another, sent once, booked, and taken back."""

import pytest

from modules.payables.rules.transfer_file import read_transfers
from tests.facade import Refused
from tests.modules.payables.conftest import Desk, House


def refused(code: str, verb, /, **given: object) -> dict[str, object]:
    """The facts with which a verb is refused."""
    with pytest.raises(Refused) as refusal:
        verb(**given)
    assert refusal.value.code == code, refusal.value
    return {"field": refusal.value.field, **refusal.value.facts}


def test_a_run_goes_from_the_list_to_the_bank_and_into_the_books(house: House) -> None:
    supplier = house.payee()
    invoice = house.posted(supplier)
    run = house.run()
    refused("WRONG_STATE", house.erp.approve_payment_run, run=run)
    house.erp.propose_payment_run(run=run)
    refused("APPROVED_BY_PROPOSER", house.erp.approve_payment_run, run=run)
    assert house.other.approve_payment_run("state", run=run) == "APPROVED"
    found = house.erp.make_payment_file(
        "state total file { id name } transfers { owed feeWithheld amount } approvals { approvedBy }", run=run
    )
    file = found.pop("file")
    assert found == {
        "state": "FILED",
        "total": "55000",
        "transfers": [{"owed": "55000", "feeWithheld": "0", "amount": "55000"}],
        "approvals": [{"approvedBy": "Megumi"}],
    }
    sent = read_transfers(house.erp.fetch(file["id"]).content)
    assert (sent.total, sent.sender.day, sent.transfers[0].name) == (55000, (5, 29), "ﾌｼﾞﾐｾｲｼ(ｶ")
    refused("WRONG_STATE", house.erp.make_payment_file, run=run)
    paid = house.erp.post_payment_run(
        "state paidOn payments { settled amount fee }", run=run, fee_per_transfer="440"
    )
    assert paid == {
        "state": "PAID",
        "paidOn": "2026-05-29",
        "payments": [{"settled": "55000", "amount": "55000", "fee": "440"}],
    }
    assert house.settlement(invoice) == ("PAID", "0")
    # Payable 55,000, fee 400 and its tax 40, against 55,440 of the bank.
    balances = house.balances()
    assert "2120" not in balances
    assert (balances["6350"], balances["1460"], balances["1130"]) == ("400", "5040", "-55440")
    refused("WRONG_STATE", house.erp.post_payment_run, run=run)


def test_what_is_owed_is_the_account_on_every_day(house: House) -> None:
    supplier = house.payee()
    first = house.posted(supplier, invoiced_on="2026-04-01")
    house.posted(supplier, invoiced_on="2026-04-10")
    house.posted(
        supplier,
        house.line("10000", account="5130"),
        kind="CREDIT_NOTE",
        credits=first,
        invoiced_on="2026-04-20",
    )
    house.erp.post_payment_run(run=house.approved())
    payment = house.erp.query("{ payments { nodes { id } } }")["payments"]["nodes"][0]["id"]
    house.erp.return_payment(payment=payment, reason="組戻し", on="2026-06-02")
    days = {
        "2026-04-05": 55000,
        "2026-04-15": 110000,
        "2026-04-25": 99000,
        "2026-05-30": 0,
        "2026-06-03": 99000,
    }
    for day, owed in days.items():
        assert house.owed(day) == owed, day
        assert int(house.balances(day).get("2120", "0")) == -owed, day


def test_credits_are_taken_off_the_transfer(house: House) -> None:
    supplier = house.payee()
    bought = house.posted(supplier)
    note = house.posted(
        supplier,
        house.line("10000", account="5130"),
        kind="CREDIT_NOTE",
        credits=bought,
        invoiced_on="2026-04-20",
    )
    run = house.approved()
    found = house.erp.post_payment_run("total payments { amount }", run=run)
    assert found == {"total": "44000", "payments": [{"amount": "44000"}]}
    assert house.settlement(bought) == ("PAID", "0")
    assert house.settlement(note) == ("PAID", "0")


def test_a_list_is_changed_until_it_is_proposed(house: House) -> None:
    supplier = house.payee()
    one, two = house.posted(supplier), house.posted(supplier)
    run = house.run()
    found = house.erp.change_payment_run(
        "total lines { amount openAmount }", run=run, lines=[{"invoice": one, "amount": "20000"}]
    )
    assert found == {"total": "20000", "lines": [{"amount": "20000", "openAmount": "55000"}]}
    for bad in ("0", "-1", "55001", "0.5"):
        refused("BAD_INPUT", house.erp.change_payment_run, run=run, lines=[{"invoice": one, "amount": bad}])
    twice = [{"invoice": one}, {"invoice": one}]
    refused("BAD_INPUT", house.erp.change_payment_run, run=run, lines=twice)
    refused("NOT_FOUND", house.erp.change_payment_run, run=run, lines=[{"invoice": supplier}])
    # What one run pays no other does, nor a person beside it.
    assert house.erp.draft_payment_run("total", pay_on="2026-05-29", due_until="2026-06-01") == "55000"
    facts = refused("IN_PAYMENT_RUN", house.erp.change_payment_run, run=run, lines=[{"invoice": two}])
    assert facts["run"] == "PR-2026-000002"
    given = {"supplier": supplier, "paid_on": "2026-05-01", "invoices": [{"invoice": one}]}
    refused("IN_PAYMENT_RUN", house.erp.record_payment, **given)
    refused("IN_PAYMENT_RUN", house.erp.cancel_supplier_invoice, invoice=one, reason="誤り")
    house.erp.propose_payment_run(run=run)
    refused("WRONG_STATE", house.erp.change_payment_run, run=run, lines=[])
    with pytest.raises(Exception, match="PAYMENT_RUN_PROPOSED"):
        house.erp.sql("UPDATE payables.payment_run_line SET amount = 1")
    house.other.withdraw_payment_run(run=run)
    house.erp.cancel_payment_run(run=run, reason="支払を延期")
    house.erp.record_payment(**given)
    assert house.settlement(one) == ("PAID", "0")


def test_from_an_amount_on_two_people_approve(house: House) -> None:
    house.erp.set_payables_settings(second_approval_from="55000")
    house.posted(house.payee())
    run = house.run()
    house.erp.propose_payment_run(run=run)
    assert house.other.approve_payment_run("state", run=run) == "PROPOSED"
    refused("APPROVED_TWICE", house.other.approve_payment_run, run=run)
    third = house.erp.as_user("makoto", ["accounting"])
    assert third.approve_payment_run("state", run=run) == "APPROVED"


def test_who_posted_an_invoice_does_not_approve_it_where_the_rule_refuses(house: House) -> None:
    supplier = house.payee()
    house.other.post_supplier_invoice(invoice=house.draft(supplier))
    run = house.run()
    house.erp.propose_payment_run(run=run)
    house.erp.sql("UPDATE access.sod_rule SET mode = 'REFUSE' WHERE code = 'supplier_invoice_and_payment'")
    facts = refused("SAME_PERSON", house.other.approve_payment_run, run=run)
    assert facts["rule"] == "supplier_invoice_and_payment"


def test_money_goes_only_where_a_second_person_has_looked(house: House) -> None:
    supplier = house.supplier()
    house.posted(supplier)
    account = house.account(supplier)
    run = house.run()
    facts = refused("NO_SUPPLIER_ACCOUNT", house.erp.propose_payment_run, run=run)
    assert facts["names"] == ["株式会社富士見製紙"]
    refused("APPROVED_BY_PROPOSER", house.erp.confirm_supplier_account, account=account, call_back="電話")
    refused("ACCOUNT_ALREADY_PROPOSED", house.account, supplier=supplier)
    house.other.confirm_supplier_account(account=account, call_back="電話")
    house.erp.propose_payment_run(run=run)
    house.other.approve_payment_run(run=run)
    # A new account is used from when it is confirmed on; what was approved with the old one is not sent.
    new = house.account(supplier, account_number="1111111")
    house.other.confirm_supplier_account(account=new, call_back="4/2 代表番号に電話")
    refused("NO_SUPPLIER_ACCOUNT", house.erp.make_payment_file, run=run)
    rows = house.erp.sql("SELECT state, account_number FROM payables.supplier_account ORDER BY id")
    assert [(row["state"], row["account_number"]) for row in rows] == [
        ("RETIRED", "0076543"),
        ("CONFIRMED", "1111111"),
    ]


def test_less_that_is_open_than_was_approved_stops_the_file(house: House) -> None:
    supplier = house.payee()
    bought = house.posted(supplier)
    run = house.approved(net_credits=False)
    note = house.posted(
        supplier,
        house.line("10000", account="5130"),
        kind="CREDIT_NOTE",
        credits=bought,
        invoiced_on="2026-04-20",
    )
    house.erp.match_supplier_credit(credit_note=note, matches=[{"invoice": bought}], on="2026-04-20")
    facts = refused("CHANGED_SINCE_PROPOSED", house.erp.make_payment_file, run=run)
    assert (facts["wanted"], facts["open"]) == ("55000", "44000")


def test_a_supplier_who_bears_the_fee_gets_less_and_a_protected_one_all(house: House) -> None:
    house.ours(fee="440")
    house.posted(house.payee(fee_bearer="SUPPLIER"))
    run = house.approved()
    found = house.erp.post_payment_run("payments { settled amount fee }", run=run, fee_per_transfer="440")
    assert found == [{"settled": "55000", "amount": "54560", "fee": "0"}]
    assert house.balances()["1130"] == "-55000"
    protected = house.supplier("保護される会社")
    given = {"supplier": protected, "is_covered": True, "fee_bearer": "SUPPLIER"}
    refused("FEE_NOT_DEDUCTIBLE", house.erp.set_supplier_terms, **given)
    house.erp.set_supplier_terms(supplier=protected, is_covered=True)
    with pytest.raises(Exception, match="covered_gets_all"):
        house.erp.sql("UPDATE payables.supplier_term SET fee_bearer = 'SUPPLIER' WHERE is_covered")


def test_the_law_counts_two_months_from_the_day_the_goods_came(house: House) -> None:
    terms = {"closing_day": 20, "payment_months": 1, "payment_day": 31}
    supplier = house.erp.register_party(
        name="製作所", is_supplier=True, t_number="T8999900000100", holiday_shift="AFTER", **terms
    )
    house.erp.set_supplier_terms(supplier=supplier, is_covered=True)
    asked = "dueOn payBy isDueTooLate"
    late = house.posted(supplier, invoiced_on="2026-11-21", selection=asked)
    # 31 January 2027 is a Sunday: a protected supplier is paid before it.
    assert late == {"dueOn": "2027-01-29", "payBy": "2027-01-20", "isDueTooLate": True}
    in_time = house.posted(supplier, invoiced_on="2026-11-20", selection=asked)
    assert in_time == {"dueOn": "2026-12-30", "payBy": "2027-01-19", "isDueTooLate": False}
    house.other.confirm_supplier_account(account=house.account(supplier), call_back="電話")
    run = house.erp.draft_payment_run(
        "lateLines lines { isTooLate }", pay_on="2027-01-20", due_until="2027-01-31"
    )
    assert run == {"lateLines": 1, "lines": [{"isTooLate": True}, {"isTooLate": False}]}


@pytest.mark.parametrize("day", ["2026-05-30", "2026-05-04", "2026-12-31"])
def test_banks_send_nothing_on_their_holidays(house: House, day: str) -> None:
    house.posted(house.payee())
    refused("NOT_A_BANK_DAY", house.run, pay_on=day)


def test_accounts_are_checked_before_they_are_kept(house: House) -> None:
    supplier = house.supplier()
    for given, code in (
        ({"holder": "富士見製紙"}, "NOT_ZENGIN"),
        ({"holder": "ガ" * 20}, "TOO_LONG_FOR_BANK"),
        ({"holder": ""}, "BAD_INPUT"),
        ({"bank_code": "12345"}, "BAD_INPUT"),
        ({"branch_code": "x"}, "BAD_INPUT"),
        ({"account_number": "12345678"}, "BAD_INPUT"),
        ({"bank_name": "青葉"}, "NOT_ZENGIN"),
        ({"postal_symbol": "99999", "postal_number": "1"}, "BAD_INPUT"),
    ):
        refused(code, house.account, supplier=supplier, **given)
    assert house.count("payables.supplier_account") == 0
    account = house.account(supplier, postal_symbol="10170", postal_number="12345671")
    asked = "{ supplierAccounts { nodes { bankCode branchCode branchName accountNumber } } }"
    assert house.erp.query(asked)["supplierAccounts"]["nodes"] == [
        {"bankCode": "9900", "branchCode": "018", "branchName": "ｾﾞﾛｲﾁﾊﾁ", "accountNumber": "1234567"}
    ]
    house.other.reject_supplier_account(account=account, reason="名義が違う")
    refused("BAD_INPUT", house.ours, account_type="SAVINGS")


def test_a_payment_that_comes_back_opens_what_it_paid_once(house: House) -> None:
    supplier = house.payee()
    invoice = house.posted(supplier)
    given = {
        "supplier": supplier,
        "paid_on": "2026-04-30",
        "invoices": [{"invoice": invoice, "amount": "5000"}],
    }
    payment = house.erp.record_payment("id number invoices { id }", **given)
    assert (payment["number"], payment["invoices"]) == ("PY-2026-000001", [{"id": invoice}])
    assert house.settlement(invoice) == ("PARTLY_PAID", "50000")
    refused("BAD_INPUT", house.erp.return_payment, payment=payment["id"], reason="組戻し", on="2026-04-01")
    back = house.erp.return_payment(
        "memo returns { number }", payment=payment["id"], reason="組戻し", on="2026-05-01"
    )
    assert back == {"memo": "組戻し", "returns": {"number": "PY-2026-000001"}}
    assert house.settlement(invoice) == ("OPEN", "55000")
    refused("PAYMENT_RETURNED", house.erp.return_payment, payment=payment["id"], reason="もう一度")
    over = given | {"invoices": [{"invoice": invoice, "amount": "55001"}]}
    refused("OVER_MATCHED", house.erp.record_payment, **over)
    refused("OTHER_SUPPLIER", house.erp.record_payment, **over | {"supplier": house.supplier("別")})
    early = given | {"paid_on": "2026-03-01"}
    refused("MATCHED_TOO_EARLY", house.erp.record_payment, **early)


def test_who_may_only_read_pays_nobody(house: House) -> None:
    house.posted(house.payee())
    run = house.approved()
    reader = house.erp.as_user("taro", ["auditor"])
    refused("FORBIDDEN", reader.make_payment_file, run=run)
    file = house.erp.make_payment_file("file { id }", run=run)["id"]
    assert reader.fetch(file).status_code == 403
    assert Desk(reader).erp.query("{ paymentRuns { nodes { number } } }")["paymentRuns"]["nodes"]
