"""Statements we write for suppliers: what the paper of one says, how far it is agreed, and its end."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.refusals import SelfBillingDisputed, SelfBillingThere
from modules.payables.states import SELF_BILLING, SelfBillingState

BEHIND = """
    SELECT id, number, state FROM payables.self_billing
    WHERE company = $1 AND supplier_invoice = $2 AND state <> 'CANCELLED'
"""
# Figures are text, as they are on the wire.
SAID = """
    SELECT jsonb_build_object(
        'language', 'ja', 'currency', i.currency, 'prices_include_tax', i.prices_include_tax,
        'due_on', i.due_on, 'subtotal', trim_scale(i.subtotal)::text,
        'tax_total', trim_scale(i.tax_total)::text, 'total', trim_scale(i.total)::text,
        'credits', (SELECT jsonb_build_object(
                       'number', coalesce(o.supplier_number, o.number), 'on', o.supplied_on)
                      FROM payables.supplier_invoice o WHERE o.id = i.credits),
        'withheld', trim_scale(i.withheld)::text, 'payable', trim_scale(i.payable)::text,
        'maker', accounting.issuer_of(i.company, $3),
        'seller', accounting.recipient_of(i.supplier) || jsonb_build_object('t_number', $4::text),
        'lines', (SELECT jsonb_agg(jsonb_build_object(
                         'line_no', l.line_no, 'description', l.description,
                         'amount', trim_scale(l.amount)::text, 'rate', trim_scale(l.tax_rate)::text,
                         'kind', k.kind, 'category', k.category) ORDER BY l.line_no)
                    FROM payables.supplier_invoice_line l JOIN masterdata.tax_code k ON k.id = l.tax_code
                   WHERE l.supplier_invoice = i.id),
        'taxes', (SELECT jsonb_agg(jsonb_build_object(
                         'rate', trim_scale(x.rate)::text, 'base', trim_scale(x.base)::text,
                         'tax', trim_scale(x.tax)::text, 'gross', trim_scale(x.base + x.tax)::text,
                         'kind', k.kind, 'category', k.category,
                         'name_ja', k.name_ja, 'name_en', k.name_en) ORDER BY x.rate DESC, k.code)
                    FROM payables.supplier_invoice_tax x JOIN masterdata.tax_code k ON k.id = x.tax_code
                   WHERE x.supplier_invoice = i.id)
    )::text
    FROM payables.supplier_invoice i WHERE i.id = $1 AND i.company = $2
"""


async def said_of(
    act: Act, invoice: UUID, *, on: date, supplied_from: date, supplied_to: date, t_number: str | None
) -> dict[str, Any]:
    """Everything the paper will say, but its number."""
    found: dict[str, Any] = json.loads(await act.tx.value(SAID, invoice, act.company, supplied_to, t_number))
    return found | {
        "issued_on": on.isoformat(),
        "supplied_from": supplied_from.isoformat(),
        "supplied_to": supplied_to.isoformat(),
    }


async def locked_statement(act: Act, self_billing: UUID) -> tuple[dict[str, Any], SelfBillingState]:
    """A statement, locked, and how far it is agreed today."""
    head = await locked(act, tables.SelfBilling, self_billing, field="selfBilling")
    state = SelfBillingState(head["state"])
    if state is SelfBillingState.ISSUED and head["silent_from"] and head["silent_from"] <= act.today:
        state = SelfBillingState.UNOPPOSED
    return head, state


async def require_not_issued(act: Act, invoice: UUID) -> None:
    """What the supplier has in his hands is not written anew."""
    row = await act.tx.row(BEHIND, act.company, invoice)
    if row is not None:
        raise SelfBillingThere(row["number"])


async def require_not_disputed(act: Act, invoice: UUID) -> None:
    """What the supplier objected to is cancelled and not posted."""
    row = await act.tx.row(BEHIND, act.company, invoice)
    if row is not None and row["state"] == SelfBillingState.DISPUTED.value:
        raise SelfBillingDisputed(row["number"])


async def cancel_statement(act: Act, invoice: UUID) -> None:
    """The statement ends with the invoice it is the paper of."""
    row = await act.tx.row(BEHIND, act.company, invoice)
    if row is not None:
        state = SELF_BILLING.after("cancel", SelfBillingState(row["state"]))
        await act.tx.update(tables.SelfBilling, [{"id": row["id"], "state": state.value}])
