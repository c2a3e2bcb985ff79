"""People, roles, tokens and sessions through the one door: what is shown, to whom, and what never is."""

from typing import Any
from uuid import UUID

import pytest


def roles(erp: Any) -> dict[str, str]:
    return {
        each["code"]: each["id"]
        for each in erp.query("{ roles(first: 50) { nodes { id code } } }")["roles"]["nodes"]
    }


def test_everybody_learns_who_he_is(erp: Any) -> None:
    taro = erp.as_user("taro", roles=["warehouse"])
    me = taro.query("{ me { login name via company { code } permissions companies } }")["me"]
    assert (me["login"], me["via"]) == ("taro", "api")
    assert "inventory.adjust_stock" in me["permissions"] and "access.add_user" not in me["permissions"]
    assert [each["id"] for each in me["companies"]] == [erp.company]


def test_who_may_not_see_rights_sees_people_without_them(erp: Any) -> None:
    taro = erp.as_user("taro", roles=["warehouse"])
    names = [each["login"] for each in taro.query("{ users { nodes { login } } }")["users"]["nodes"]]
    assert "taro" in names and not any(name.startswith("service@") for name in names)
    for part in ("tokens { id }", "sessions { id }", "grants { id }", "lastSignedInAt"):
        with pytest.raises(Exception, match="FORBIDDEN"):
            taro.query(f"{{ users {{ nodes {{ login {part} }} }} }}")


@pytest.mark.parametrize(
    "part",
    [
        "user: users { nodes { passwordHash } }",
        "apiTokens { nodes { tokenHash } }",
        "sessions { nodes { tokenHash } }",
    ],
)
def test_no_secret_can_be_asked_for(erp: Any, part: str) -> None:
    """ASVS 14.2.6, 15.3.1."""
    with pytest.raises(Exception, match="GRAPHQL_VALIDATION_FAILED"):
        erp.query(f"{{ {part} }}")


def test_a_first_password_and_a_token_are_shown_once_and_kept_nowhere(erp: Any) -> None:
    """ASVS 6.4.1: drawn, shown in one answer; neither a second asking nor the database tells it again."""
    made = erp.add_user("id login password grants { id }", login="Hanako", name="花子")
    assert made["login"] == "hanako" and len(made["password"]) > 20 and made["grants"] == []
    token = erp.create_token("id prefix secret isLive", name="program")
    assert token["secret"].startswith(token["prefix"]) and token["isLive"]
    again = erp.query("{ users { nodes { password } } apiTokens { nodes { secret } } }")
    assert {each["password"] for each in again["users"]["nodes"]} == {None}
    assert {each["secret"] for each in again["apiTokens"]["nodes"]} == {None}
    kept = str(erp.sql("SELECT i::text AS row FROM kernel.idempotency i"))
    kept += str(erp.sql("SELECT convert_from(answer, 'UTF8') AS row FROM kernel.idempotency"))
    kept += str(erp.sql("SELECT a::text AS row FROM kernel.audit a"))
    assert made["password"] not in kept and token["secret"] not in kept


def test_rights_are_given_and_taken_through_the_door(erp: Any) -> None:
    user = erp.add_user("id", login="hanako", name="花子")
    given = erp.give_role(
        "grants { role { code } company { id } }", user=user, role=roles(erp)["sales"], company=erp.company
    )
    assert [(each["role"]["code"], each["company"]["id"]) for each in given] == [("sales", erp.company)]
    assert erp.take_role("grants { id }", user=user, role=roles(erp)["sales"], company=erp.company) == []
    assert erp.disable_user("isActive", user=user) is False
    assert erp.enable_user("isActive", user=user) is True


def test_who_may_not_give_rights_is_refused_before_anything_is_looked_at(erp: Any) -> None:
    """ASVS 8.2.1: the answer does not depend on whether the person exists."""
    taro = erp.as_user("taro", roles=["sales"])
    told = set()
    for user in (erp.query("{ me { id } }")["me"]["id"], "00000000-0000-0000-0000-0000000000ff"):
        with pytest.raises(Exception, match="FORBIDDEN") as refused:
            taro.disable_user("id", user=user)
        told.add(str(refused.value))
    assert len(told) == 1


def test_conflicting_duties_are_listed(erp: Any) -> None:
    house = erp.query("{ dutyConflicts { user { login } rule { code mode } } }")["dutyConflicts"]
    assert {each["rule"]["mode"] for each in house} <= {"WARN"}
    user = erp.add_user("id", login="hanako", name="花子")
    for code in ("sales", "accounting"):
        erp.give_role("id", user=user, role=roles(erp)[code], company=erp.company, accept_conflicts=True)
    found = erp.query("{ dutyConflicts { user { login } rule { code } } }")["dutyConflicts"]
    assert ("hanako", "order_and_credit_note") in {
        (each["user"]["login"], each["rule"]["code"]) for each in found
    }


def test_a_list_of_people_is_one_statement(erp: Any) -> None:
    question = "{ users { nodes { login grants { role { code } } sessions { id } tokens { id } } } }"
    erp.query(question)
    with erp.statements() as few:
        erp.query(question)
    for number in range(5):
        erp.as_user(f"person{number}", roles=["sales"])
    # Rights have changed, so they are read anew once.
    erp.query(question)
    with erp.statements() as many:
        erp.query(question)
    assert few.count == many.count == 2, "who asks, and the answer"


def test_a_password_leaves_no_trace_beside_the_key_of_its_change(erp: Any) -> None:
    """ASVS 11.4.2: not even a fast hash of it is kept."""
    from erp.api.documents import Library
    from erp.api.executing import library
    from erp.api.writing import _fingerprint

    kept: Library = library()
    document = kept.get("mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { id } }")
    company = UUID(int=1)
    one, two = (_fingerprint(document, {"newPassword": each}, {}, company) for each in ("one", "two"))
    assert one == two
    other = _fingerprint(document, {"newPassword": "one", "else": "x"}, {}, company)
    assert other != one
