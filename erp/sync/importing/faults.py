"""What is wrong with an import, place by place: file, line, column and the reason in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from erp.kernel.errors import Refused
from erp.kernel.labels import refusal_message

MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at one place."""

    file: str
    line: int
    column: str | None
    refused: Refused

    @property
    def place(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def text(self, language: str) -> str:
        """As a person reads it."""
        return f"{self.place}: {refusal_message(self.refused, language)}"


@dataclass(slots=True)
class Faults:
    """The first thousand faults, and how many there are in all."""

    found: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, line: int, column: str | None, refused: Refused) -> None:
        self.count += 1
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(file, line, column, refused))

    def __bool__(self) -> bool:
        return self.count > 0

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)
