"""Split orders: several documents with one partner within some days that together fall under another rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from erp.approval.approvables import Facts
from erp.approval.rules.choosing import Rule, governing
from erp.kernel.asking import Act

NEAR = """
    SELECT coalesce(sum(amount), 0) FROM (
        SELECT document, amount FROM approval.approval_case
        WHERE company = $1 AND kind = $2 AND party = $3 AND submitted_on >= $4 AND document <> $5
          AND state IN ('PENDING', 'APPROVED')
        UNION
        SELECT document, amount FROM approval.passage
        WHERE company = $1 AND kind = $2 AND party = $3 AND passed_on >= $4 AND document <> $5
    ) AS near
"""


async def split_total(
    act: Act, kind: str, facts: Facts, rules: Sequence[Rule], days: int | None
) -> Decimal | None:
    """What this and its neighbours come to, if another rule speaks of that; else nothing."""
    if facts.party is None or not days:
        return None
    since = act.today - timedelta(days=days)
    near: Decimal = await act.tx.value(NEAR, act.company, kind, facts.party, since, facts.document)
    if not near:
        return None
    total = facts.amount + near
    alone = governing(rules, facts.question)
    together = governing(rules, replace(facts.question, amount=total))
    return total if together is not alone else None
