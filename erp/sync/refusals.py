"""Why an import is not taken, in words that lead to the place that has to be put right."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.kernel.errors import Refused


class BadMapping(Refused):
    """The mapping file cannot be used."""

    def __init__(self, where: str, reason: str, **facts: Any) -> None:
        super().__init__(where=where, reason=reason, **facts)


class BadFile(Refused):
    """A file of the import cannot be read."""

    def __init__(self, file: str, reason: str, **facts: Any) -> None:
        super().__init__(file=file, reason=reason, **facts)


class MissingColumn(Refused):
    """The file lacks a column that the mapping reads."""

    def __init__(self, file: str, column: str) -> None:
        super().__init__(file=file, column=column)


class BadValue(Refused):
    """A value of the file cannot be understood."""

    def __init__(self, reason: str, value: str) -> None:
        super().__init__(reason=reason, value=value[:60])


class BadRow(Refused):
    """A row of the file cannot be taken as it stands."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason=reason, **facts)


class UnknownReference(Refused):
    """The row names a record that was not imported and does not come in this import either."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(kind=kind, code=code)


class ChangedSource(Refused):
    """The row was imported before and says something else now; imports add and never overwrite."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(kind=kind, code=code)


class ImportRefused(Refused):
    """Rows of the import cannot be taken; nothing of it was written."""

    def __init__(self, place: str, count: int) -> None:
        super().__init__(place=place, count=count)


class UnknownCompany(Refused):
    """There is no company with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(company=code)


class ImportBuiltUpon(Refused):
    """Others have worked with what the import brought; take that back first."""

    def __init__(self, documents: Sequence[str], count: int) -> None:
        super().__init__(documents=list(documents), count=count)


class NotUndoable(Refused):
    """The import did something that cannot be taken back as a whole."""

    def __init__(self, run: UUID, verb: str) -> None:
        super().__init__(run=run, verb=verb)


class CodeTaken(Refused):
    """Another connection of the company has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(field="code", code=code)


class ConnectionNotActive(Refused):
    """The connection is paused, broken or closed, so it is not called."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(field="connection", code=code, state=state)


class NoConsentHere(Refused):
    """At this vendor nobody has to say yes."""

    def __init__(self, code: str) -> None:
        super().__init__(field="connection", code=code)
