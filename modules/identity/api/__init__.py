"""What can be asked of accounts, systems, plans and reviews, and done with them."""

from modules.identity.api import accounts, people, plans, reviews, systems, work

QUERY = [*systems.QUERY, *accounts.QUERY, *work.QUERY, *plans.QUERY, *people.QUERY, *reviews.QUERY]
MUTATION = [
    *systems.MUTATION,
    *accounts.MUTATION,
    *work.MUTATION,
    *plans.MUTATION,
    *people.MUTATION,
    *reviews.MUTATION,
]
