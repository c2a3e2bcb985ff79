"""What the paper of an order says: all that has to be given at once in writing, frozen when it is placed.

The law for protected suppliers wants: both names, the day of the order, what is ordered, when and where it is
to be delivered, until when it is inspected, the price, when and how it is paid.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.money import decimals_of
from modules import payables

SAID = """
    SELECT jsonb_build_object(
        'language', CASE WHEN o.currency = 'JPY' THEN 'ja' ELSE 'en' END, 'currency', o.currency,
        'number', o.number, 'ordered_on', o.ordered_on, 'expected_on', o.expected_on, 'remark', o.remark,
        'inspection_days', o.inspection_days,
        'subtotal', trim_scale(o.subtotal)::text, 'tax_total', trim_scale(o.tax_total)::text,
        'total', trim_scale(o.total)::text,
        'buyer', accounting.issuer_of(o.company, o.ordered_on), 'seller', accounting.recipient_of(o.supplier),
        'place', w.name,
        'lines', (SELECT jsonb_agg(jsonb_build_object(
                         'line_no', l.line_no, 'description', l.description, 'code', l.supplier_code,
                         'quantity', trim_scale(l.quantity)::text, 'unit', u.name_ja, 'unit_en', u.name_en,
                         'unit_price', trim_scale(l.unit_price)::text, 'amount', trim_scale(l.amount)::text,
                         'expected_on', coalesce(l.expected_on, o.expected_on), 'kind', k.kind)
                         ORDER BY l.line_no)
                    FROM purchasing.purchase_order_line l JOIN masterdata.unit u ON u.id = l.unit
                    JOIN masterdata.tax_code k ON k.id = l.tax_code WHERE l.purchase_order = o.id)
    )::text
    FROM purchasing.purchase_order o JOIN masterdata.warehouse w ON w.id = o.warehouse WHERE o.id = $1
"""


async def said_of(act: Act, head: dict[str, Any]) -> dict[str, Any]:
    """Everything the paper will say."""
    said: dict[str, Any] = json.loads(await act.tx.value(SAID, head["id"]))
    _in_coins(said, decimals_of(head["currency"]))
    days = [line["expected_on"] for line in said["lines"] if line["expected_on"]]
    delivered = max((date.fromisoformat(day) for day in days), default=head["ordered_on"])
    paid_on = head["payment_on"] or await payables.payment_day(act, head["supplier"], delivered)
    inspected_by = None
    if head["inspection_days"] is not None:
        inspected_by = (delivered + timedelta(days=head["inspection_days"])).isoformat()
    return said | {
        "delivered_by": delivered.isoformat(),
        "payment_on": paid_on,
        "inspected_by": inspected_by,
        "means": "TRANSFER",
    }


def _in_coins(said: dict[str, Any], decimals: int) -> None:
    """Amounts as they are written: with cents where there are cents."""
    for part, names in (
        (said, ("subtotal", "tax_total", "total")),
        *((line, ("amount",)) for line in said["lines"]),
    ):
        for name in names:
            part[name] = f"{Decimal(part[name]):.{decimals}f}"
