"""What can be asked of forms, requests, registers and tasks, and done with them."""

from modules.forms.api import designs, entries, lists, work

QUERY = [*designs.QUERY, *entries.QUERY, *lists.QUERY, *work.QUERY]
MUTATION = [*designs.MUTATION, *entries.MUTATION, *work.MUTATION]
