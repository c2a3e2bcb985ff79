"""Systems and readings as tests of identity meet them."""

from typing import Any
from uuid import uuid4

import pytest

from tests.facade import Erp


class Outside:
    """A system without a vendor behind it: what a runner would ask and say."""

    def __init__(self, erp: Erp, code: str = "mail", **can: Any) -> None:
        self.erp, self.connection, self.code = erp, str(uuid4()), code
        given = {"name": code, "adapter": "scim", "can_licences": True, "can_sessions": True} | can
        self.id = erp.register_system(connection=self.connection, code=code, **given)

    def read(
        self, *accounts: dict[str, Any], groups: Any = (), complete: bool = True, selection: str = "state"
    ) -> Any:
        """A reading of the whole system."""
        inventory = self.erp.start_inventory(connection=self.connection)
        self.erp.record_inventory_page(inventory=inventory, accounts=list(accounts), groups=list(groups))
        return self.erp.finish_inventory(selection, inventory=inventory, complete=complete)

    def take(self, limit: int = 50) -> list[dict[str, Any]]:
        """What is due."""
        fields = "id token version isLeaver account want adopt groups groupsToLeave licences licencesToTake"
        fields += " handOverTo endSessions wanted { key userName email displayName department }"
        return self.erp.take_identity_work(f"items {{ {fields} }}", connection=self.connection, limit=limit)

    def report(self, item: dict[str, Any], outcome: str, **told: Any) -> None:
        """What came of a piece of work."""
        self.erp.report_identity_work(item=item["id"], token=item["token"], outcome=outcome, **told)

    def done(self, item: dict[str, Any], account: dict[str, Any]) -> None:
        self.report(item, "DONE", account=account)

    def rule(self, name: str, grants: Any = (), **given: Any) -> str:
        """Who gets an account here, and these groups with it."""
        rows = self.erp.sql(
            "SELECT id::text, external_id FROM identity.entitlement WHERE system = $1::text::uuid", self.id
        )
        ids = {row["external_id"]: row["id"] for row in rows}
        chosen = [ids[each] for each in grants]
        return self.erp.set_access_rule(system=self.id, name=name, reason="規程", grants=chosen, **given)

    def ordered(self, person: "Hired") -> dict[str, Any]:
        """The order of an account for somebody, taken."""
        self.read()
        self.rule("全社員")
        self.erp.apply_plan(plan=self.erp.make_plan(person=person.id))
        (item,) = self.take()
        return item

    def wish(self) -> dict[str, Any]:
        """The only order of this system."""
        (row,) = self.erp.sql("SELECT * FROM identity.wish WHERE system = $1::text::uuid", self.id)
        return row

    def later(self, seconds: int = 3700) -> None:
        """Time passes for the orders: what was set in the past lies further back."""
        for column in ("next_at", "leased_until", "restless_until", "read_at", "proved_at", "ordered_at"):
            self.erp.sql(f"UPDATE identity.wish SET {column} = {column} - make_interval(secs => {seconds})")

    def known(self) -> dict[str, dict[str, Any]]:
        """Its accounts by their id."""
        rows = self.erp.sql("SELECT * FROM identity.account WHERE system = $1::text::uuid", self.id)
        return {row["external_id"]: row for row in rows}


def account(id: str, user_name: str | None = None, **told: Any) -> dict[str, Any]:
    """An account as it is told."""
    return {"external_id": id, "user_name": user_name or id, "active": True} | told


class Hired:
    """Somebody who works here."""

    def __init__(self, erp: Erp, id: str, number: str) -> None:
        self.erp, self.id, self.number = erp, id, number

    def leave(self) -> None:
        """Gone from this moment."""
        self.erp.terminate_now(person=self.id, reason="OWN_WISH")


class Staff:
    """The personnel records, in one line."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.count = erp, 0

    def department(self, name: str) -> str:
        rows = self.erp.sql("SELECT id::text FROM masterdata.department WHERE name = $1", name)
        if rows:
            return str(rows[0]["id"])
        code = str(100 + len(self.erp.sql("SELECT id FROM masterdata.department")))
        return self.erp.register_department(code=code, name=name, valid_from="2020-04-01")

    def hire(self, family: str, given: str, latin_family: str, latin_given: str, **post: Any) -> Hired:
        """Employed since January."""
        self.count += 1
        kana = "アイウエオカキクケコサシスセソ"[self.count % 15] + "ハヒフヘホ"[self.count // 15]
        names = {"family_name": family, "given_name": given, "family_kana": kana, "given_kana": "カナ"}
        latin = {"family_latin": latin_family, "given_latin": latin_given}
        person = self.erp.register_person("id number", **names, **latin)
        post["department"] = self.department(post.get("department", "総務部"))
        self.erp.hire_person(person=person["id"], **({"starts_on": "2026-01-05", "type": "REGULAR"} | post))
        return Hired(self.erp, person["id"], person["number"])


@pytest.fixture
def staff(erp: Erp) -> Staff:
    """Who works here."""
    return Staff(erp)


@pytest.fixture
def outside(erp: Erp) -> Outside:
    """One system."""
    return Outside(erp)
