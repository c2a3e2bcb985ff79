"""Fixed assets as tests meet them: classes by code, an asset in one line, and the books."""

from typing import Any

import pytest

from tests.facade import Erp
from tests.modules.accounting.conftest import Books


class Things:
    """Somebody who looks after the assets of the yen company from April 2026 on."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.books = erp, Books(erp)
        rows = erp.sql("SELECT code, id FROM assets.asset_class")
        self.classes = {row["code"]: str(row["id"]) for row in rows}

    def asset(self, kind: str = "MACHINE", cost: str = "1000000", selection: str = "id", **given: Any) -> Any:
        """An asset acquired on the first of April, which is in the books already."""
        values = {
            "asset_class": self.classes[kind],
            "name": "機械",
            "cost": cost,
            "acquired_on": "2026-04-01",
        }
        return self.erp.acquire_asset(selection, **values | given)

    def bought(self, kind: str = "MACHINE", cost: str = "1000000", **given: Any) -> Any:
        """The same, paid from the bank with its tax."""
        paid = {"paid_from": self.books.accounts["1130"], "tax_code": self.books.tax_codes["P10"]}
        return self.asset(kind, cost, **paid | given)

    def run(self, month: str, selection: str = "id") -> Any:
        """Depreciation through the month of a day."""
        return self.erp.run_depreciation(selection, month=month)

    def balances(self) -> dict[str, str]:
        """Balances that are not nothing."""
        return {code: each for code, each in self.books.balances().items() if each != "0"}


@pytest.fixture
def things(erp: Erp) -> Things:
    """The yen company's assets."""
    return Things(erp)
