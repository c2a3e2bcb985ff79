"""Accounts of suppliers and lists of payments under a matrix: a wish until somebody has said yes."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import House

INBOX = "{ approvalInbox { nodes { approvalCase { id kind title risks amount } } } }"


def govern(house: House, kind: str, **given: Any) -> None:
    """Such documents are asked about: a second person, whatever they come to."""
    house.erp.as_user("owner", ["accounting"])
    (owner,) = house.erp.sql("SELECT id FROM access.app_user WHERE login = 'owner'")
    route = [{"step": 1, "approver": "PERSON", "person": str(owner["id"])}]
    told = {"kind": kind, "amount_from": "0", "valid_from": "2026-04-01", "route": route}
    house.erp.add_authority_rule(**told | given)


def waiting(house: House) -> list[dict[str, Any]]:
    """What waits for the owner."""
    owner = house.erp.as_user("owner", ["accounting"])
    return [each["approvalCase"] for each in owner.query(INBOX)["approvalInbox"]["nodes"]]


def say(house: House, decision: str, **given: Any) -> None:
    """The owner decides all that waits."""
    owner = house.erp.as_user("owner", ["accounting"])
    owner.decide_cases(cases=[each["id"] for each in waiting(house)], decision=decision, **given)
    house.erp.deliver_events()


def states(house: House, supplier: str) -> dict[str, str]:
    rows = house.erp.sql(
        "SELECT account_number, state FROM payables.supplier_account WHERE supplier = $1::text::uuid",
        supplier,
    )
    return {row["account_number"]: row["state"] for row in rows}


def test_an_account_is_a_wish_until_its_route_has_said_yes_and_then_in_use_by_itself(house: House) -> None:
    supplier = house.payee()
    govern(house, "supplier_account")
    wish = house.account(supplier, account_number="11111")

    (case,) = waiting(house)
    assert (case["kind"], case["risks"]) == ("supplier_account", ["REPLACES"])
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        house.other.confirm_supplier_account(account=wish, call_back="電話した")
    assert states(house, supplier) == {"0076543": "CONFIRMED", "0011111": "PROPOSED"}
    say(house, "APPROVE", note="前からの番号に電話")
    assert states(house, supplier) == {"0076543": "RETIRED", "0011111": "CONFIRMED"}
    (kept,) = house.erp.sql(
        """SELECT a.call_back, u.login FROM payables.supplier_account a
           JOIN access.app_user u ON u.id = a.decided_by WHERE a.id = $1::text::uuid""",
        wish,
    )
    assert kept["login"] == "owner" and "前からの番号に電話" in kept["call_back"]


def test_an_account_that_was_refused_is_not_used_and_another_can_be_proposed(house: House) -> None:
    supplier = house.payee()
    govern(house, "supplier_account")
    house.account(supplier, account_number="11111")
    say(house, "REJECT", reason="EVIDENCE_MISSING")

    assert states(house, supplier) == {"0076543": "CONFIRMED", "0011111": "REJECTED"}
    wish = house.account(supplier, account_number="22222")
    house.other.reject_supplier_account(account=wish, reason="通帳と違う")
    assert waiting(house) == []


def test_no_writer_brings_an_account_into_use_past_the_matrix(house: House) -> None:
    supplier = house.supplier("別の仕入先")
    govern(house, "supplier_account")
    wish = house.account(supplier)

    with pytest.raises(Exception, match="APPROVAL_NEEDED"):
        house.erp.sql(
            """UPDATE payables.supplier_account SET state = 'CONFIRMED', call_back = 'x', decided_at = now(),
                   decided_by = (SELECT id FROM access.app_user WHERE login = 'owner')
               WHERE id = $1::text::uuid""",
            wish,
        )
    assert list(states(house, supplier).values()) == ["PROPOSED"]


def test_a_list_of_payments_needs_its_route_beside_its_second_person(house: House) -> None:
    supplier = house.payee()
    house.posted(supplier)
    govern(house, "payment_run")
    run = house.run()
    house.erp.propose_payment_run(run=run)

    (case,) = waiting(house)
    assert (case["kind"], case["amount"], case["risks"]) == ("payment_run", "55000", ["NEW_ACCOUNT"])
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        house.other.approve_payment_run(run=run)
    say(house, "APPROVE")
    with pytest.raises(Refused, match="APPROVED_BY_PROPOSER"):
        house.erp.approve_payment_run(run=run)
    assert house.other.approve_payment_run("state", run=run) == "APPROVED"
    house.erp.make_payment_file(run=run)


def test_a_list_that_was_taken_back_is_asked_about_anew(house: House) -> None:
    supplier = house.payee()
    house.posted(supplier)
    govern(house, "payment_run")
    run = house.run()
    house.erp.propose_payment_run(run=run)
    say(house, "APPROVE")
    house.erp.withdraw_payment_run(run=run)
    house.erp.propose_payment_run(run=run)

    assert len(waiting(house)) == 1
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        house.other.approve_payment_run(run=run)
    house.erp.cancel_payment_run(run=run, reason="中止")
    assert waiting(house) == []


def test_without_a_rule_for_them_both_work_as_ever(house: House) -> None:
    govern(house, "entry_draft")
    supplier = house.payee()
    house.posted(supplier)
    house.approved()

    assert waiting(house) == []
