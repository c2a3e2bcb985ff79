"""People who spend money for the company, as tests meet them, and what the books say."""

from typing import Any

import pytest

from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.server import background


class Office:
    """Accounting of the yen company in April 2026, and the people who come with receipts."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.books = erp, Books(erp)
        rows = erp.sql("SELECT code, id FROM expenses.expense_kind")
        self.kinds = {row["code"]: str(row["id"]) for row in rows}
        rows = erp.sql("SELECT code, id FROM expenses.grade")
        self.grades = {row["code"]: str(row["id"]) for row in rows}
        rows = erp.sql("SELECT code, id FROM expenses.card_format")
        self.formats = {row["code"]: str(row["id"]) for row in rows}

    def person(self, login: str, *roles: str) -> Erp:
        """Somebody with these roles, signed in with a token."""
        from tests.people import a_person

        made = a_person(self.erp.running.database, login, list(roles), self.erp.company)
        token = background().run(made)
        return Erp(self.erp.running, login=login, token=token, company=self.erp.company)

    def claimant(self, who: Erp, grade: str = "S", valid_from: str = "2025-04-01", **given: Any) -> str:
        """Where the person's money goes, and the grade that counts."""
        (row,) = self.erp.sql("SELECT id, name FROM access.app_user WHERE login = $1", who.login)
        party = self.erp.register_party(
            name=f"{row['name']} 従業員", is_supplier=True, accept_duplicates=True
        )
        values = {"person": str(row["id"]), "party": party, "grade": self.grades[grade]}
        return self.erp.register_claimant(**values | {"valid_from": valid_from} | given)

    def employee(self, login: str = "hana", grade: str = "S") -> Erp:
        """An employee who may claim."""
        who = self.person(login, "employee")
        self.claimant(who, grade)
        return who

    def claim(self, who: Erp, *lines: dict[str, Any], title: str = "4月の経費", **given: Any) -> str:
        """A draft with these lines."""
        claim = who.draft_expense_claim(title=title, **given)
        for line in lines:
            self.line(who, claim, **line)
        return claim

    def line(self, who: Erp, claim: str, kind: str = "SUPPLIES", selection: str = "id", **given: Any) -> Any:
        """A line of 1,100 yen of the first of April, unless said otherwise."""
        values: dict[str, Any] = {"claim": claim, "kind": self.kinds[kind], "spent_on": "2026-04-01"}
        if kind not in ("ALLOWANCE", "MILEAGE"):
            values |= {"amount": "1100"}
        if kind == "FARE":
            values |= {"from_place": "東京", "to_place": "品川"}
        elif kind not in ("ALLOWANCE", "MILEAGE"):
            values |= {"shop": "文具のアオバ"}
        return who.add_expense_line(selection, **values | given)

    def posted(self, who: Erp, *lines: dict[str, Any], on: str = "2026-04-01", **given: Any) -> str:
        """A claim that is in the books."""
        claim = self.claim(who, *lines, **given)
        who.submit_expense_claim(claim=claim)
        self.erp.post_expense_claim(claim=claim, on=on)
        return claim

    def balances(self) -> dict[str, str]:
        """Balances that are not nothing."""
        return {code: each for code, each in self.books.balances().items() if each != "0"}

    def read(self, who: Erp, claim: str, selection: str) -> Any:
        """One claim, as this person sees it."""
        return who.query(f"query($id: ID!) {{ expenseClaim(id: $id) {{ {selection} }} }}", id=claim)[
            "expenseClaim"
        ]

    def card(self, holder: str | None = None, name: str = "法人カード") -> str:
        """A company card ending in 4321."""
        given = {"holder": holder} if holder else {}
        return self.erp.register_company_card(
            name=name, last_digits="4321", account=self.books.accounts["2140"], **given
        )

    def statement(self, card: str, text: str, selection: str = "id", **given: Any) -> Any:
        """A file of the card company with the usual heading."""
        content = ("ご利用日,ご利用店名,ご利用金額\n" + text).encode("cp932")
        file = self.erp.upload("card.csv", content)
        values = {"card": card, "file": file, "format": self.formats["usage-day-shop-amount"]}
        return self.erp.import_card_statement(selection, **values | given)


@pytest.fixture
def office(erp: Erp) -> Office:
    """The yen company's office."""
    return Office(erp)
