"""A request and its approval: sent off to whom the route names, called back, and what a decision
brings about.

Each form is a kind of document of its own, `request:<code>`, which a company's matrix may govern.
"""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.carrying_out import carry_out_effects
from modules.forms.requesting import held_request, step


async def send_off(act: Act, code: str, request: UUID) -> None:
    """Ask whom the matrix names; where nobody has to be asked it is approved at once."""
    await approved(act, request)


async def call_back(act: Act, row: Any) -> None:
    """Nobody has to decide any more."""


async def approved(act: Act, request: UUID) -> None:
    """The request is approved: what the form says happens now."""
    row = await held_request(act, request)
    await step(act, row, "approve_request", decided_at=act.at)
    await carry_out_effects(act, row)
