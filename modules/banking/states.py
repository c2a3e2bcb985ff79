"""The lives and kinds of banking's records.

A line of a bank statement is a fact; what was done about it is its state. What was done is taken back by its
reverse, and then the line waits again.

    >>> LINE.after("accept_proposal", LineState.OPEN)
    <LineState.MATCHED: 'MATCHED'>
    >>> LINE.after("match_statement_line", LineState.SUSPENDED)
    <LineState.MATCHED: 'MATCHED'>
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class LineState(str, Enum):
    """What was done about a line of a statement.

    OPEN: nothing yet. MATCHED: it was a customer's money. SUSPENDED: in the books, but nobody knows whose it
    is. POSTED: booked to accounts. LINKED: it was in the books before the statement came. WITHDRAWN: its
    import was undone.
    """

    OPEN = "OPEN"
    MATCHED = "MATCHED"
    SUSPENDED = "SUSPENDED"
    POSTED = "POSTED"
    LINKED = "LINKED"
    WITHDRAWN = "WITHDRAWN"


class Direction(str, Enum):
    """Whether money came in or went out."""

    IN = "IN"
    OUT = "OUT"


class DepositKind(str, Enum):
    """預金種目 of our account."""

    ORDINARY = "ORDINARY"
    CURRENT = "CURRENT"
    SAVINGS = "SAVINGS"


class StatementSource(str, Enum):
    """What kind of file a statement was read from."""

    INCOMING_TRANSFERS = "INCOMING_TRANSFERS"
    TRANSACTIONS = "TRANSACTIONS"
    CSV = "CSV"


class MatchKind(str, Enum):
    """What was done with a line, one step after the other."""

    RECEIPT = "RECEIPT"
    SUSPENSE = "SUSPENSE"
    IDENTIFIED = "IDENTIFIED"
    POSTED = "POSTED"
    LINKED = "LINKED"
    BOUNCED = "BOUNCED"


class CsvEncoding(str, Enum):
    """How the letters of a file are written."""

    CP932 = "CP932"
    UTF8 = "UTF8"


WAITING = frozenset({LineState.OPEN, LineState.SUSPENDED})
DONE = frozenset({LineState.MATCHED, LineState.SUSPENDED, LineState.POSTED, LineState.LINKED})

LINE = Lifecycle(
    "statement line",
    {
        "accept_proposal": (WAITING, LineState.MATCHED),
        "match_statement_line": (WAITING, LineState.MATCHED),
        "set_aside_statement_line": ({LineState.OPEN}, LineState.SUSPENDED),
        "post_statement_line": (WAITING, LineState.POSTED),
        "link_statement_line": ({LineState.OPEN}, LineState.LINKED),
        "bounce_statement_line": ({LineState.OPEN}, LineState.MATCHED),
        "undo_statement_match": (DONE, LineState.OPEN),
        "undo_bank_import": ({LineState.OPEN}, LineState.WITHDRAWN),
    },
)
