"""What programs and pages may ask of banking, and what they may have it do; one file a noun."""

from modules.banking.api import accounts, statements

QUERY = [*accounts.QUERY, *statements.QUERY]
MUTATION = [*accounts.MUTATION, *statements.MUTATION]

__all__ = ["MUTATION", "QUERY"]
