"""Doing something about a line, and keeping what was done: the one path of all verbs of matching.

The line is locked before its state is read, so of two people one wins and the other is told. Each step is a
row; taking it back is another one that names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name, lock_rows
from modules import accounting
from modules.accounting import FeeTreatment, Incoming, PostingPurpose
from modules.banking import tables
from modules.banking.sharing import Wanted, keep_shares, shares_of
from modules.banking.states import LINE, Direction, LineState, MatchKind


class NotIncoming(Refused):
    """Only money that came in pays what a customer owes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement, ours until the end; `account` is its bank account's place in the books."""

    id: UUID
    bank_account: UUID
    account: UUID
    booked_on: date
    direction: Direction
    amount: Decimal
    payer: str | None
    payer_key: str | None
    description: str | None
    state: LineState
    after: LineState
    attempt: int

    @property
    def origin(self) -> str:
        """What it posts is there once, however often it is asked for; anew after it was taken back."""
        return f"statement-line:{self.id}:{self.attempt}"

    @property
    def title(self) -> str:
        """How the entry is called."""
        return self.payer or self.description or "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done with a line and why."""

    kind: MatchKind
    document: UUID | None = None
    customer: UUID | None = None
    score: int | None = None
    reasons: Sequence[str] = ()
    note: str | None = None
    automatic: bool = False
    alias: UUID | None = None
    undoes: UUID | None = None
    entries: Sequence[tuple[UUID, Decimal]] = field(default_factory=tuple)


async def locked_line(act: Act, line: UUID, verb: str) -> Line:
    """The line under its lock; refused where the verb may not start from its state."""
    rows = await lock_rows(act, tables.StatementLine, [line])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("BankStatementLine", line, field="line")
    row = rows[0]
    state = LineState(row["state"])
    after = LINE.after(verb, state)
    more = await act.tx.row(
        """SELECT b.account, (SELECT count(*) FROM banking.statement_match m WHERE m.line = $2) AS attempt
           FROM accounting.bank_account b WHERE b.id = $1""",
        row["bank_account"],
        line,
    )
    assert more is not None
    return Line(
        id=line,
        bank_account=row["bank_account"],
        account=more["account"],
        booked_on=row["booked_on"],
        direction=Direction(row["direction"]),
        amount=row["amount"],
        payer=row["payer"],
        payer_key=row["payer_key"],
        description=row["description"],
        state=state,
        after=after,
        attempt=more["attempt"],
    )


async def write_done(act: Act, line: Line, done: Done, state: LineState) -> UUID:
    """Keep the step and let the line follow; what it was proposed for is forgotten."""
    made = new_id()
    await act.tx.insert(
        tables.StatementMatch,
        [
            {
                "id": made,
                "company": act.company,
                "line": line.id,
                "kind": done.kind.value,
                "customer": done.customer,
                "document": done.document,
                "score": done.score,
                "reasons": list(done.reasons),
                "note": done.note,
                "is_automatic": done.automatic,
                "alias": done.alias,
                "made_by": act.actor,
                "made_at": act.at,
                "undoes": done.undoes,
            }
        ],
    )
    await act.tx.insert(
        tables.LinkedEntry,
        [
            {
                "id": new_id(),
                "company": act.company,
                "statement_match": made,
                "journal_line": journal_line,
                "amount": amount,
            }
            for journal_line, amount in done.entries
        ],
    )
    await act.tx.run(
        "UPDATE banking.statement_line SET state = $2, version = version + 1 WHERE id = $1",
        line.id,
        state.value,
    )
    await forget_proposal(act, line.id)
    return made


async def forget_proposal(act: Act, line: UUID) -> None:
    """What a line was proposed for is not true any more."""
    await act.tx.run(
        """DELETE FROM banking.match_proposal_part WHERE proposal IN
           (SELECT id FROM banking.match_proposal WHERE line = $1)""",
        line,
    )
    await act.tx.run("DELETE FROM banking.match_proposal WHERE line = $1", line)


async def bank_lines_of(act: Act, document: UUID, account: UUID) -> list[tuple[UUID, Decimal]]:
    """The lines by which a document, or an entry itself, moved the bank account in the books."""
    rows = await act.tx.rows(
        """SELECT j.id, j.debit + j.credit AS amount FROM accounting.journal_line j
           JOIN accounting.journal_entry e ON e.id = j.entry
           WHERE e.company = $1 AND (e.cause = $2 OR e.id = $2) AND j.account = $3 ORDER BY j.id""",
        act.company,
        document,
        account,
    )
    return [(row["id"], row["amount"]) for row in rows]


async def fee_treatment(act: Act) -> FeeTreatment:
    """How this company books a fee that it bears; for the tax a return of the sale either way (INV-34)."""
    as_allowance = await act.tx.value(
        "SELECT fee_as_allowance FROM banking.matching_settings WHERE company = $1", act.company
    )
    return FeeTreatment.FEE_AS_RETURN if as_allowance is False else FeeTreatment.SALES_ALLOWANCE


async def match_line(act: Act, line: Line, wanted: Wanted) -> UUID:
    """Receive the money of a line; from the suspense account where it is in the books already."""
    if line.direction is not Direction.IN:
        raise NotIncoming(field="line")
    suspended = line.state is LineState.SUSPENDED
    accounts = await accounting.posting_accounts(act)
    taken_from = accounts[PostingPurpose.SUSPENSE_RECEIPT] if suspended else None
    shares = await shares_of(act, line.amount, wanted)
    receipts = [
        await accounting.receive(
            act,
            Incoming(
                customer=share.customer,
                received_on=wanted.on or (act.today if suspended else line.booked_on),
                amount=share.amount,
                fee=share.fee,
                fee_as=await fee_treatment(act),
                difference=share.difference,
                difference_account=wanted.difference_account,
                bank_account=line.bank_account,
                taken_from=taken_from,
                matches=share.matches,
                memo=line.title,
                origin=f"{line.origin}:{at}" if at else line.origin,
            ),
        )
        for at, share in enumerate(shares)
    ]
    alias = await learn_alias(act, line, wanted.customer)
    done = Done(
        kind=MatchKind.IDENTIFIED if suspended else MatchKind.RECEIPT,
        document=receipts[0],
        customer=wanted.customer,
        score=wanted.score,
        reasons=wanted.reasons,
        note=wanted.note,
        automatic=wanted.automatic,
        alias=alias,
        entries=()
        if suspended
        else [each for receipt in receipts for each in await bank_lines_of(act, receipt, line.account)],
    )
    made = await write_done(act, line, done, line.after)
    if len(shares) > 1 or shares[0].customer != wanted.customer:
        await keep_shares(act, made, wanted.customer, list(zip(shares, receipts, strict=True)))
    return made


async def learn_alias(act: Act, line: Line, customer: UUID) -> UUID | None:
    """Who pays under this name is known from now on, and the surer the more often it was so."""
    if not line.payer_key or not line.payer:
        return None
    await lock_name(act, "payer_alias", act.company, line.payer_key)
    there = await act.tx.row(
        """SELECT id, confirmations FROM banking.payer_alias
           WHERE company = $1 AND payer_key = $2 AND customer = $3 AND is_active""",
        act.company,
        line.payer_key,
        customer,
    )
    if there is not None:
        again = {"id": there["id"], "confirmations": there["confirmations"] + 1}
        await act.tx.update(tables.PayerAlias, [again])
        return there["id"]
    made = new_id()
    await act.tx.insert(
        tables.PayerAlias,
        [
            {
                "id": made,
                "company": act.company,
                "payer_key": line.payer_key,
                "payer": line.payer,
                "customer": customer,
                "confirmations": 1,
                "learnt_by": act.actor,
                "learnt_at": act.at,
                "is_active": True,
                "unlearnt_at": None,
                "reason": None,
            }
        ],
    )
    return made
