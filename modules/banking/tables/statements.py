"""What the bank told us and what became of it. Statements, lines and matches are facts.

A line's `state` follows what was done with it; the doing itself is a `StatementMatch`, and what takes it back
is another one that names it. Proposals are made anew at any time and have no history.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Account, Company, Party, TaxCode
from modules.banking.states import (
    CsvEncoding,
    DepositKind,
    Direction,
    LineState,
    MatchKind,
    StatementSource,
)


class AccountAtBank(Table, schema="banking", tablename="account_at_bank"):
    """How a bank account of ours is called at its bank; by this its statements find it."""

    id = key()
    company = ref(Company)
    bank_account = key_of_document()
    bank_code = text()
    bank_name = text(null=True)
    branch_code = text()
    branch_name = text(null=True)
    kind = choice(DepositKind)
    account_number = text()
    holder_kana = text(null=True)


class CsvFormat(Table, schema="banking", tablename="csv_format"):
    """Which column of a bank's file says what, from a day to a day; `amount_column` is signed."""

    id = key()
    code = text()
    name = text()
    encoding = choice(CsvEncoding)
    skip_rows = whole()
    day_column = text()
    in_column = text(null=True)
    out_column = text(null=True)
    amount_column = text(null=True)
    description_column = text()
    payer_column = text(null=True)
    balance_column = text(null=True)
    reference_column = text(null=True)
    valid_from = day()
    valid_to = day(null=True)
    is_built_in = flag()


class BankImport(Table, schema="banking", tablename="bank_import"):
    """A file of a bank that was read, once; undone, it may be read again."""

    id = key()
    company = ref(Company)
    file = key_of_document(null=True)
    file_name = text()
    sha256 = text()
    source = choice(StatementSource)
    line_count = whole()
    new_count = whole()
    imported_by = key_of_document()
    imported_at = instant()
    undone_by = key_of_document(null=True)
    undone_at = instant(null=True)
    undo_reason = text(null=True)


class BankStatement(Table, schema="banking", tablename="bank_statement"):
    """What a file says of one account of ours; balances only where the bank tells them.

    `expected_opening` is what the statement before it ended with: where it differs, days are missing.
    """

    id = key()
    company = ref(Company)
    number = text()
    bank_import = ref(BankImport)
    bank_account = key_of_document()
    source = choice(StatementSource)
    from_on = day()
    to_on = day()
    opening = money(null=True)
    closing = money(null=True)
    expected_opening = money(null=True)
    money_in = money()
    money_out = money()
    currency = text()


class StatementLine(Table, schema="banking", tablename="statement_line"):
    """One movement of the bank. What was read never changes; `state` and `version` follow what is done.

    `running_no` tells apart what looks alike in all else; `cancels` is the bank taking back an earlier line.
    """

    id = key()
    company = ref(Company)
    bank_statement = ref(BankStatement)
    bank_account = key_of_document()
    line_no = whole()
    booked_on = day()
    direction = choice(Direction)
    amount = money()
    currency = text()
    payer = text(null=True)
    payer_key = text(null=True)
    description = text(null=True)
    edi = text(null=True)
    inquiry_no = text(null=True)
    remitter_code = text(null=True)
    from_bank = text(null=True)
    from_branch = text(null=True)
    balance = money(null=True)
    running_no = whole()
    cancels = flag()
    state = choice(LineState)
    version = whole()


class StatementMatch(Table, schema="banking", tablename="statement_match"):
    """What was done with a line, and why; `undoes` names the one that this row takes back."""

    id = key()
    company = ref(Company)
    line = ref(StatementLine)
    kind = choice(MatchKind)
    customer = ref(Party, null=True)
    document = key_of_document(null=True)
    score = whole(null=True)
    reasons = document_json()
    note = text(null=True)
    is_automatic = flag()
    alias = key_of_document(null=True)
    made_by = key_of_document()
    made_at = instant()
    undoes = ref("self", null=True)


class MatchRun(Table, schema="banking", tablename="match_run"):
    """Many lines at once: looked at, or accepted from a score on; `is_automatic` when nobody was asked."""

    id = key()
    company = ref(Company)
    proposed = whole()
    minimum_score = whole(null=True)
    accepted = whole()
    left_over = whole()
    is_automatic = flag()
    made_by = key_of_document()
    made_at = instant()


class LinkedEntry(Table, schema="banking", tablename="linked_entry"):
    """The line of the books that a movement of the bank is; one of them belongs to one movement only."""

    id = key()
    company = ref(Company)
    statement_match = ref(StatementMatch)
    journal_line = key_of_document()
    amount = money()


class PayerAlias(Table, schema="banking", tablename="payer_alias"):
    """Who pays under this name; learnt when a person says so, out of use when a person says otherwise."""

    id = key()
    company = ref(Company)
    payer_key = text()
    payer = text()
    customer = ref(Party)
    confirmations = whole()
    learnt_by = key_of_document()
    learnt_at = instant()
    is_active = flag()
    unlearnt_at = instant(null=True)
    reason = text(null=True)


class PayerTerms(Table, schema="banking", tablename="payer_terms"):
    """What was agreed with a customer about his transfers."""

    id = key()
    company = ref(Company)
    customer = ref(Party)
    fee_borne_by_us = flag()
    note = text(null=True)


class TransferFee(Table, schema="banking", tablename="transfer_fee"):
    """An amount a bank takes for a transfer, from a day to a day; with a customer, only his bank."""

    id = key()
    amount = money()
    customer = ref(Party, null=True)
    valid_from = day()
    valid_to = day(null=True)
    is_built_in = flag()


class MatchingSettings(Table, schema="banking", tablename="matching_settings"):
    """How a company matches: from which score nobody is asked (none: always asked), how a fee is booked."""

    id = key()
    company = ref(Company)
    automatic_from = whole(null=True)
    fee_as_allowance = flag()


class PostingRule(Table, schema="banking", tablename="posting_rule"):
    """A line that says this is booked there: proposed, or without asking where `is_automatic`."""

    id = key()
    company = ref(Company)
    name = text()
    contains = text()
    contains_key = text()
    direction = choice(Direction)
    account = ref(Account)
    party = ref(Party, null=True)
    tax_code = ref(TaxCode, null=True)
    is_automatic = flag()
    is_active = flag()


class MatchProposal(Table, schema="banking", tablename="match_proposal"):
    """What a line could be for, as of the last look; it is checked again before anything is done."""

    id = key()
    company = ref(Company)
    line = ref(StatementLine)
    customer = ref(Party, null=True)
    score = whole()
    reasons = document_json()
    fee = money()
    advance = money()
    rule = ref(PostingRule, null=True)
    journal_line = key_of_document(null=True)
    made_at = instant()


class MatchProposalPart(Table, schema="banking", tablename="match_proposal_part"):
    """So much of a line for this document; `open_amount` is what was open of it when we looked."""

    id = key()
    company = ref(Company)
    proposal = ref(MatchProposal)
    line_no = whole()
    document = key_of_document()
    number = text()
    due_on = day()
    amount = money()
    open_amount = money()
