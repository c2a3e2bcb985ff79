"""What programs and pages may ask of banking, and what they may have it do; one file a noun."""

from modules.banking.api import accounts

QUERY = [*accounts.QUERY]
MUTATION = [*accounts.MUTATION]

__all__ = ["MUTATION", "QUERY"]
