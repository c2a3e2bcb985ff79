"""A small company for stories about approvals: a clerk, his chief, the boss, and somebody who looks from
outside.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.facade import Erp

CASE = "id number state currentStep splitTotal afterTheFact previous { id } waitingFor steps { stepNo state }"
INBOX = """{ approvalInbox { nodes { id basis forSomebodyElse approvalCase { id title amount } } } }"""


@dataclass
class Company:
    """Its people by their logins, and what stories do with them."""

    erp: Erp
    people: dict[str, Erp] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, login: str, *roles: str) -> Erp:
        self.people[login] = self.erp.as_user(login, roles or ("accounting",))
        self.ids[login] = self.one("SELECT id FROM access.app_user WHERE login = $1", login)
        return self.people[login]

    def one(self, sql: str, *args: Any) -> str:
        (row,) = self.erp.sql(sql, *args)
        return str(next(iter(row.values())))

    def id(self, login: str) -> str:
        return self.ids[login]

    def role(self, code: str) -> str:
        return self.one("SELECT id FROM access.role WHERE code = $1", code)

    def reports_to(self, person: str, manager: str | None, day: str = "2026-04-01") -> None:
        above = self.id(manager) if manager else None
        self.erp.set_manager(person=self.id(person), manager=above, valid_from=day)

    def rule(self, low: str, high: str | None, route: list[dict[str, Any]], **given: Any) -> str:
        told = {"kind": "entry_draft", "amount_from": low, "amount_below": high, "valid_from": "2026-04-01"}
        return self.erp.add_authority_rule(**told | {"route": route} | given)

    def policy(self, **given: Any) -> None:
        told = {"valid_from": "2026-04-01", "fallback_role": self.role("administrator"), "reminder_days": 2}
        told |= {"escalation_days": 5, "split_days": 7, "lower_share": "0"}
        self.erp.set_approval_policy(**told | given)

    def draft(self, login: str, amount: str) -> str:
        accounts = [
            self.one("SELECT id FROM masterdata.account WHERE code = $1", code) for code in ("1110", "1120")
        ]
        lines = [
            {"account": accounts[0], "side": "DEBIT", "amount": amount},
            {"account": accounts[1], "side": "CREDIT", "amount": amount},
        ]
        given = {"on": "2026-04-01", "description": f"{login} の申請", "lines": lines}
        return self.people[login].draft_entry(**given)

    def change(self, draft: str, amount: str) -> None:
        changed = """UPDATE accounting.entry_draft_line SET amount = $2::text::numeric
                     WHERE draft = $1::text::uuid"""
        self.erp.sql(changed, draft, amount)

    def submit(self, login: str, draft: str, **given: Any) -> str:
        return self.people[login].submit_for_approval(kind="entry_draft", document=draft, **given)

    def inbox(self, login: str) -> list[dict[str, Any]]:
        return self.people[login].query(INBOX)["approvalInbox"]["nodes"]

    def case(self, case: str) -> dict[str, Any]:
        return self.erp.query(f"query ($id: ID!) {{ approvalCase(id: $id) {{ {CASE} }} }}", id=case)[
            "approvalCase"
        ]

    def asked(self, case: str) -> list[dict[str, Any]]:
        found = self.erp.sql(
            """SELECT u.login, t.basis FROM approval.case_task t JOIN access.app_user u ON u.id = t.person
               WHERE t.approval_case = $1::text::uuid AND t.state = 'OPEN' ORDER BY u.login""",
            case,
        )
        return [{"person": {"login": row["login"]}, "basis": row["basis"]} for row in found]


def a_company(erp: Erp) -> Company:
    """The clerk reports to the chief, the chief to the boss; the auditor is in no line."""
    firm = Company(erp)
    for login in ("clerk", "chief", "boss", "auditor"):
        firm.add(login)
    firm.reports_to("clerk", "chief")
    firm.reports_to("chief", "boss")
    return firm
