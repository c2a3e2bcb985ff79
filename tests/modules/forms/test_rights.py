"""Who sees what: one rule, asked from every side; what is not open is as good as not there."""

from typing import Any

import pytest

from tests.facade import Erp, Refused
from tests.modules.forms.conftest import TITLE, Desk

# Every way on which somebody could learn of a request, each with what it answers to who may not see it.
WAYS: dict[str, tuple[str, Any]] = {
    "one": ('{ request(id: "%(id)s") { title } }', {"request": None}),
    "values": ('{ request(id: "%(id)s") { values valueList { text } } }', {"request": None}),
    "list": ('{ requests(form: "secret") { nodes { title values cells { text } } } }', None),
    "search": ('{ search(text: "極秘") { title } }', {"search": []}),
    "register": ('{ documents(search: "極秘") { nodes { title } } }', {"documents": {"nodes": []}}),
    "document": ('{ document(id: "%(id)s") { title } }', {"document": None}),
    "chain": ('{ documentChain(id: "%(id)s") { title } }', {"documentChain": []}),
    "history": ('{ history(id: "%(id)s") { nodes { changes } } }', {"history": {"nodes": []}}),
    "fields": ('{ entryHistory(id: "%(id)s") { changes { after } } }', {"entryHistory": []}),
    "task": ("{ tasks { nodes { title request { title } } } }", {"tasks": {"nodes": []}}),
    "form": ('{ forms(code: "secret") { nodes { name } } }', {"forms": {"nodes": []}}),
    "record": ('{ registerRecord(id: "%(record)s") { title origin { title } } }', {"registerRecord": None}),
    "records": ('{ registerRecords(form: "kept") { nodes { values } } }', {"registerRecords": None}),
}


@pytest.fixture
def secret(desk: Desk) -> dict[str, Any]:
    """A request with a file, a task and a record, on a form that only one person may send off."""
    erp = desk.erp
    desk.form("kept", TITLE, {"code": "file", "kind": "FILE"}, kind="REGISTER")
    desk.form("secret", TITLE, {"code": "file", "kind": "FILE"}, publish=False)
    mapping = [{"target": each, "source": each} for each in ("title", "file")]
    erp.add_form_effect(form="secret", kind="ADD_RECORD", register="kept", title_ja="登録", mapping=mapping)
    (role,) = erp.sql("SELECT id FROM access.role WHERE code = 'administrator'")
    erp.add_form_effect(form="secret", kind="OPEN_TASK", role=str(role["id"]), title_ja="極秘の対応")
    erp.publish_form(form="secret")
    everyone = erp.query('{ forms(code: "secret") { nodes { id access { id } } } }')["forms"]["nodes"][0]
    for each in everyone["access"]:
        erp.revoke_form_access(access=each["id"])
    me = erp.query("{ me { id } }")["me"]["id"]
    erp.grant_form_access(form="secret", access="SUBMIT", audience="USER", user=me)
    file = erp.upload("極秘.txt", "極秘".encode())
    sent = erp.submit_request(
        "id records { id } valueList { file { id } }",
        form="secret",
        values={"title": "極秘の件", "file": file},
    )
    kept = next(each["file"]["id"] for each in sent["valueList"] if each["file"])
    return {"id": sent["id"], "record": sent["records"][0]["id"], "file": kept, "form": everyone["id"]}


def test_who_may_not_see_it_learns_of_it_on_no_way(erp: Erp, secret: dict[str, Any]) -> None:
    outsider = erp.as_user("jiro", ["sales", "accounting"])
    for name, (document, nothing) in WAYS.items():
        told = outsider.query(document % secret)
        assert told == (nothing if nothing is not None else {"requests": None}), name
        assert "極秘" in erp.send(document % secret).text or name in ("form",), f"{name} is no way at all"
    assert outsider.fetch(secret["file"]).status_code == 404
    assert erp.fetch(secret["file"]).status_code == 200
    with pytest.raises(Refused, match="NOT_FOUND"):
        outsider.submit_request(form="secret", values={"title": "x"})
    with pytest.raises(Refused, match="NOT_FOUND"):
        outsider.withdraw_request(request=secret["id"])
    with pytest.raises(Refused, match="NOT_FOUND"):
        outsider.query(
            'query($d: ID!) { documentApproval(kind: "request:secret", document: $d) { standing } }',
            d=secret["id"],
        )


def test_nobody_takes_another_ones_file_by_its_key(erp: Erp, secret: dict[str, Any], desk: Desk) -> None:
    desk.form("open", TITLE, {"code": "file", "kind": "FILE"})
    outsider = erp.as_user("jiro", ["sales"])
    for key in (secret["file"], erp.upload("mine.txt", b"mine")):
        with pytest.raises(Refused, match="NOT_FOUND"):
            outsider.submit_request(form="open", values={"title": key, "file": key})
    draft = outsider.draft_request(form="open", values={"title": secret["file"]})
    with pytest.raises(Refused, match="NOT_FOUND"):
        outsider.change_request(request=draft, values={"title": "x", "file": secret["file"]})


@pytest.mark.parametrize(
    "audience, sees",
    [("EVERYONE", "jiro saburo"), ("ROLE", "jiro"), ("USER", "saburo"), ("DEPARTMENT", "saburo")],
)
def test_what_is_granted_counts_at_once(erp: Erp, secret: dict[str, Any], audience: str, sees: str) -> None:
    people = {name: erp.as_user(name, [role]) for name, role in (("jiro", "sales"), ("saburo", "warehouse"))}
    keys = {name: each.query("{ me { id } }")["me"]["id"] for name, each in people.items()}
    (role,) = erp.sql("SELECT id FROM access.role WHERE code = 'sales'")
    department = erp.register_department(code="D9", name="倉庫課", valid_from="2026-04-01")
    erp.set_department_head(department=department, head=keys["jiro"], valid_from="2026-04-01")
    erp.set_department_head(department=department, head=keys["saburo"], valid_from="2026-04-02")
    target = {
        "ROLE": {"role": str(role["id"])},
        "USER": {"user": keys["saburo"]},
        "DEPARTMENT": {"department": department},
    }
    erp.grant_form_access(form="secret", access="SEE", audience=audience, **target.get(audience, {}))

    def seen() -> str:
        found = {name: each.query(WAYS["list"][0]) for name, each in people.items()}
        return " ".join(name for name, told in found.items() if (told["requests"] or {}).get("nodes"))

    assert seen() == sees
    for each in erp.query('{ forms(code: "secret") { nodes { access { id access } } } }')["forms"]["nodes"][
        0
    ]["access"]:
        if each["access"] == "SEE":
            erp.revoke_form_access(access=each["id"])
    assert seen() == ""


def test_a_form_does_nothing_that_its_designer_could_not_do(erp: Erp, desk: Desk) -> None:
    desk.form("party", TITLE, publish=False)
    mapping = [{"target": "name", "source": "title"}]
    erp.add_form_effect(
        form="party", kind="CHANGE_MASTER", verb="register_party", title_ja="登録", mapping=mapping
    )
    erp.sql(
        """INSERT INTO access.role (id, code, name_ja, name_en, is_built_in)
           VALUES (uuidv7(), 'd', '設計', 'Designer', false)"""
    )
    erp.sql("""INSERT INTO access.role_permission (id, role, permission) SELECT uuidv7(), r.id, p
               FROM access.role r, unnest(ARRAY['forms.draft_form', 'forms.publish_form',
               'forms.read_form']) p
               WHERE r.code = 'd'""")
    designer = erp.as_user("shiro", ["d"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        designer.publish_form(form="party")
    with pytest.raises(Refused, match="FORBIDDEN"):
        erp.as_user("jiro", ["sales"]).draft_form(code="x", name_ja="x", prefix="X")
