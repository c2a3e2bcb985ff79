"""An invoice as it goes to its template: everything it says, as of its issue, and nothing else."""

import json
from typing import Any
from uuid import UUID

from erp.kernel.database import Database

TEMPLATE = "modules/accounting/prints/invoice.typ"

# Figures are text, as they are on the wire. What an older invoice did not keep is as it is now.
_SAID = """
SELECT jsonb_build_object(
    'customer', i.customer, 'kind', i.kind, 'number', i.number,
    'issued_on', i.issued_on, 'due_on', i.due_on, 'currency', i.currency,
    'form', coalesce(i.form, CASE WHEN i.kind = 'CREDIT_NOTE' THEN 'RETURN' ELSE 'QUALIFIED' END),
    'supplied_from', coalesce(i.supplied_from, i.issued_on),
    'supplied_to', coalesce(i.supplied_to, i.issued_on),
    'prices_include_tax', i.prices_include_tax, 'is_obligatory', i.is_obligatory,
    'subtotal', trim_scale(i.subtotal)::text, 'tax_total', trim_scale(i.tax_total)::text,
    'total', trim_scale(i.total)::text, 'discount', trim_scale(i.discount)::text,
    'note', i.note, 'reason', i.reason,
    'issuer', coalesce(i.issuer, accounting.issuer_of(i.company, i.issued_on)),
    'recipient', coalesce(i.recipient, accounting.recipient_of(i.customer)),
    'credits', (SELECT jsonb_build_object('number', c.number, 'issued_on', c.issued_on,
                       'supplied_from', coalesce(c.supplied_from, c.issued_on),
                       'supplied_to', coalesce(c.supplied_to, c.issued_on))
                  FROM accounting.invoice c WHERE c.id = i.credits),
    'replaces', (SELECT jsonb_build_object('number', r.number, 'issued_on', r.issued_on)
                   FROM accounting.invoice r WHERE r.id = i.replaces),
    'lines', (SELECT jsonb_agg(jsonb_build_object(
                     'line_no', l.line_no, 'supplied_on', l.supplied_on, 'description', l.description,
                     'quantity', trim_scale(l.quantity)::text, 'unit', u.name_ja, 'unit_en', u.name_en,
                     'unit_price', trim_scale(l.unit_price)::text, 'discount', trim_scale(l.discount)::text,
                     'amount', trim_scale(l.amount)::text, 'rate', trim_scale(l.tax_rate)::text,
                     'kind', k.kind, 'rate_reason', l.rate_reason) ORDER BY l.line_no)
                FROM accounting.invoice_line l JOIN masterdata.tax_code k ON k.id = l.tax_code
                LEFT JOIN masterdata.unit u ON u.id = l.unit WHERE l.invoice = i.id),
    'taxes', (SELECT jsonb_agg(jsonb_build_object(
                     'rate', trim_scale(x.rate)::text, 'base', trim_scale(x.base)::text,
                     'tax', trim_scale(x.tax)::text, 'discount', trim_scale(x.discount)::text,
                     'kind', k.kind, 'name_ja', k.name_ja, 'name_en', k.name_en) ORDER BY x.rate DESC, k.code)
                FROM accounting.invoice_tax x JOIN masterdata.tax_code k ON k.id = x.tax_code
               WHERE x.invoice = i.id)
)::text
FROM accounting.invoice i WHERE i.id = $1 AND i.company = $2
"""


async def said(database: Database, company: UUID, invoice: UUID) -> dict[str, Any] | None:
    """What the invoice says, or nothing if this company has no such invoice."""
    found = await database.read(_SAID, invoice, company, company=company)
    if found is None:
        return None
    data: dict[str, Any] = json.loads(found)
    data["language"] = "en" if data["recipient"].get("language") == "en" else "ja"
    return data


def file_name(data: dict[str, Any]) -> str:
    """Under which name the PDF is saved."""
    words = {"CREDIT_NOTE": ("返還請求書", "credit-note")}.get(data["kind"], ("請求書", "invoice"))
    return f"{words[data['language'] == 'en']}-{data['number']}.pdf"
