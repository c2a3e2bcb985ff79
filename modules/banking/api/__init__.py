"""What programs and pages may ask of banking, and what they may have it do; one file a noun."""

from modules.banking.api import accounts, matching, payers, reconciling, statements

QUERY = [*accounts.QUERY, *statements.QUERY, *matching.QUERY, *payers.QUERY, *reconciling.QUERY]
MUTATION = [*accounts.MUTATION, *statements.MUTATION, *matching.MUTATION, *payers.MUTATION]

__all__ = ["MUTATION", "QUERY"]
