"""How far an invoice is settled, read off its open item and its credit notes; `{t}` is the invoice's row."""

CREDITED = "(SELECT coalesce(sum(n.total), 0) FROM accounting.invoice n WHERE n.credits = {t}.id)"
OPEN = "(SELECT i.open_amount FROM accounting.open_item i WHERE i.document = {t}.id)"
STATE = f"""(SELECT CASE
    WHEN {{t}}.kind = 'INVOICE' AND {{t}}.total > 0 AND {CREDITED} >= {{t}}.total THEN 'CREDITED'
    WHEN o.open_amount = 0 THEN 'PAID' WHEN o.open_amount < o.amount THEN 'PARTLY_PAID' ELSE 'OPEN' END
    FROM accounting.open_item o WHERE o.document = {{t}}.id)"""
