"""The tables of forms: how forms are designed, what was entered, and what follows from it."""

from modules.forms.tables import design, entries, work
from modules.forms.tables.design import (
    Form,
    FormAccess,
    FormAlert,
    FormChoice,
    FormEffect,
    FormField,
    FormVersion,
)
from modules.forms.tables.entries import FieldValue, RegisterImport, RegisterRecord, Request
from modules.forms.tables.work import Alert, RequestOutcome, Task

TABLES = (*design.TABLES, *entries.TABLES, *work.TABLES)

__all__ = [
    "TABLES",
    "Alert",
    "FieldValue",
    "Form",
    "FormAccess",
    "FormAlert",
    "FormChoice",
    "FormEffect",
    "FormField",
    "FormVersion",
    "RegisterImport",
    "RegisterRecord",
    "Request",
    "RequestOutcome",
    "Task",
]
