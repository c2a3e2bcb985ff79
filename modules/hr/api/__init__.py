"""What hr shows to the world: people and their posts, the organisation, what is to be done."""

from modules.hr.api import checklists, imports, organisation, people, private
from modules.hr.api.organisation import Position
from modules.hr.api.people import Assignment, Employment, Person

QUERY = [*people.QUERY, *organisation.QUERY, *checklists.QUERY, *private.QUERY, *imports.QUERY]
MUTATION = [
    *people.MUTATION,
    *organisation.MUTATION,
    *checklists.MUTATION,
    *private.MUTATION,
    *imports.MUTATION,
]

__all__ = ["MUTATION", "QUERY", "Assignment", "Employment", "Person", "Position"]
