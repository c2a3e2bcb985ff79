"""HR: who works here, since when, as what and for whom. Other modules import only these names.

Reads of modules that need hr may join `hr.people(company, on)` and `hr.people_among(company, on, people)`.
"""

from modules.hr.events import PersonChanged
from modules.hr.facts import PersonFacts, Post, people_on
from modules.hr.states import EmploymentType, PersonChangeKind, PersonState

__all__ = [
    "EmploymentType",
    "PersonChangeKind",
    "PersonChanged",
    "PersonFacts",
    "PersonState",
    "Post",
    "people_on",
]
