"""What may need approval: each part of the house says it of its own documents, and knows nothing of routes.

A part with an `approvals.py` names its `APPROVABLES` there. `facts` is a SELECT for `:document` in
    `:company` that
answers one row: `amount` (in the company's currency), `currency`, `department`, `account`, `party`,
`requester`,
`risks` (text[]), `title`, and `fingerprint`: a text that differs as soon as anything differs that voids
a yes.
A column `after_the_fact` may say that it has been done already.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from erp.approval.refusals import NothingToApprove
from erp.approval.rules.choosing import Question
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.kernel.module import installed, part


@dataclass(frozen=True, slots=True)
class Approvable:
    """One kind of document that may need a yes; `page` is where a person reads it, its id goes behind.

    Where people make kinds of their own (a form of theirs is `request:ringi`), `kinds` is a SELECT of
        `kind`, `name_ja`
    and `name_en` for `:company`; what stands before the colon is the declared kind that speaks for them.
    """

    kind: str
    page: str
    facts: str
    kinds: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself when somebody is to be asked about it."""

    document: UUID
    amount: Decimal
    currency: str
    department: UUID | None
    account: UUID | None
    party: UUID | None
    requester: UUID
    risks: tuple[str, ...]
    title: str
    fingerprint: str
    after_the_fact: bool

    @property
    def question(self) -> Question:
        return Question(self.amount, self.department, self.account, frozenset(self.risks))


@cache
def approvables() -> Mapping[str, Approvable]:
    """Those of every installed part, by kind."""
    found: dict[str, Approvable] = {}
    for module in installed():
        for each in getattr(part(module.name, "approvals"), "APPROVABLES", ()):
            if each.kind in found:
                raise ValueError(f"two parts speak for {each.kind}")
            found[each.kind] = each
    return found


def declared(kind: str) -> str:
    """The declared kind behind one that people made.

    >>> declared("request:ringi"), declared("purchase_order")
    ('request', 'purchase_order')
    """
    return kind.partition(":")[0]


def approvable(kind: str) -> Approvable:
    """The declaration of a kind; refuses one that nobody declared."""
    found = approvables().get(declared(kind))
    if found is None:
        raise NothingToApprove(kind=kind, field="kind")
    return found


async def facts_of(tx: Transaction, kind: str, documents: Collection[UUID]) -> dict[UUID, Facts]:
    """What documents of one kind say of themselves, by one statement."""
    rows = await tx.rows(facts_statement(kind), sorted(set(documents)), tx.company)
    return {row["document"]: read_facts(dict(row)) for row in rows}


def facts_statement(kind: str) -> str:
    """The declared SELECT for many documents: their keys are the first parameter, the company the second."""
    said = _PLACE.sub(lambda found: _PLACES[found.group(1)], approvable(kind).facts)
    return (
        f"SELECT given.id AS document, told.* FROM unnest($1::uuid[]) AS given (id), LATERAL ({said}) AS told"
    )


async def facts_of_one(act: Act, kind: str, document: UUID) -> Facts:
    """What one document says; refuses one that is not there."""
    found = await facts_of(act.tx, kind, [document])
    if document not in found:
        raise NotFound(kind, document, field="document")
    return found[document]


_PLACES = {"document": "given.id", "company": "$2::uuid"}
_PLACE = re.compile(r"(?<![:\w]):(document|company)\b")


def read_facts(row: Mapping[str, Any]) -> Facts:
    """One row of that statement."""
    return Facts(
        document=row["document"],
        amount=row["amount"] if row["amount"] is not None else Decimal(0),
        currency=row["currency"],
        department=row.get("department"),
        account=row.get("account"),
        party=row.get("party"),
        requester=row["requester"],
        risks=tuple(sorted(row.get("risks") or ())),
        title=row["title"] or "",
        fingerprint=row["fingerprint"],
        after_the_fact=bool(row.get("after_the_fact")),
    )
