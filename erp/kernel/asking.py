"""Who asks, and the one mutation in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from erp.kernel.errors import Forbidden

if TYPE_CHECKING:
    from erp.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, for which company, in which language: decided once per request and never looked up again."""

    actor: UUID
    actor_name: str
    company: UUID
    currency: str
    timezone: str
    language: str
    permissions: frozenset[str]
    via: str
    today: date
    is_developer: bool = False
    token: UUID | None = None
    session: UUID | None = None

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def need(self, permission: str) -> None:
        if permission not in self.permissions:
            raise Forbidden(permission)


@dataclass(frozen=True, slots=True)
class Act:
    """One mutation in its transaction: the first parameter of every action."""

    tx: Transaction
    asking: Asking
    verb: str

    @property
    def company(self) -> UUID:
        return self.asking.company

    @property
    def currency(self) -> str:
        return self.asking.currency

    @property
    def actor(self) -> UUID:
        return self.asking.actor

    @property
    def today(self) -> date:
        return self.asking.today

    @property
    def permissions(self) -> frozenset[str]:
        return self.asking.permissions

    @property
    def at(self) -> datetime:
        """The database's time at the start of the transaction."""
        return self.tx.at

    def need(self, permission: str) -> None:
        """Refuse unless the asker holds the permission; for rights that depend on what the input says."""
        self.asking.need(permission)
