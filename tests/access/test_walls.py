"""Who runs one company does not run another: people, keys and names of the others are out of reach."""

import pytest

from tests.facade import Erp, Refused

ME = "{ me { id } }"


@pytest.fixture
def manager(erp: Erp) -> Erp:
    """Somebody who may do everything, in a second company only."""
    other = erp.register_company(code="OTHER", name="別会社", currency="JPY")
    return erp.as_user("tencho", roles=["administrator"], company=other)


@pytest.mark.parametrize("verb", ["disable_user", "change_user", "enable_user"])
def test_people_of_another_company_are_out_of_reach(erp: Erp, manager: Erp, verb: str) -> None:
    clerk = erp.as_user("hanako", roles=["sales"]).query(ME)["me"]["id"]
    own = erp.as_user("jiro", roles=["sales"], company=manager.company).query(ME)["me"]["id"]
    change = getattr(manager, verb)

    with pytest.raises(Refused) as refused:
        change(user=clerk)
    assert refused.value.code == "BEYOND_OWN_RIGHTS"
    assert change(user=own) == own


def test_roles_and_tokens_of_another_company_stay(erp: Erp, manager: Erp) -> None:
    clerk = erp.as_user("hanako", roles=["sales"]).query(ME)["me"]["id"]
    (role,) = erp.sql("SELECT id FROM access.role WHERE code = 'sales'")
    (token,) = erp.sql("SELECT id FROM access.api_token WHERE holder = $1::text::uuid", clerk)
    for attempt in (
        lambda: manager.take_role(user=clerk, role=str(role["id"]), company=erp.company),
        lambda: manager.revoke_token(token=str(token["id"])),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "BEYOND_OWN_RIGHTS"


def test_a_company_is_renamed_only_by_who_works_in_it(erp: Erp, manager: Erp) -> None:
    with pytest.raises(Refused) as refused:
        manager.change_company(company=erp.company, name="乗っ取り")
    assert refused.value.code == "OTHER_COMPANY"
    assert manager.change_company("name", company=manager.company, name="新しい名") == "新しい名"
