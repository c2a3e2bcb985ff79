"""What hr refuses by name, where more than one verb may say it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from erp.kernel.errors import Refused


class PersonLooksKnown(Refused):
    """Somebody with this reading (and birth date) is here already; take him, or say that it is another."""

    def __init__(self, candidates: Sequence[dict[str, Any]]) -> None:
        names = ", ".join(f"{each['number']} {each['name']}" for each in candidates)
        super().__init__(field="familyKana", names=names, candidates=list(candidates))


class AlreadyEmployed(Refused):
    """The person is employed here then; two employments in one company do not overlap."""

    def __init__(self, number: str, on: date) -> None:
        super().__init__(field="startsOn", number=number, on=on)


class NotEmployed(Refused):
    """The person is not employed here on that day."""

    def __init__(self, number: str, on: date, field: str = "person") -> None:
        super().__init__(field=field, number=number, on=on)


class MainPostThere(Refused):
    """There is a main post on that day; a transfer replaces it."""

    def __init__(self, number: str, on: date) -> None:
        super().__init__(field="isMain", number=number, on=on)


class NoMainPost(Refused):
    """Nobody has given this person a main post on that day."""

    def __init__(self, number: str, on: date) -> None:
        super().__init__(field="person", number=number, on=on)


class LaterChangeThere(Refused):
    """A later change is entered already; that one is taken back first."""

    def __init__(self, on: date, field: str = "on") -> None:
        super().__init__(field=field, on=on)


class LeaveThere(Refused):
    """The person is on leave then already."""

    def __init__(self, number: str, on: date) -> None:
        super().__init__(field="validFrom", number=number, on=on)


class AlreadyInForce(Refused):
    """This counts already; what has begun is not taken back but followed by another change."""

    def __init__(self, on: date) -> None:
        super().__init__(field="change", on=on)


class LeavingInForce(Refused):
    """The person has left already; whoever comes back is hired again and keeps the number."""

    def __init__(self, number: str, on: date) -> None:
        super().__init__(field="person", number=number, on=on)


class NoLeavingSet(Refused):
    """Nobody has set a last day for this person."""

    def __init__(self, number: str) -> None:
        super().__init__(field="person", number=number)


class DepartmentLoop(Refused):
    """A department cannot stand below itself."""

    def __init__(self, code: str) -> None:
        super().__init__(field="parent", code=code)


class UserLinked(Refused):
    """This user belongs to somebody else."""

    def __init__(self, number: str) -> None:
        super().__init__(field="user", number=number)


class TaskOfOthers(Refused):
    """The task belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(field="task")


class ListVoid(Refused):
    """What the list was made for does not come; nothing has to be done."""

    def __init__(self) -> None:
        super().__init__(field="task")


class PeopleFileFaulty(Refused):
    """The file cannot be read; nothing was taken over. `faults` names each by line and column."""

    def __init__(self, faults: Sequence[dict[str, Any]]) -> None:
        first = faults[0]
        super().__init__(
            field="file",
            count=len(faults),
            line=first["line"],
            column=first["column"],
            why=first["reason"],
            faults=list(faults),
        )


class PeopleFileEmpty(Refused):
    """There is nobody in the file; nobody was changed."""

    def __init__(self) -> None:
        super().__init__(field="file")


class PersonRowRefused(Refused):
    """What a line asks for cannot be done; nothing of the file was taken over."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(field="file", line=line, why=why)


class SourceShrank(Refused):
    """Half of the people this source had before are missing: sooner a broken list than so many leavers."""

    def __init__(self, missing: int, before: int) -> None:
        super().__init__(field="acceptShrinking", missing=missing, before=before)
