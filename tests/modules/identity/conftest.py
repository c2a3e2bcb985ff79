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

    def known(self) -> dict[str, dict[str, Any]]:
        """Its accounts by their id."""
        rows = self.erp.sql("SELECT * FROM identity.account WHERE system = $1::text::uuid", self.id)
        return {row["external_id"]: row for row in rows}


def account(id: str, user_name: str | None = None, **told: Any) -> dict[str, Any]:
    """An account as it is told."""
    return {"external_id": id, "user_name": user_name or id, "active": True} | told


@pytest.fixture
def outside(erp: Erp) -> Outside:
    """One system."""
    return Outside(erp)
