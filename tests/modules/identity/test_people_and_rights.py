"""This house as a system, matches by a person, exceptions, reviews, and whoever is told."""

import pytest

from tests.facade import Erp, Refused
from tests.modules.identity.conftest import Hired, Outside, Staff, account


def built_in(erp: Erp) -> str:
    (row,) = erp.sql("SELECT id::text FROM identity.system WHERE is_built_in")
    return str(row["id"])


def with_user(erp: Erp, person: Hired, login: str, roles: tuple[str, ...] = ("sales",)) -> Erp:
    """Somebody who works here as a user as well."""
    user = erp.as_user(login, roles)
    (row,) = erp.sql("SELECT id::text FROM access.app_user WHERE login = $1", login)
    erp.link_person_user(person=person.id, user=row["id"])
    return user


def test_who_leaves_is_out_of_this_house_in_the_same_moment(erp: Erp, staff: Staff) -> None:
    boss = staff.hire("部長", "一", "Bucho", "Hajime")
    with_user(erp, boss, "boss")
    taro = staff.hire("山田", "太郎", "Yamada", "Taro", reports_to=boss.id)
    user = with_user(erp, taro, "taro")
    (tea,) = erp.sql("SELECT id::text FROM masterdata.warehouse LIMIT 1")
    (owner,) = erp.sql("SELECT id::text FROM access.app_user WHERE login = 'taro'")
    erp.assign_owner(kind="WAREHOUSE", record=tea["id"], owner=owner["id"], review_on=None)
    assert user.query("{ me { login } }") == {"me": {"login": "taro"}}

    taro.leave()

    # No event was delivered yet: it was done in the transaction of the leave.
    assert user.send("{ me { login } }").status_code == 401
    (wish,) = erp.sql(
        "SELECT state, stop_proof, read_state FROM identity.wish WHERE system = $1::text::uuid", built_in(erp)
    )
    assert wish == {"state": "DONE", "stop_proof": "SETTLED", "read_state": "SUSPENDED"}
    (now,) = erp.sql(
        "SELECT u.login FROM masterdata.warehouse w JOIN access.app_user u ON u.id = w.owner"
        " WHERE w.id = $1::text::uuid",
        tea["id"],
    )
    assert now["login"] == "boss"
    erp.deliver_events()
    assert len(erp.sql("SELECT id FROM identity.wish")) == 1

    erp.sql("UPDATE hr.employment SET last_day = '2026-03-31', stops_at = NULL WHERE stops_at IS NOT NULL")
    erp.hire_person(
        person=taro.id, starts_on="2026-04-01", type="REGULAR", department=staff.department("総務部")
    )
    erp.change_system(system=built_in(erp), applies="ALL")
    erp.set_access_rule(system=built_in(erp), name="全社員", reason="規程")
    erp.apply_plan(plan=erp.make_plan(person=taro.id))
    rows = erp.sql("SELECT is_active FROM access.app_user WHERE login = 'taro'")
    assert rows == [{"is_active": True}]


def test_a_role_is_given_by_rule_only_by_who_could_give_it(erp: Erp, staff: Staff) -> None:
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    with pytest.raises(Refused, match="NOTHING_DIFFERS"):
        erp.make_plan(person=None)
    erp.deliver_events()
    roles = {
        row["external_id"]: row["id"]
        for row in erp.sql(
            """SELECT e.id::text, e.external_id FROM identity.entitlement e
               JOIN identity.system s ON s.id = e.system WHERE s.is_built_in"""
        )
    }
    assert roles == {} or "sales" in roles
    from modules.identity.jobs import compare_accounts
    from tests.server import background

    background().run(compare_accounts(erp.running.database))
    (sales,) = erp.sql("SELECT id::text FROM identity.entitlement WHERE external_id = 'sales'")
    (admin,) = erp.sql("SELECT id::text FROM identity.entitlement WHERE external_id = 'administrator'")
    it = erp.as_user("it", ["it"])
    with pytest.raises(Refused, match=r"FORBIDDEN|BEYOND_OWN_RIGHTS"):
        it.set_access_rule(system=built_in(erp), name="A", reason="B", grants=[admin["id"]])
    erp.set_access_rule(system=built_in(erp), name="全員", reason="規程", grants=[sales["id"]])
    erp.apply_plan(plan=erp.make_plan(person=taro.id))
    rows = erp.sql(
        """SELECT r.code FROM access.app_user u JOIN access.role_grant g ON g.holder = u.id
           JOIN access.role r ON r.id = g.role WHERE u.login = 'taro.yamada'"""
    )
    assert rows == [{"code": "sales"}]


def test_an_account_is_somebodys_by_key_then_by_name_and_address_then_by_a_person(
    erp: Erp, outside: Outside, staff: Staff
) -> None:
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    hana = staff.hire("佐藤", "花子", "Sato", "Hanako")
    jiro = staff.hire("鈴木", "次郎", "Suzuki", "Jiro")
    outside.rule("全社員")
    outside.read()
    erp.make_plan(person=None)  # names are given now
    outside.read(
        account("k", "whatever", key=taro.number),
        account("a", "hanako.sato", family_name="佐藤", given_name="花子"),
        account("n", "j.suzuki", display_name="鈴木 次郎"),
        account("x", "jiro.suzuki", family_name="別", given_name="人"),
    )
    known = outside.known()
    assert str(known["k"]["person"]) == taro.id and known["k"]["matched_by"] == "KEY"
    assert str(known["a"]["person"]) == hana.id and known["a"]["matched_by"] == "USER_NAME"
    assert known["n"]["person"] is None and known["x"]["person"] is None  # an address alone proves nothing
    asked = """{ matchCandidates(first: 9, state: [OPEN]) {
        nodes { id account { externalId } personNumber matchedBy } } }"""
    found = {each["account"]["externalId"]: each for each in erp.query(asked)["matchCandidates"]["nodes"]}
    assert {id: each["matchedBy"] for id, each in found.items()} == {"n": "NAME", "x": "USER_NAME"}

    erp.refuse_match(candidate=found["x"]["id"])
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.accept_match(candidate=found["x"]["id"])
    erp.accept_match(candidate=found["n"]["id"])
    assert str(outside.known()["n"]["person"]) == jiro.id
    with pytest.raises(Refused, match="ACCOUNT_OF_ANOTHER"):
        erp.match_account(account=str(known["n"]["id"]), person=hana.id)
    with pytest.raises(Refused, match="PERSON_HAS_ACCOUNT"):
        erp.match_account(account=str(known["x"]["id"]), person=jiro.id)
    with pytest.raises(Refused, match="REASON_NEEDED"):
        erp.stop_account(account=str(known["x"]["id"]), reason=" ")
    erp.stop_account(account=str(known["x"]["id"]), reason="誰も知らない")
    (item,) = [each for each in outside.take() if each["account"] == "x"]
    outside.report(item, "DONE", proof={"state": "SUSPENDED", "how": "読み返した"})
    assert outside.known()["x"]["standing"] == "SUSPENDED"


def test_an_exception_is_granted_by_another_and_ends_by_itself(
    erp: Erp, outside: Outside, staff: Staff
) -> None:
    outside.read(groups=[{"external_id": "vpn", "name": "VPN"}])
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    erp.deliver_events()
    (vpn,) = erp.sql("SELECT id::text FROM identity.entitlement WHERE external_id = 'vpn'")
    asked = {"person": taro.id, "system": outside.id, "entitlement": vpn["id"], "reason": "出張"}
    with pytest.raises(Refused, match="REQUIRED"):
        erp.request_access(**asked)
    with pytest.raises(Refused, match="BEFORE_ITS_BEGINNING"):
        erp.request_access(**asked, valid_to="2026-03-31")
    request = erp.request_access(**asked, valid_to="2026-04-30")
    with pytest.raises(Refused, match="OWN_ACCESS_REQUEST"):
        erp.grant_access(request=request)
    other = erp.as_user("second", ["it"])
    assert other.grant_access("state", request=request) == "GRANTED"
    erp.apply_plan(plan=erp.make_plan(person=taro.id))
    (item,) = outside.take()
    assert item["groups"] == ["vpn"]
    outside.done(item, account("u", "taro.yamada", key=taro.number, groups=["vpn"]))
    erp.sql("UPDATE identity.access_request SET valid_from = '2026-03-01', valid_to = '2026-03-31'")
    plan = erp.make_plan(person=taro.id)
    (line,) = erp.sql(
        "SELECT want, steps::text FROM identity.plan_item WHERE identity_plan = $1::text::uuid", plan
    )
    assert line["want"] == "SUSPENDED" and "LEAVE_GROUP" in line["steps"]


def test_a_review_takes_rights_away_through_a_plan(erp: Erp, outside: Outside, staff: Staff) -> None:
    outside.read(groups=[{"external_id": "admin", "name": "管理者", "members": []}])
    outside.rule("全社員", grants=["admin"])
    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    erp.apply_plan(plan=erp.make_plan(person=taro.id))
    (item,) = outside.take()
    outside.done(item, account("u", "taro.yamada", key=taro.number, groups=["admin"]))
    with pytest.raises(Refused, match="IN_THE_PAST"):
        erp.start_review(name="上期", due_on="2026-03-31", system=outside.id)
    review = erp.start_review(name="上期", due_on="2026-04-30", system=outside.id)
    asked = """query($r: ID) { reviewItems(accessReview: $r, first: 9) {
        nodes { id entitlement { name } reviewer { login } reasons } } }"""
    lines = erp.query(asked, r=review)["reviewItems"]["nodes"]
    assert [(each["entitlement"] or {}).get("name") for each in lines] == [None, "管理者"]
    assert {each["reviewer"]["login"] for each in lines} == {"erp"}
    with pytest.raises(Refused, match="REASON_NEEDED"):
        erp.decide_review_items(review=review, items=[lines[1]["id"]], decision="REMOVE")
    erp.decide_review_items(review=review, items=[lines[1]["id"]], decision="REMOVE", reason="不要")
    with pytest.raises(Refused, match="REVIEW_NOT_FINISHED"):
        erp.sign_off_review(review=review)
    other = erp.as_user("second", ["it"])
    with pytest.raises(Refused, match="NOT_FOUND"):
        other.decide_review_items(review=review, items=[lines[0]["id"]], decision="KEEP")
    erp.decide_review_items(review=review, items=[lines[0]["id"]], decision="KEEP")
    assert erp.sign_off_review("state", review=review) == "SIGNED_OFF"
    (plan,) = erp.sql("SELECT id::text FROM identity.identity_plan WHERE state = 'OPEN'")
    erp.apply_plan(plan=plan["id"])
    (item,) = outside.take()
    assert (item["groups"], item["groupsToLeave"]) == ([], ["admin"])

    # Nobody reviews himself: whoever is the person does not decide.
    user = with_user(erp, taro, "taro", ("administrator",))
    again = user.start_review(name="下期", due_on="2026-04-30", system=outside.id)
    reviewers = {each["reviewer"]["login"] for each in erp.query(asked, r=again)["reviewItems"]["nodes"]}
    assert "taro" not in reviewers


def test_a_leaver_who_is_not_proved_out_is_told_of(erp: Erp, outside: Outside, staff: Staff) -> None:
    from modules.identity.jobs import escalate_leavers
    from tests.server import background

    taro = staff.hire("山田", "太郎", "Yamada", "Taro")
    outside.done(outside.ordered(taro), account("u1", "taro.yamada", key=taro.number))
    taro.leave()
    background().run(escalate_leavers(erp.running.database))
    assert erp.sql("SELECT level FROM identity.escalation") == []
    outside.later(1000)
    background().run(escalate_leavers(erp.running.database))
    background().run(escalate_leavers(erp.running.database))
    assert erp.sql("SELECT level FROM identity.escalation") == [{"level": 1}]
    outside.later(4000)
    background().run(escalate_leavers(erp.running.database))
    assert [row["level"] for row in erp.sql("SELECT level FROM identity.escalation ORDER BY level")] == [1, 2]
