"""What can be asked of expenses and done with them."""

from modules.expenses.api import cards, claims, policy

QUERY = [*policy.QUERY, *claims.QUERY, *cards.QUERY]
MUTATION = [*policy.MUTATION, *claims.MUTATION, *cards.MUTATION]
