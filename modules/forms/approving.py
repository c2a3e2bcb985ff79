"""A request and its approval: sent off to whom the route names, called back, and decided.

Each form is a kind of document of its own, `request:<code>`, which a company's matrix may govern.
"""

from typing import Any
from uuid import UUID

from erp import approval
from erp.approval.actions.withdraw_case import withdraw_case
from erp.kernel.asking import Act
from modules.forms.carrying_out import carry_out_effects
from modules.forms.requesting import held_request, step

KIND = "request:"
CODE = "SELECT f.code FROM forms.request r JOIN forms.form f ON f.id = r.form WHERE r.id = $1"
PENDING = """
    SELECT id FROM approval.approval_case
    WHERE company = $1 AND kind = $2 AND document = $3 AND state = 'PENDING'
"""


async def kind_of(act: Act, request: UUID) -> str:
    """The kind under which the matrix knows a request."""
    return KIND + str(await act.tx.value(CODE, request))


async def send_off(act: Act, request: UUID) -> None:
    """Ask whom the matrix names; where nobody has to be asked it is approved at once."""
    case = await approval.submit(act, await kind_of(act, request), request)
    if case is None:
        await approved(act, request)
    else:
        row = await held_request(act, request)
        await act.tx.run("UPDATE forms.request SET approval_case = $2 WHERE id = $1", row["id"], case)


async def call_back(act: Act, row: Any) -> None:
    """Nobody has to decide any more."""
    case = await act.tx.value(PENDING, act.company, await kind_of(act, row["id"]), row["id"])
    if case is not None:
        await withdraw_case(act=act, case=case)


async def approved(act: Act, request: UUID) -> None:
    """The request is approved: who let it through is noted, and what the form says happens now."""
    row = await held_request(act, request)
    await approval.passed(act, await kind_of(act, request), request)
    await step(act, row, "approve_request", decided_at=act.at)
    await carry_out_effects(act, row)
