"""What can be asked of everything at once: the register of documents, chains, the search box, history."""

from erp.api.declarations import Many, Mutation, One, Report

QUERY: list[One | Many | Report] = []
MUTATION: list[Mutation] = []
