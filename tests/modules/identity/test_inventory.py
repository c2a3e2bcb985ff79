"""Readings: what is whole is believed, and nothing else."""

import pytest

from tests.facade import Erp, Refused
from tests.modules.identity.conftest import Outside, account


def held(outside: Outside) -> list[tuple[str, str]]:
    rows = outside.erp.sql(
        """SELECT a.external_id AS a, e.external_id AS e FROM identity.account_entitlement x
           JOIN identity.account a ON a.id = x.account JOIN identity.entitlement e ON e.id = x.entitlement
           WHERE a.system = $1::text::uuid ORDER BY 1, 2""",
        outside.id,
    )
    return [(row["a"], row["e"]) for row in rows]


def test_a_whole_reading_is_what_is_known(outside: Outside) -> None:
    state = outside.read(
        account("1", "taro", licences=["E3"]),
        account("2", "hanako", active=False, groups=["sales", "all"]),
        groups=[
            {"external_id": "sales", "name": "営業", "members": ["1"]},
            {"external_id": "sales", "name": "営業", "members": ["2"]},
        ],
    )

    assert state == "BELIEVED"
    known = outside.known()
    assert {id: row["standing"] for id, row in known.items()} == {"1": "ACTIVE", "2": "SUSPENDED"}
    assert held(outside) == [("1", "E3"), ("1", "sales"), ("2", "all"), ("2", "sales")]

    outside.read(
        account("1", "taro.new", licences=[]),
        groups=[{"external_id": "sales", "name": "営業部", "members": []}],
    )
    known = outside.known()
    assert known["1"]["user_name"] == "taro.new" and known["2"]["gone_at"] is not None
    assert held(outside) == [("2", "all"), ("2", "sales")]  # what is gone is kept as it was


def test_an_incomplete_reading_changes_nothing(outside: Outside) -> None:
    outside.read(account("1"), account("2"))

    assert outside.read(account("1", "other"), complete=False) == "INCOMPLETE"
    assert outside.known()["1"]["user_name"] == "1"
    assert outside.known()["2"]["gone_at"] is None


def test_a_halved_reading_waits_for_a_person(outside: Outside) -> None:
    outside.read(*(account(str(at)) for at in range(5)))
    found = outside.read(account("0"), account("1"), selection="id state accounts before")
    assert (found["state"], found["accounts"], found["before"]) == ("DOUBTED", 2, 5)
    assert all(row["gone_at"] is None for row in outside.known().values())

    with pytest.raises(Refused, match="REASON_NEEDED"):
        outside.erp.believe_inventory(inventory=found["id"], reason=" ")
    outside.erp.believe_inventory(inventory=found["id"], reason="部署の統合で減った")
    assert sorted(id for id, row in outside.known().items() if row["gone_at"] is None) == ["0", "1"]
    with pytest.raises(Refused, match="WRONG_STATE"):
        outside.erp.believe_inventory(inventory=found["id"], reason="もう一度")


def test_what_cannot_be_taken_is_refused(erp: Erp, outside: Outside) -> None:
    unknown = "0199aaaa-0000-7000-8000-000000000000"
    with pytest.raises(Refused, match="UNKNOWN_CONNECTION"):
        erp.start_inventory(connection=unknown)
    with pytest.raises(Refused, match="INVENTORY_NOT_RUNNING"):
        erp.record_inventory_page(inventory=unknown, accounts=[])
    inventory = erp.start_inventory(connection=outside.connection)
    with pytest.raises(Refused, match="REQUIRED"):
        erp.record_inventory_page(inventory=inventory, accounts=[account(" ")])
    with pytest.raises(Refused, match="UNKNOWN_CONNECTION"):
        erp.take_identity_work(connection=unknown)
    with pytest.raises(Refused, match="OUT_OF_RANGE"):
        erp.take_identity_work(connection=outside.connection, limit=0)
    again = erp.start_inventory(connection=outside.connection)
    assert again != inventory
    with pytest.raises(Refused, match="INVENTORY_NOT_RUNNING"):
        erp.finish_inventory(inventory=inventory, complete=True)


def test_registering_twice_is_registering_once(erp: Erp, outside: Outside) -> None:
    again = erp.register_system(connection=outside.connection, code="mail", name="メール", adapter="scim")
    assert again == outside.id
    with pytest.raises(Refused, match="TAKEN"):
        Outside(erp, "mail")
    due = erp.query("{ identityInventoriesDue { nodes { connection } } }")["identityInventoriesDue"]["nodes"]
    assert due == [{"connection": outside.connection}]
    outside.read(account("1"))
    assert (
        erp.query("{ identityInventoriesDue { nodes { connection } } }")["identityInventoriesDue"]["nodes"]
        == []
    )
    assert outside.take() == []
