"""What can be asked of accounts, systems, plans and reviews, and done with them."""

from modules.identity.api import accounts, systems, work

QUERY = [*systems.QUERY, *accounts.QUERY, *work.QUERY]
MUTATION = [*systems.MUTATION, *accounts.MUTATION, *work.MUTATION]
