"""What programs and pages may ask of banking, and what they may have it do; one file a noun."""

from modules.banking.api import accounts, matching, reconciling, statements

QUERY = [*accounts.QUERY, *statements.QUERY, *matching.QUERY, *reconciling.QUERY]
MUTATION = [*accounts.MUTATION, *statements.MUTATION, *matching.MUTATION]

__all__ = ["MUTATION", "QUERY"]
