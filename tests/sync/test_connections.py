"""Connections as people make, change and end them; secrets go in and never come out."""

import json
from typing import Any

import pytest

from tests.facade import Erp, Refused
from tests.sync.trial_adapter import Trial, trial

__all__ = ["trial"]

CANARY = "canary-token-5b1e"
TABLES = ("sync.connection", "sync.connection_secret", "kernel.audit", "kernel.idempotency", "kernel.event")
GOOD = {"base_url": "https://scim.example/v2", "token": CANARY}


def connect(erp: Erp, code: str = "hq", **values: Any) -> str:
    return erp.connect_system(adapter="trial", code=code, name="本社の SCIM", values={**GOOD, **values})


def shown(erp: Erp, connection: str) -> dict[str, Any]:
    document = """query($id: ID!) { systemConnection(id: $id) {
        code name state stateReason settings atOnce perMinute quietHours innerAddresses
        secrets { name } checkSaid owner { id } } }"""
    return erp.query(document, id=connection)["systemConnection"]


def test_an_adapter_describes_itself_in_the_language_of_who_asks(erp: Erp, trial: Trial) -> None:
    (found,) = erp.query(
        "{ adapters { name label hasAccounts perMinute settings { name kind isSecret choices { label } } } }"
    )["adapters"]
    assert (found["name"], found["label"], found["hasAccounts"], found["perMinute"]) == (
        "trial",
        "Trial",
        True,
        600,
    )
    kinds = {each["name"]: each["kind"] for each in found["settings"]}
    assert kinds == {
        "base_url": "TEXT", "token": "SECRET", "client_key": "LONG_TEXT", "paging": "NUMBER",
        "strict": "YES_NO", "dialect": "CHOICE",
    }  # fmt: skip


def test_a_connection_keeps_its_secrets_to_itself(erp: Erp, trial: Trial) -> None:
    connection = connect(erp, strict="on", client_key="-----BEGIN\nkey-canary-2231\n-----END")
    found = shown(erp, connection)
    assert found["settings"] == {
        "base_url": "https://scim.example/v2", "paging": "100", "strict": "true", "dialect": "a",
    }  # fmt: skip
    assert [each["name"] for each in found["secrets"]] == ["client_key", "token"]
    assert (found["state"], found["atOnce"], found["perMinute"]) == ("ACTIVE", 2, 600)

    erp.change_connection(connection=connection, values={"paging": 50, "token": ""}, name="本社")
    found = shown(erp, connection)
    assert (found["name"], found["settings"]["paging"], len(found["secrets"])) == ("本社", "50", 2)
    erp.change_connection(connection=connection, values={"token": "canary-token-new1"})
    erp.remove_connection_secret(connection=connection, name="client_key")
    assert [each["name"] for each in shown(erp, connection)["secrets"]] == ["token"]

    # Whoever reads all that the database holds finds no secret: neither in rows nor in the trail.
    whole = json.dumps(
        [erp.sql(f"SELECT t::text AS row FROM {table} t") for table in TABLES],
        ensure_ascii=False,
    )
    for secret in (CANARY, "canary-token-new1", "key-canary-2231"):
        assert secret not in whole
    (kept,) = erp.sql("SELECT value_sealed FROM sync.connection_secret")
    assert kept["value_sealed"].startswith("v1:")


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"token": ""}, "values.token", "REQUIRED"),
    ({"base_url": ""}, "values.base_url", "REQUIRED"),
    ({"base_url": "ftp://x"}, "values.base_url", "NOT_AN_ADDRESS"),
    ({"base_url": "https://user:pw@x"}, "values.base_url", "NOT_AN_ADDRESS"),
    ({"base_url": "https://x:port"}, "values.base_url", "NOT_AN_ADDRESS"),
    ({"paging": "many"}, "values.paging", "NOT_A_WHOLE_NUMBER"),
    ({"dialect": "c"}, "values.dialect", "NOT_A_CHOICE"),
    ({"strict": "perhaps"}, "values.strict", "NOT_YES_OR_NO"),
    ({"token": ["x"]}, "values.token", "NOT_TEXT"),
    ({"token": "x" * 3000}, "values.token", "TOO_LONG"),
    ({"surprise": "x"}, "values.surprise", "UNKNOWN_FIELD"),
]


def test_what_does_not_fit_is_refused_at_its_place(erp: Erp, trial: Trial) -> None:
    for values, field, reason in WRONG:
        with pytest.raises(Refused) as refused:
            connect(erp, **values)
        assert (refused.value.code, refused.value.facts["reason"]) == ("BAD_INPUT", reason), values
        assert (refused.value.field or "").removeprefix("input.") == field
    assert erp.sql("SELECT count(*) AS n FROM sync.connection") == [{"n": 0}]


def test_bad_codes_limits_and_names(erp: Erp, trial: Trial) -> None:
    connection = connect(erp)
    for what, code in (
        (lambda: connect(erp), "CODE_TAKEN"),
        (lambda: connect(erp, code="a b"), "BAD_INPUT"),
        (lambda: erp.connect_system(adapter="nobody", code="x", name="x", values={}), "NOT_FOUND"),
        (lambda: erp.limit_connection(connection=connection, at_once=0), "BAD_INPUT"),
        (lambda: erp.limit_connection(connection=connection, at_once=1, quiet_hours="8-10"), "BAD_INPUT"),
        (lambda: erp.limit_connection(connection=connection, at_once=1, inner_addresses="here"), "BAD_INPUT"),
        (lambda: erp.remove_connection_secret(connection=connection, name="paging"), "NOT_FOUND"),
        (lambda: erp.start_sync_run(connection=connection, kind="CHECK"), "BAD_INPUT"),
    ):
        with pytest.raises(Refused) as refused:
            what()
        assert refused.value.code == code
    erp.limit_connection(
        connection=connection, at_once=3, quiet_hours="08:30-10:00", inner_addresses="10.0.0.0/8"
    )
    found = shown(erp, connection)
    assert (found["quietHours"], found["innerAddresses"]) == ("08:30-10:00", "10.0.0.0/8")


def test_its_life(erp: Erp, trial: Trial) -> None:
    connection = connect(erp)
    erp.pause_connection(connection=connection, reason="移行作業のため")
    assert shown(erp, connection)["stateReason"] == "移行作業のため"
    for verb in (
        lambda: erp.pause_connection(connection=connection, reason="x"),
        lambda: erp.start_sync_run(connection=connection, kind="INVENTORY"),
    ):
        with pytest.raises(Refused, match=r"WRONG_STATE|CONNECTION_NOT_ACTIVE"):
            verb()
    erp.resume_connection(connection=connection)
    first = erp.start_sync_run(connection=connection, kind="INVENTORY")
    assert erp.start_sync_run(connection=connection, kind="INVENTORY") == first

    erp.close_connection(connection=connection, reason="解約")
    assert shown(erp, connection)["secrets"] == []
    assert erp.sql("SELECT DISTINCT state FROM sync.sync_run") == [{"state": "FAILED"}]
    for verb in (erp.resume_connection, erp.check_connection, erp.change_connection, erp.open_hook):
        with pytest.raises(Refused, match="WRONG_STATE"):
            verb(connection=connection)


def test_nobody_without_the_right_sees_or_touches_it(erp: Erp, trial: Trial) -> None:
    connection = connect(erp)
    clerk = erp.as_user("clerk", ["sales"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        shown(clerk, connection)
    with pytest.raises(Refused, match="FORBIDDEN"):
        clerk.pause_connection(connection=connection, reason="x")
    with pytest.raises(Refused, match="FORBIDDEN"):
        clerk.query("{ adapters { name } }")
