"""People and rights, and how they come in, as people and programs see them."""

from erp.access.api import people, providers
from erp.access.api.people import Role, User

QUERY = [*people.QUERY, *providers.QUERY]
MUTATION = [*people.MUTATION, *providers.MUTATION]

__all__ = ["MUTATION", "QUERY", "Role", "User"]
