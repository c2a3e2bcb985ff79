"""Statements we wrote for suppliers, as they are told to others: we are the buyer, and the supplier sells."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.einvoicing.charged import own_side, side_of
from modules.einvoicing.refusals import StatementNotStanding
from modules.einvoicing.rules.composing import Charged, ChargedLine, ChargedTax
from modules.einvoicing.rules.model import Profile
from modules.einvoicing.rules.pieces import Period

STATEMENT = """
    SELECT number, state, supplier, issued_on, supplied_from, supplied_to, currency, said::text AS said
    FROM payables.self_billing WHERE id = $1 AND company = $2
"""
STANDING = ("ISSUED", "CONFIRMED")
ONE = Decimal(1)


async def self_billed(act: Act, statement: UUID) -> tuple[Charged, UUID] | None:
    """What the paper of a statement says, and its supplier; nothing where the key is of something else."""
    row = await act.tx.row(STATEMENT, statement, act.company)
    if row is None:
        return None
    if row["state"] not in STANDING:
        raise StatementNotStanding(row["number"])
    said = json.loads(row["said"])
    seller = replace(
        await side_of(act, row["supplier"]), name=said["seller"]["name"], t_number=said["seller"]["t_number"]
    )
    charged = Charged(
        number=row["number"],
        issued_on=row["issued_on"],
        due_on=date.fromisoformat(said["due_on"]),
        currency=row["currency"],
        seller=seller,
        buyer=await own_side(act, said["maker"]),
        period=Period(starts_on=row["supplied_from"], ends_on=row["supplied_to"]),
        lines=tuple(_line(each) for each in said["lines"]),
        taxes=tuple(_tax(each) for each in said["taxes"]),
        prices_include_tax=said["prices_include_tax"],
        profile=Profile.SELF_BILLING,
    )
    return charged, row["supplier"]


def _line(said: dict[str, Any]) -> ChargedLine:
    """One of a kind at its amount; what is taken off is one less, for prices stay above zero."""
    amount = Decimal(said["amount"])
    return ChargedLine(
        description=said["description"],
        quantity=-ONE if amount < 0 else ONE,
        unit=None,
        unit_name=None,
        unit_price=abs(amount),
        discount=Decimal(0),
        amount=amount,
        category=said["category"],
        rate=Decimal(said["rate"]),
    )


def _tax(said: dict[str, Any]) -> ChargedTax:
    return ChargedTax(
        category=said["category"],
        rate=Decimal(said["rate"]),
        base=Decimal(said["base"]),
        tax=Decimal(said["tax"]),
    )
