"""What lines are proposed for, what was done with them, and what is learnt and agreed."""

from datetime import date, datetime

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.masterdata.api import Account, Party, TaxCode
from modules.accounting.api.invoices import BankAccount
from modules.banking import tables
from modules.banking.actions.accept_proposal import accept_proposal
from modules.banking.actions.accept_proposals import accept_proposals
from modules.banking.actions.add_posting_rule import add_posting_rule
from modules.banking.actions.agree_payer_terms import agree_payer_terms
from modules.banking.actions.bounce_statement_line import bounce_statement_line
from modules.banking.actions.link_statement_line import link_statement_line
from modules.banking.actions.match_statement_line import match_statement_line
from modules.banking.actions.post_statement_line import post_statement_line
from modules.banking.actions.propose_matches import propose_matches
from modules.banking.actions.set_aside_statement_line import set_aside_statement_line
from modules.banking.actions.set_matching import set_matching
from modules.banking.actions.switch_posting_rule import switch_posting_rule
from modules.banking.actions.undo_statement_match import undo_statement_match
from modules.banking.actions.unlearn_payer import unlearn_payer
from modules.banking.api.statements import BankStatement
from modules.banking.rules.payers import ProposalReason
from modules.banking.states import Direction, LineState, MatchKind

CURRENT = """NOT EXISTS (
    SELECT FROM banking.match_proposal_part q LEFT JOIN accounting.open_item i ON i.document = q.document
    WHERE q.proposal = {t}.id AND (i.open_amount IS NULL OR i.open_amount < q.amount
        OR (q.amount = q.open_amount AND i.open_amount <> q.amount)))"""


@node(tables.StatementLine)
class BankStatementLine:
    """One movement of the bank, and what was done about it."""

    id: ID
    bank_statement: BankStatement = link("bank_statement")
    bank_account: BankAccount = link("bank_account")
    line_no: int
    booked_on: date
    direction: Direction
    amount: Money
    currency: str
    payer: str | None
    description: str | None
    edi: str | None
    inquiry_no: str | None
    remitter_code: str | None
    from_bank: str | None
    from_branch: str | None
    balance: Money | None
    cancels: bool
    state: LineState
    version: int
    match_proposals: list["MatchProposal"] = children("line", by="score", expected=1)
    statement_matches: list["StatementMatch"] = children("line", by="made_at", expected=2)


@node(tables.PostingRule)
class PostingRule:
    """A line that says this is booked there."""

    id: ID
    name: str
    contains: str
    direction: Direction
    account: Account = link("account")
    party: Party | None = link("party")
    tax_code: TaxCode | None = link("tax_code")
    is_automatic: bool
    is_active: bool


@node(tables.MatchProposal, permission="banking.read_bank_statement_line")
class MatchProposal:
    """What a line could be for, as of the last look."""

    id: ID
    line: BankStatementLine = link("line")
    customer: Party | None = link("customer")
    score: int
    reasons: list[ProposalReason]
    fee: Money
    advance: Money
    rule: PostingRule | None = link("rule")
    is_current: bool = computed(CURRENT)
    made_at: datetime
    parts: list["MatchProposalPart"] = children("proposal", by="line_no", expected=2)


@node(tables.MatchProposalPart, part_of=MatchProposal)
class MatchProposalPart:
    """So much of a line for this document."""

    id: ID
    line_no: int
    document: Document | None = link("document")
    number: str
    due_on: date
    amount: Money
    open_amount: Money


@node(tables.StatementMatch, permission="banking.read_bank_statement_line")
class StatementMatch:
    """What was done with a line, and why."""

    id: ID
    line: BankStatementLine = link("line")
    kind: MatchKind
    customer: Party | None = link("customer")
    document: Document | None = link("document")
    score: int | None
    reasons: list[ProposalReason]
    note: str | None
    is_automatic: bool
    made_at: datetime
    made_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.made_by)")
    undoes: "StatementMatch | None" = link("undoes")
    is_undone: bool = computed("EXISTS (SELECT FROM banking.statement_match u WHERE u.undoes = {t}.id)")
    shares: list["MatchShare"] = children("statement_match", by="line_no", expected=1)


@node(tables.MatchShare, part_of=StatementMatch)
class MatchShare:
    """One customer's part of a line that paid for several."""

    id: ID
    line_no: int
    customer: Party = link("customer")
    receipt: Document | None = link("receipt")
    amount: Money


@node(tables.MatchRun, permission="banking.read_bank_statement_line")
class MatchRun:
    """Many lines at once: looked at, or accepted."""

    id: ID
    proposed: int
    minimum_score: int | None
    accepted: int
    left_over: int
    is_automatic: bool
    made_at: datetime


@node(tables.PayerAlias)
class PayerAlias:
    """Who pays under this name."""

    id: ID
    payer: str
    customer: Party = link("customer")
    confirmations: int
    learnt_at: datetime
    is_active: bool
    unlearnt_at: datetime | None
    reason: str | None


@node(tables.PayerTerms)
class PayerTerms:
    """What was agreed with a customer about his transfers."""

    id: ID
    customer: Party = link("customer")
    fee_borne_by_us: bool
    note: str | None


@node(tables.TransferFee)
class TransferFee:
    """An amount a bank takes for a transfer."""

    id: ID
    amount: Money
    customer: Party | None = link("customer")
    valid_from: date
    valid_to: date | None


@node(tables.MatchingSettings)
class MatchingSettings:
    """How this company matches."""

    id: ID
    automatic_from: int | None
    fee_as_allowance: bool


QUERY = [
    one(BankStatementLine),
    many(
        BankStatementLine,
        filters=("state", "direction", "bank_account", "bank_statement", "booked_on", "amount"),
        search=("payer", "description", "edi", "bank_statement.number"),
        sorts=("booked_on", "amount", "line_no"),
        default_sort="-booked_on",
    ),
    many(
        MatchProposal,
        filters=("score", "customer", "line"),
        sorts=("score", "made_at"),
        default_sort="-score",
    ),
    many(
        StatementMatch,
        filters=("kind", "customer", "is_automatic", "made_at", "line"),
        sorts=("made_at",),
        default_sort="-made_at",
    ),
    many(MatchRun, filters=("is_automatic",), sorts=("made_at",), default_sort="-made_at"),
    many(
        PayerAlias,
        filters=("customer", "is_active"),
        search=("payer", "customer.name"),
        sorts=("payer", "learnt_at", "confirmations"),
        default_sort="payer",
    ),
    many(
        PayerTerms,
        name="payer_terms",
        filters=("customer", "fee_borne_by_us"),
        sorts=("customer",),
        default_sort="customer",
    ),
    many(TransferFee, filters=("customer",), sorts=("amount",), default_sort="amount"),
    many(
        MatchingSettings, name="matching_settings", sorts=("automatic_from",), default_sort="automatic_from"
    ),
    many(PostingRule, filters=("is_active", "direction"), sorts=("name",), default_sort="name"),
]
MUTATION = [
    mutation(propose_matches, MatchRun),
    mutation(accept_proposal, BankStatementLine),
    mutation(accept_proposals, MatchRun),
    mutation(match_statement_line, BankStatementLine),
    mutation(set_aside_statement_line, BankStatementLine),
    mutation(post_statement_line, BankStatementLine),
    mutation(link_statement_line, BankStatementLine),
    mutation(bounce_statement_line, BankStatementLine),
    mutation(undo_statement_match, BankStatementLine),
    mutation(unlearn_payer, PayerAlias),
    mutation(agree_payer_terms, PayerTerms),
    mutation(set_matching, MatchingSettings),
    mutation(add_posting_rule, PostingRule),
    mutation(switch_posting_rule, PostingRule),
]
