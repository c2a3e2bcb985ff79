"""People, their employments and posts, what few may read, and what is to be done for them."""

from modules.hr.tables.checklists import Checklist, ChecklistTask, ChecklistTemplate, TemplateTask
from modules.hr.tables.employments import (
    Assignment,
    Employment,
    LongLeave,
    PersonChange,
    ProjectMember,
)
from modules.hr.tables.organisation import DepartmentHead, DepartmentParent, Position
from modules.hr.tables.people import PeopleImport, Person, PersonName, PrivateReading, PrivateValue

TABLES = (
    Person,
    PersonName,
    Position,
    DepartmentParent,
    DepartmentHead,
    Employment,
    Assignment,
    LongLeave,
    ProjectMember,
    PersonChange,
    PrivateValue,
    PrivateReading,
    PeopleImport,
    ChecklistTemplate,
    TemplateTask,
    Checklist,
    ChecklistTask,
)

__all__ = ["TABLES", *(table.__name__ for table in TABLES)]
