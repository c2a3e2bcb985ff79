"""What approval tells: how a case ended. Who sent the document reacts, or does not."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class CaseSubmitted(Event):
    """Somebody has to be asked now."""

    document_kind: str
    document: UUID
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseApproved(Event):
    """Everybody who had to be asked has said yes."""

    document_kind: str
    document: UUID
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRejected(Event):
    """Somebody said no for good."""

    document_kind: str
    document: UUID
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseReturned(Event):
    """It goes back to who asked, to be put right."""

    document_kind: str
    document: UUID
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseVoided(Event):
    """The document changed after it was submitted or approved."""

    document_kind: str
    document: UUID
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Event):
    """Who asked has taken it back."""

    document_kind: str
    document: UUID
    case: UUID
