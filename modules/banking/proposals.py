"""What waiting lines could be for, looked up anew: read everything once, think, write the proposals down.

A proposal is a look at one moment. Whoever accepts it has it checked again under the locks of what it pays.
"""

import asyncio
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO
from modules.banking import tables
from modules.banking.rules.kana import folded, is_kana, name_key
from modules.banking.rules.proposing import BankLine, Customer, OpenItem, Proposal, ProposalReason, propose
from modules.banking.states import Direction

BOOKED, BY_RULE = 88, 85
# Below it a line that says the same as a rule is booked by the rule.
WEAK = 60
DAYS_APART = 5
PULSE_S = 1.0

LINES = """
    SELECT l.id, l.booked_on, l.amount, l.direction, l.payer, l.edi, l.description, l.state,
           l.remitter_code
    FROM banking.statement_line l
    WHERE l.company = $1 AND l.state IN ('OPEN', 'SUSPENDED') ORDER BY l.booked_on, l.id
"""
ITEMS = """
    SELECT i.document, i.number, coalesce(p.merged_into, p.id) AS customer, i.due_on, i.opened_on,
           i.open_amount
    FROM accounting.open_item i JOIN masterdata.party p ON p.id = i.party
    WHERE i.company = $1 AND i.kind = 'RECEIVABLE' AND i.open_amount > 0
"""
# Which documents stand on which closing bill; whoever bills so registers it.
BILLS = """
    SELECT k.effect AS document, d.number FROM kernel.document d JOIN kernel.document_link k ON k.cause = d.id
    WHERE d.company = $1 AND d.kind = 'closing_bill'
    UNION ALL
    SELECT k.cause, d.number FROM kernel.document d JOIN kernel.document_link k ON k.effect = d.id
    WHERE d.company = $1 AND d.kind = 'closing_bill'
"""
CUSTOMERS = """
    SELECT p.id, p.number, p.name, p.name_kana, coalesce(t.fee_borne_by_us, false) AS fee_borne
    FROM masterdata.party p LEFT JOIN banking.payer_terms t ON t.customer = p.id AND t.company = $1
    WHERE p.is_customer AND p.merged_into IS NULL
"""
ALIASES = """
    SELECT a.payer_key, coalesce(p.merged_into, p.id) AS customer
    FROM banking.payer_alias a JOIN masterdata.party p ON p.id = a.customer
    WHERE a.company = $1 AND a.is_active ORDER BY a.confirmations DESC, a.learnt_at DESC
"""
OWN_ACCOUNTS = """
    SELECT v.branch_code || v.account_number AS number, coalesce(p.merged_into, p.id) AS customer
    FROM banking.virtual_account v JOIN masterdata.party p ON p.id = v.customer
    WHERE v.company = $1 AND v.is_active
"""
PAID_FOR = """
    SELECT DISTINCT coalesce(p.merged_into, p.id) AS payer, coalesce(c.merged_into, c.id) AS customer
    FROM banking.paid_for f
    JOIN masterdata.party p ON p.id = f.payer JOIN masterdata.party c ON c.id = f.customer
    WHERE f.company = $1 AND f.is_active ORDER BY 1, 2
"""
FEES = """
    SELECT amount, customer FROM banking.transfer_fee
    WHERE valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $1)
"""
RULES = """
    SELECT id, direction, contains_key FROM banking.posting_rule
    WHERE company = $1 AND is_active ORDER BY length(contains_key) DESC, id
"""
# Our own postings of lines are linked from the start, and so are those that took them back.
UNLINKED = """NOT EXISTS (
    SELECT FROM banking.linked_entry k JOIN banking.statement_match m ON m.id = k.statement_match
    WHERE k.journal_line = j.id AND (m.kind <> 'LINKED' OR NOT EXISTS (
        SELECT FROM banking.statement_match u WHERE u.undoes = m.id)))"""
BOOKED_ALREADY = f"""
    SELECT l.id AS line, j.id AS journal_line
    FROM banking.statement_line l
    JOIN accounting.bank_account b ON b.id = l.bank_account
    JOIN accounting.journal_line j ON j.company = l.company AND j.account = b.account
        AND j.effective_on BETWEEN l.booked_on - {DAYS_APART} AND l.booked_on + {DAYS_APART}
        AND CASE l.direction WHEN 'IN' THEN j.debit ELSE j.credit END = l.amount
    WHERE l.company = $1 AND l.state = 'OPEN' AND {UNLINKED}
    ORDER BY l.booked_on, l.id, abs(j.effective_on - l.booked_on), j.id
"""


async def refresh(act: Act) -> int:
    """Look at every waiting line of the company again; answers how many have a proposal now."""
    lines = await act.tx.rows(LINES, act.company)
    coming = [line for line in lines if line["direction"] == Direction.IN.value]
    found = {each.line: each for each in await _thought(act, coming)}
    # Nothing is held while we think; what was decided meanwhile needs no proposal any more.
    await lock_name(act, "match_proposal", act.company)
    await act.tx.run("DELETE FROM banking.match_proposal_part WHERE company = $1", act.company)
    await act.tx.run("DELETE FROM banking.match_proposal WHERE company = $1", act.company)
    waiting = {row["id"] for row in await act.tx.rows(LINES, act.company)}
    lines = [line for line in lines if line["id"] in waiting]
    booked = _one_each(await act.tx.rows(BOOKED_ALREADY, act.company))
    rules = await act.tx.rows(RULES, act.company)
    rows, parts = [], []
    for line in lines:
        row = _row(act, line["id"], found.get(line["id"]))
        rule = _rule_for(line, rules)
        if line["id"] in booked:
            row |= _instead(ProposalReason.ALREADY_BOOKED, BOOKED) | {"journal_line": booked[line["id"]]}
        elif rule is not None and row["score"] < WEAK:
            row |= _instead(ProposalReason.RULE, BY_RULE) | {"rule": rule}
        elif line["id"] not in found:
            continue
        else:
            parts += _parts(act, row["id"], found[line["id"]])
        rows.append(row)
    await act.tx.insert(tables.MatchProposal, rows)
    await act.tx.insert(tables.MatchProposalPart, parts)
    return sum(1 for row in rows if row["score"])


async def _thought(act: Act, lines: Sequence[Any]) -> list[Proposal]:
    """The proposals of the engine; it thinks beside the process's other work."""
    if not lines:
        return []
    days = [line["booked_on"] for line in lines]
    items = await _open_items(act)
    everybody, own = set[Decimal](), dict[UUID, set[Decimal]]()
    for fee in await act.tx.rows(FEES, min(days), max(days)):
        (own.setdefault(fee["customer"], set()) if fee["customer"] else everybody).add(fee["amount"])
    customers = [
        Customer(
            row["id"],
            row["number"],
            keys_of(row["name"], row["name_kana"]),
            frozenset(everybody | own.get(row["id"], set())) if row["fee_borne"] else frozenset(),
        )
        for row in await act.tx.rows(CUSTOMERS, act.company)
    ]
    aliases: dict[str, list[UUID]] = {}
    for alias in await act.tx.rows(ALIASES, act.company):
        aliases.setdefault(alias["payer_key"], []).append(alias["customer"])
    asked = [
        BankLine(
            line["id"],
            line["booked_on"],
            line["amount"],
            line["payer"],
            line["edi"],
            line["description"],
            line["remitter_code"],
        )
        for line in lines
    ]
    thinking = asyncio.create_task(
        asyncio.to_thread(propose, asked, items, customers, aliases, *await _known(act))
    )
    while not thinking.done():
        await asyncio.wait({thinking}, timeout=PULSE_S)
        # The database ends transactions that say nothing for some seconds.
        await act.tx.value("SELECT 1")
    return thinking.result()


async def _open_items(act: Act) -> list[OpenItem]:
    bills = {row["document"]: row["number"] for row in await act.tx.rows(BILLS, act.company)}
    return [
        OpenItem(
            row["document"],
            row["number"],
            row["customer"],
            row["due_on"],
            row["opened_on"],
            row["open_amount"],
            bills.get(row["document"]),
        )
        for row in await act.tx.rows(ITEMS, act.company)
    ]


async def _known(act: Act) -> tuple[dict[str, Hashable], dict[Hashable, list[Hashable]]]:
    """Whose number is whose, and who pays for whom."""
    numbers: dict[str, Hashable] = {
        row["number"]: row["customer"] for row in await act.tx.rows(OWN_ACCOUNTS, act.company)
    }
    paid_for: dict[Hashable, list[Hashable]] = {}
    for row in await act.tx.rows(PAID_FOR, act.company):
        paid_for.setdefault(row["payer"], []).append(row["customer"])
    return numbers, paid_for


def keys_of(name: str, kana: str | None) -> tuple[str, ...]:
    """Under which keys a customer's transfers may come: his reading, his name if banks can carry it."""
    keys = [name_key(kana)] if kana else []
    own = name_key(name)
    return tuple([*keys, own] if is_kana(own) else keys)


def _one_each(rows: Iterable[Any]) -> dict[UUID, UUID]:
    """One line of the books for one movement, the nearest first."""
    found: dict[UUID, UUID] = {}
    taken: set[UUID] = set()
    for row in rows:
        if row["line"] not in found and row["journal_line"] not in taken:
            found[row["line"]] = row["journal_line"]
            taken.add(row["journal_line"])
    return found


def _rule_for(line: Any, rules: Sequence[Any]) -> UUID | None:
    if not rules:
        return None
    said = "".join(folded(text) for text in (line["payer"], line["description"], line["edi"]) if text)
    said = "".join(said.split())
    for rule in rules:
        if rule["direction"] == line["direction"] and rule["contains_key"] in said:
            return rule["id"]
    return None


def _row(act: Act, line: UUID, found: Proposal | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "line": line,
        "customer": found.customer if found else None,
        "score": found.score if found else 0,
        "reasons": [each.value for each in found.reasons] if found else [],
        "fee": found.fee if found else ZERO,
        "advance": found.advance if found and found.customer else ZERO,
        "rule": None,
        "journal_line": None,
        "made_at": act.at,
    }


def _instead(reason: ProposalReason, score: int) -> dict[str, Any]:
    return {"customer": None, "score": score, "reasons": [reason.value], "fee": ZERO, "advance": ZERO}


def _parts(act: Act, proposal: UUID, found: Proposal) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "company": act.company,
            "proposal": proposal,
            "line_no": line_no,
            "document": part.document,
            "number": part.number,
            "due_on": part.due_on,
            "amount": part.amount,
            "open_amount": part.open_amount,
        }
        for line_no, part in enumerate(found.parts, 1)
    ]
