"""What a claim looks like before a human looks: policy, receipts, registration, and the same thing twice."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.states import RegistrationState
from modules.expenses import tables
from modules.expenses.claiming import Who, lines_of
from modules.expenses.refusals import PolicyBroken
from modules.expenses.rules.policy import Limit, findings, limit_on
from modules.expenses.states import Breach, ExpenseNature, Finding

LIMITS = """
    SELECT expense_kind, grade, valid_from, line_limit, receipt_from, reason_from, breach
    FROM expenses.policy_limit WHERE company = $1 AND expense_kind = ANY($2::uuid[])
"""
# Same day, amount and shop, in any claim that stands, whoever made it; lines of one receipt differ in amount.
SIMILAR = """
    SELECT l.id, array_agg(DISTINCT c.number ORDER BY c.number) AS numbers
    FROM expenses.expense_line l
    JOIN expenses.expense_line o ON o.company = l.company AND o.spent_on = l.spent_on AND o.amount = l.amount
         AND o.id <> l.id AND (o.shop_key = l.shop_key OR o.card_line = l.card_line)
    JOIN expenses.expense_claim c ON c.id = o.expense_claim AND c.state <> 'CANCELLED'
    WHERE l.expense_claim = $1 GROUP BY l.id
"""


async def check_claim(act: Act, claim: UUID, who: Who) -> list[dict[str, Any]]:
    """Look at every line and write down what was seen; answers the lines."""
    lines = await lines_of(act, claim)
    limits = await _limits(act, {line["expense_kind"] for line in lines})
    similar = {row["id"]: row["numbers"] for row in await act.tx.rows(SIMILAR, claim)}
    rows = []
    for line in lines:
        limit = limit_on(limits.get(line["expense_kind"], []), who.grade, line["spent_on"])
        line["seen"] = _seen(line, limit, similar.get(line["id"], []))
        line["breach"] = limit.breach if limit else Breach.WARN
        rows.append({"id": line["id"], "findings": line["seen"]})
    await act.tx.update(tables.ExpenseLine, rows)
    return lines


def require_policy(lines: list[dict[str, Any]]) -> None:
    """Refuse a line that breaks a rule which says that it must be kept."""
    ruled = {Finding.OVER_LIMIT.value, Finding.RECEIPT_MISSING.value, Finding.REASON_MISSING.value}
    for line in lines:
        broken = [each["finding"] for each in line["seen"] if each["finding"] in ruled]
        if broken and line["breach"] is Breach.REFUSE:
            raise PolicyBroken(line["line_no"], broken)


def _seen(line: dict[str, Any], limit: Limit | None, similar: list[str]) -> list[dict[str, Any]]:
    amount: Decimal = line["amount"]
    days = ((line["until"] or line["spent_on"]) - line["spent_on"]).days + 1
    per_day = amount / days if line["nature"] == ExpenseNature.PURCHASE.value else amount
    found = findings(
        limit, per_day, has_receipt=line["receipt"] is not None, has_reason=line["reason"] is not None
    )
    told: list[dict[str, Any]] = []
    for each in found:
        asked = {
            Finding.OVER_LIMIT: limit.line_limit if limit else None,
            Finding.RECEIPT_MISSING: limit.receipt_from if limit else None,
            Finding.REASON_MISSING: limit.reason_from if limit else None,
        }[each]
        told.append({"finding": each.value, "about": None if asked is None else f"{asked.normalize():f}"})
    if similar:
        told.append({"finding": Finding.SIMILAR_LINE.value, "about": ", ".join(similar)})
    unregistered = line["registration"] == RegistrationState.NOT_REGISTERED.value
    if unregistered and line["ledger_only"] is None and line["tax"]:
        told.append({"finding": Finding.NOT_REGISTERED.value, "about": line["t_number"]})
    return told


async def _limits(act: Act, kinds: set[UUID]) -> dict[UUID, list[Limit]]:
    found: dict[UUID, list[Limit]] = {}
    for row in await act.tx.rows(LIMITS, act.company, sorted(kinds)):
        limit = Limit(
            row["grade"],
            row["valid_from"],
            row["line_limit"],
            row["receipt_from"],
            row["reason_from"],
            Breach(row["breach"]),
        )
        found.setdefault(row["expense_kind"], []).append(limit)
    return found
