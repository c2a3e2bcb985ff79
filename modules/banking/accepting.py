"""Doing what is proposed: looked at once more under the locks, one line or the surest of all."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.money import Money
from modules import accounting
from modules.accounting import ReceiptMatch
from modules.banking.booking import Booked, PostedPart, book_line
from modules.banking.linking import link
from modules.banking.matching import Line, locked_line, match_line
from modules.banking.rules.payers import ProposalReason
from modules.banking.sharing import Wanted
from modules.banking.states import LineState, MatchKind

AT_ONCE = 100
PROPOSAL = "SELECT * FROM banking.match_proposal WHERE line = $1 AND company = $2"
PARTS = """
    SELECT document, number, amount, open_amount FROM banking.match_proposal_part
    WHERE proposal = $1 ORDER BY line_no
"""
# What a person took back is never done again without asking.
SURE = """
    SELECT p.line FROM banking.match_proposal p JOIN banking.statement_line l ON l.id = p.line
    LEFT JOIN banking.posting_rule r ON r.id = p.rule
    WHERE p.company = $1 AND (p.score >= $2 OR r.is_automatic) AND l.state = 'OPEN'
      AND ($3 OR r.id IS NULL OR p.score >= $2)
      AND NOT ($3 AND EXISTS (
          SELECT FROM banking.statement_match u WHERE u.line = l.id AND u.undoes IS NOT NULL))
    ORDER BY p.score DESC, l.booked_on, l.id
"""
DOCUMENTS = """
    SELECT DISTINCT part.document FROM banking.match_proposal_part part
    JOIN banking.match_proposal p ON p.id = part.proposal WHERE p.line = ANY($1::uuid[])
"""


class ProposalOutdated(Refused):
    """What the proposal pays has changed since; look again before it is accepted."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


async def accept(act: Act, line: UUID, *, automatic: bool = False) -> UUID:
    """Do what is proposed for a line."""
    held = await locked_line(act, line, "accept_proposal")
    found = await act.tx.row(PROPOSAL, line, act.company)
    if found is None:
        raise NotFound("MatchProposal", line, field="line")
    said = {"score": found["score"], "reasons": found["reasons"], "automatic": automatic}
    if found["journal_line"] is not None:
        return await link(act, replace(held, after=LineState.LINKED), [found["journal_line"]], **said)
    if found["rule"] is not None:
        return await _by_rule(act, replace(held, after=LineState.POSTED), found["rule"], said)
    if found["customer"] is None:
        raise NotFound("MatchProposal", line, field="line")
    parts = await act.tx.rows(PARTS, found["id"])
    open_now = await accounting.locked_items(act, [part["document"] for part in parts]) if parts else {}
    for part in parts:
        item = open_now.get(part["document"])
        left = item.open_amount if item else 0
        whole = part["amount"] == part["open_amount"]
        if left < part["amount"] or (whole and left != part["amount"]):
            raise ProposalOutdated(part["number"])
    wanted = Wanted(
        customer=found["customer"],
        matches=[ReceiptMatch(invoice=part["document"], amount=Money(part["amount"])) for part in parts],
        fee=found["fee"],
        for_others=ProposalReason.PAYS_FOR_OTHERS.value in found["reasons"],
        **said,
    )
    return await match_line(act, held, wanted)


async def _by_rule(act: Act, line: Line, rule: UUID, said: dict[str, Any]) -> UUID:
    row = await act.tx.row(
        "SELECT name, account, party, tax_code FROM banking.posting_rule WHERE id = $1 AND is_active", rule
    )
    if row is None:
        raise NotFound("PostingRule", rule, field="line")
    part = PostedPart(account=row["account"], party=row["party"], tax_code=row["tax_code"])
    return await book_line(act, line, Booked(kind=MatchKind.POSTED, parts=[part], note=row["name"], **said))


async def accept_sure(act: Act, minimum: int, *, automatic: bool = False) -> tuple[int, int]:
    """Accept the surest; answers how many were, and how many are left that were not.

    Everything is locked beforehand in its order, so that two who do this at once wait and do not collide.
    """
    rows = await act.tx.rows(SURE, act.company, minimum, automatic)
    lines = [row["line"] for row in rows[:AT_ONCE]]
    documents = await act.tx.rows(DOCUMENTS, lines)
    await accounting.locked_items(act, [row["document"] for row in documents])
    accepted = 0
    for line in lines:
        try:
            async with act.tx.savepoint("one_line"):
                await accept(act, line, automatic=automatic)
            accepted += 1
        except Refused:
            # It stays as it is, for a person to look at.
            continue
    return accepted, len(rows) - accepted
