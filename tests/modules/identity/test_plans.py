"""Rules become a plan, a plan becomes orders, orders are handed out and reported."""

from typing import Any

import pytest

from tests.facade import Erp, Refused
from tests.modules.identity.conftest import Outside, Staff, account


def ops(erp: Erp, plan: str) -> list[tuple[str, str, list[str]]]:
    """The lines of a plan: who, why, what."""
    asked = """query($plan: ID) { planItems(identityPlan: $plan, first: 50) {
        nodes { personNumber cause steps system { code } } } }"""
    nodes = erp.query(asked, plan=plan)["planItems"]["nodes"]
    return sorted(
        (each["personNumber"], each["cause"], [step["op"] for step in each["steps"]]) for each in nodes
    )


def test_a_joiner_gets_what_the_rules_say(erp: Erp, outside: Outside, staff: Staff) -> None:
    outside.read(groups=[{"external_id": "sales", "name": "営業", "members": []}])
    outside.rule("全社員", grants=[])
    outside.rule("営業", grants=["sales"], department=staff.department("営業部"))
    taro = staff.hire("山田", "太郎", "Yamada", "Taro", department="営業部")
    plan = erp.make_plan(person=None)

    assert ops(erp, plan) == [(taro.number, "JOIN", ["CREATE", "JOIN_GROUP"])]
    assert outside.take() == []  # a plan does nothing by itself
    erp.apply_plan(plan=plan)
    (item,) = outside.take()
    assert item["wanted"] | {"department": ""} == {
        "key": taro.number,
        "userName": "taro.yamada",
        "email": "",
        "displayName": "山田 太郎",
        "department": "",
    }
    assert (item["want"], item["groups"], item["account"], item["isLeaver"]) == (
        "ACTIVE",
        ["sales"],
        None,
        False,
    )

    outside.done(item, account("u1", "taro.yamada", key=taro.number, groups=["sales"]))
    with pytest.raises(Refused, match="NOTHING_DIFFERS"):
        erp.make_plan(person=None)
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.apply_plan(plan=plan)


def test_a_report_with_an_old_number_changes_nothing(erp: Erp, outside: Outside, staff: Staff) -> None:
    item = outside.ordered(staff.hire("山田", "太郎", "Yamada", "Taro"))
    erp.sql("UPDATE identity.wish SET leased_until = now() - interval '1 second'")
    (again,) = outside.take()
    assert again["token"] == item["token"] + 1

    outside.done(item, account("old", "taro.yamada"))
    assert outside.known() == {}
    assert outside.wish()["state"] == "LEASED" and outside.wish()["restless_until"] is not None
    outside.done(again, account("new", "taro.yamada"))
    assert list(outside.known()) == ["new"]
    assert [each["counts"] for each in erp.sql("SELECT counts FROM identity.attempt ORDER BY id")] == [
        False,
        True,
    ]


def test_a_leaver_is_done_only_when_it_is_proved(erp: Erp, outside: Outside, staff: Staff) -> None:
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    outside.done(outside.ordered(taro), account("u1", "taro.yamada", key=taro.number, groups=["all"]))
    taro.leave()
    erp.deliver_events()
    (item,) = outside.take()
    assert (item["want"], item["isLeaver"], item["account"]) == ("SUSPENDED", True, "u1")

    # They say it is done, but the account is still open.
    outside.report(item, "DONE", proof={"state": "ACTIVE", "how": "読み返した"})
    assert (outside.wish()["state"], outside.wish()["stop_proof"]) == ("WAITING", "OPEN")
    for _ in range(4):
        outside.later()
        (item,) = outside.take()
        outside.report(item, "RETRY", reason="503")
    outside.later()
    (item,) = outside.take()
    outside.report(item, "REJECTED", reason="NOT_ALLOWED")
    assert outside.wish()["state"] == "WAITING"  # never laid aside
    outside.later()
    (item,) = outside.take()
    outside.report(item, "DONE", proof={"state": "SUSPENDED", "how": "読み返した", "groupsLeft": 1})
    assert outside.wish()["stop_proof"] == "OPEN"
    outside.later()
    (item,) = outside.take()
    outside.report(item, "DONE", proof={"state": "SUSPENDED", "how": "読み返した", "groupsLeft": 0})
    assert (outside.wish()["state"], outside.wish()["stop_proof"]) == ("DONE", "PROVED")
    outside.later()
    (item,) = outside.take()
    outside.report(item, "DONE", proof={"state": "SUSPENDED", "how": "読み返した", "groupsLeft": 0})
    assert outside.wish()["stop_proof"] == "SETTLED"


def test_a_call_that_may_still_land_proves_nothing(erp: Erp, outside: Outside, staff: Staff) -> None:
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    item = outside.ordered(taro)  # the creation is under way
    taro.leave()
    erp.deliver_events()
    outside.report(item, "UNKNOWN", reason="時間切れ")
    (item,) = outside.take()
    assert item["isLeaver"]
    outside.report(item, "DONE", proof={"state": "ABSENT", "how": "見つからない"})
    assert outside.wish()["stop_proof"] == "OPEN"
    outside.later(400)
    (item,) = outside.take()
    # Now it has landed, and is found.
    landed = account("u1", "taro.yamada", key=taro.number, active=False)
    outside.report(item, "DONE", account=landed, proof={"state": "SUSPENDED", "how": "読み返した"})
    assert outside.wish()["stop_proof"] == "PROVED"


def test_brakes_hold_many_and_never_one(erp: Erp, outside: Outside, staff: Staff) -> None:
    outside.read()
    rule = outside.rule("全社員")
    people = [staff.hire("社員", str(at), "Shain", f"N{at}") for at in range(6)]
    erp.apply_plan(plan=erp.make_plan(person=None))
    for item in outside.take():
        key = item["wanted"]["key"]
        outside.done(item, account(key, item["wanted"]["userName"], key=key))
    erp.end_access_rule(rule=rule, on="2026-04-01")
    erp.sql("UPDATE identity.access_rule SET valid_from = '2026-01-01', valid_to = '2026-03-31'")

    plan = erp.make_plan("id state stops brake", person=None)
    assert (plan["state"], plan["stops"]) == ("HELD", 6)
    with pytest.raises(Refused, match="PLAN_HELD"):
        erp.apply_plan(plan=plan["id"])
    with pytest.raises(Refused, match="RELEASED_BY_MAKER"):
        erp.release_plan(plan=plan["id"], reason="確認した")
    other = erp.as_user("second", ["administrator"])
    with pytest.raises(Refused, match="REASON_NEEDED"):
        other.release_plan(plan=plan["id"], reason=" ")
    assert other.release_plan("state", plan=plan["id"], reason="部門を閉じた") == "OPEN"
    assert other.apply_plan("state", plan=plan["id"]) == "APPLIED"
    assert len(outside.take()) == 6
    assert people


def test_an_empty_source_stops_nobody(erp: Erp, outside: Outside, staff: Staff) -> None:
    outside.read()
    outside.rule("全社員")
    for at in range(4):
        staff.hire("社員", str(at), "Shain", f"N{at}")
    erp.apply_plan(plan=erp.make_plan(person=None))
    erp.sql("UPDATE hr.employment SET last_day = '2026-03-31', starts_on = '2026-01-01'")

    with pytest.raises(Refused, match="SOURCE_DOUBTED") as no:
        erp.make_plan(person=None)
    assert no.value.facts == {"before": 4, "now": 0}
    assert {row["want"] for row in erp.sql("SELECT want FROM identity.wish")} == {"ACTIVE"}


def test_bad_input_is_refused(erp: Erp, outside: Outside) -> None:
    def no(code: str, verb: str, **given: Any) -> None:
        with pytest.raises(Refused) as refused:
            getattr(erp, verb)(**given)
        assert code in str(refused.value)

    other = Outside(erp, "other")
    other.read(groups=[{"external_id": "g", "name": "G"}])
    (foreign,) = erp.sql("SELECT id::text FROM identity.entitlement WHERE system = $1::text::uuid", other.id)
    rule = {"system": outside.id, "name": "A", "reason": "B"}
    no("REQUIRED", "set_access_rule", **(rule | {"reason": " "}))
    no("OF_ANOTHER_SYSTEM", "set_access_rule", **rule, grants=[foreign["id"]])
    no("BEFORE_ITS_BEGINNING", "set_access_rule", **rule, valid_from="2026-04-02", valid_to="2026-04-01")
    no("PATTERN_UNKNOWN", "change_system", system=outside.id, user_name_pattern="{surname}")
    no("OUT_OF_RANGE", "change_system", system=outside.id, brake_share="0")
    no("OUT_OF_RANGE", "change_system", system=outside.id, days_before=-1)
    no("NOT_ONE_OF", "change_system", system=outside.id, their_fields=["password"])
    no("NOT_FOUND", "apply_plan", plan=outside.id)
