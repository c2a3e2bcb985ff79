"""Requests: sent off, kept as drafts, changed, taken back; versions, numbers and effects."""

import pytest

from tests.facade import Erp, Refused
from tests.modules.forms.conftest import AMOUNT, TITLE, Desk


def test_a_request_has_a_number_its_values_and_a_place_in_the_search(desk: Desk) -> None:
    erp = desk.erp
    desk.form("trip", TITLE, AMOUNT)
    sent = erp.submit_request(
        "id number state title amount values valueList { field text number }",
        form="trip",
        values={"title": "大阪出張", "amount": "１２，０００"},
    )
    assert (sent["number"], sent["state"], sent["title"]) == ("TRIP-2026-000001", "APPROVED", "大阪出張")
    assert sent["values"] == {"title": "大阪出張", "amount": "12000"}
    assert sent["valueList"][1] == {"field": "amount", "text": "12,000", "number": "12000"}
    found = erp.query('{ search(text: "大阪") { kind number } }')["search"]
    assert found == [{"kind": "request", "number": "TRIP-2026-000001"}]


def test_a_form_that_changed_under_a_draft_is_refused_by_name_and_nothing_is_lost(desk: Desk) -> None:
    erp = desk.erp
    desk.form("trip", TITLE)
    (old,) = erp.sql("SELECT id FROM forms.form_version v WHERE state = 'PUBLISHED' AND form = "
                     "(SELECT id FROM forms.form WHERE code = 'trip')")  # fmt: skip
    draft = erp.draft_request(form="trip", values={"title": "大阪出張"})
    erp.revise_form(form="trip")
    desk.field("trip", code="days", kind="NUMBER", is_required=True)
    erp.publish_form(form="trip")
    for again in ({"request": draft}, {"form": "trip", "values": {"title": "x"}, "version": str(old["id"])}):
        with pytest.raises(Refused) as refused:
            erp.submit_request(**again)
        assert (refused.value.code, refused.value.facts["number"]) == ("FORM_CHANGED", 2)
    kept = erp.query("query($id: ID!) { request(id: $id) { values isOutdated state } }", id=draft)["request"]
    assert kept == {"values": {"title": "大阪出張"}, "isOutdated": True, "state": "DRAFT"}
    erp.change_request(request=draft, values={"title": "大阪出張", "days": "2"})
    assert erp.submit_request("state", request=draft) == "APPROVED"


def test_what_was_sent_keeps_its_version_and_a_published_version_never_changes(desk: Desk) -> None:
    erp = desk.erp
    desk.form("trip", TITLE)
    sent = erp.submit_request(form="trip", values={"title": "一度目"})
    (field,) = desk.fields_of("trip")
    for verb in (
        lambda: erp.remove_form_field(field=field["id"]),
        lambda: erp.move_form_field(field=field["id"]),
    ):
        with pytest.raises(Refused, match="VERSION_PUBLISHED"):
            verb()
    with pytest.raises(Exception, match="VERSION_PUBLISHED"):
        erp.sql("UPDATE forms.form_field SET label_ja = 'x' WHERE id = $1::text::uuid", field["id"])
    erp.revise_form(form="trip")
    with pytest.raises(Refused, match="DRAFT_THERE"):
        erp.revise_form(form="trip")
    desk.field("trip", code="more")
    erp.publish_form(form="trip")
    found = erp.query("query($id: ID!) { request(id: $id) { version { number fields { code } } } }", id=sent)
    assert found["request"]["version"] == {"number": 1, "fields": [{"code": "title"}]}


def test_only_who_asked_goes_on_with_a_request(desk: Desk) -> None:
    erp, other = desk.erp, desk.erp.as_user("hanako", ["administrator"])
    form = desk.form("trip", TITLE)
    erp.grant_form_access(form=form, access="SEE", audience="EVERYONE")
    draft = erp.draft_request(form="trip", values={"title": "x"})
    for verb in ("submit_request", "withdraw_request"):
        with pytest.raises(Refused, match="NOT_YOUR_REQUEST"):
            getattr(other, verb)(request=draft)
    with pytest.raises(Refused, match="NOT_YOUR_REQUEST"):
        other.change_request(request=draft, values={"title": "y"})
    assert erp.withdraw_request("state", request=draft) == "WITHDRAWN"
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.submit_request(request=draft)


def test_a_form_out_of_use_keeps_its_past(desk: Desk) -> None:
    erp = desk.erp
    desk.form("trip", TITLE)
    erp.submit_request(form="trip", values={"title": "x"})
    erp.retire_form(form="trip")
    with pytest.raises(Refused, match="FORM_NOT_IN_USE"):
        erp.submit_request(form="trip", values={"title": "x"})
    assert [each["title"] for each in desk.listed("trip")] == ["x"]
    erp.reinstate_form(form="trip")
    erp.submit_request(form="trip", values={"title": "y"})


@pytest.mark.parametrize(
    "fields, reason",
    [
        ((), "NO_FIELDS"),
        (({"code": "c", "kind": "CHOICE"},), "NO_CHOICES"),
        (({"code": "t", "kind": "TABLE"},), "NO_COLUMNS"),
        (({"code": "s", "kind": "SUM", "sums": "t.x"},), "NOTHING_TO_SUM"),
        (({"code": "n", "kind": "NUMBER", "feeds": "AMOUNT"},), "CANNOT_FEED"),
    ],
)
def test_a_design_that_makes_no_sense_is_not_published(desk: Desk, fields: tuple, reason: str) -> None:
    desk.form("bad", *fields, publish=False)
    with pytest.raises(Refused) as refused:
        desk.erp.publish_form(form="bad")
    assert (refused.value.code, refused.value.facts["reason"]) == ("DESIGN_UNSOUND", reason)


def test_a_list_sorts_and_narrows_by_any_field(desk: Desk) -> None:
    desk.form("trip", TITLE, AMOUNT, {"code": "on", "kind": "DATE"})
    for title, amount, on in (("b", "9", "2026-04-03"), ("a", "10", "2026-04-01"), ("c", "-3", "")):
        desk.erp.submit_request(form="trip", values={"title": title, "amount": amount, "on": on})

    def titles(**given: object) -> str:
        return "".join(each["title"] for each in desk.listed("trip", **given))

    assert titles() == "cab"
    assert titles(sort="amount") == "cba" and titles(sort="amount", descending=True) == "abc"
    assert titles(sort="title") == "abc" and titles(sort="on") == "cab"
    assert titles(where=[{"field": "amount", "from_value": "9"}], sort="title") == "ab"
    assert titles(where=[{"field": "on", "to_value": "2026-04-02"}]) == "a"
    assert titles(where=[{"field": "amount", "from_value": "1 or 1=1"}]) == ""
    assert titles(search="ＴＲＩＰ-2026-000001") == "b" and titles(sort="nothing") == ""


def test_an_approval_opens_a_task_adds_a_record_and_changes_master_data(desk: Desk) -> None:
    erp = desk.erp
    desk.form("assets", TITLE, {"code": "by", "kind": "USER"}, kind="REGISTER")
    desk.form("new_party", TITLE, {"code": "again"}, publish=False)
    (role,) = erp.sql("SELECT id FROM access.role WHERE code = 'accounting'")
    given = {"form": "new_party", "title_ja": "確認"}
    erp.add_form_effect(kind="OPEN_TASK", role=str(role["id"]), due_days=3, **given)
    mapping = [{"target": "title", "source": "title"}, {"target": "by", "source": "requested_by"}]
    erp.add_form_effect(kind="ADD_RECORD", register="assets", mapping=mapping, **given)
    mapping = [{"target": "name", "source": "title"}]
    erp.add_form_effect(kind="CHANGE_MASTER", verb="register_party", mapping=mapping, **given)
    erp.publish_form(form="new_party")
    answer = "id tasks { title state dueOn } records { number title } outcomes { state refusal }"
    sent = erp.submit_request(answer, form="new_party", values={"title": "株式会社みほん"})
    assert sent["tasks"] == [{"title": "確認：株式会社みほん", "state": "OPEN", "dueOn": "2026-04-04"}]
    assert sent["records"][0]["title"] == "株式会社みほん"
    assert [each["state"] for each in sent["outcomes"]] == ["DONE"] * 3
    assert erp.sql("SELECT 1 AS x FROM masterdata.party WHERE name = '株式会社みほん'")
    again = erp.submit_request(answer, form="new_party", values={"title": "株式会社みほん"})
    states = {each["state"]: each["refusal"] for each in again["outcomes"]}
    assert "POSSIBLE_DUPLICATE" in states["REFUSED"] or "DUPLICATE" in states["REFUSED"]
    erp.sql(
        "UPDATE masterdata.party SET name = 'another', name_key = 'another' WHERE name = '株式会社みほん'"
    )
    erp.carry_out_request(request=again["id"])
    with pytest.raises(Refused, match="NOTHING_OPEN"):
        erp.carry_out_request(request=again["id"])


def test_a_task_is_ended_by_whom_it_is_for(erp: Erp) -> None:
    sent = erp.submit_request(
        "tasks { id }", form="it_account", values={"what": "reset", "system": "販売管理"}
    )
    task = sent[0]["id"] if isinstance(sent, list) else sent["tasks"][0]["id"]
    other = erp.as_user("jiro", ["sales"])
    with pytest.raises(Refused, match="NOT_FOUND"):
        other.finish_task(task=task)
    assert erp.finish_task("state", task=task, note="済") == "DONE"
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.return_task(task=task, reason="x")
