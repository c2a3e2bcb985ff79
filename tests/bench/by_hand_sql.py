"""The rows of an order on its way to cash, written by SQL that knows exactly what is wanted.

One to three statements do each step: they take their locks in key order, write the document with its lines,
register line, events and answer, and last, since everybody waits behind that number, the entry. They go
through the same tables, triggers and walls under the same role, but ask nothing that they do not need: not
who may do it, not whether the figures make sense. So this is the limit for `order_to_cash`.
"""

BEGIN = """
SELECT kernel.begin_action($1, $2, $3, 'api', $4, '\\x00'),
       pg_advisory_xact_lock_shared(hashtext('period' || $1))
"""

_NUMBER = """
    INSERT INTO kernel.counter AS c (company, series, year, value)
    VALUES ($1, '{series}', extract(year FROM current_date), 1)
    ON CONFLICT (company, series, year) DO UPDATE SET value = c.value + 1
    RETURNING '{prefix}-' || year || '-' || lpad(value::text, 6, '0') AS number
"""
_DOCUMENT = 'kernel.document (id, company, kind, number, title, party, amount, currency, "on", search)'
_EVENT = "kernel.event (id, company, kind, subject, verb, facts, actor)"
_DELIVERY = "kernel.delivery (event, company, subject, reaction, state)"
_LINE = """ordering.sales_order_line
    (id, company, sales_order, line_no, product, description, quantity, unit, factor, unit_price, discount,
     amount, tax_code, shipped, returned, billed)"""
_INVOICE_LINE = """accounting.invoice_line
    (id, company, invoice, line_no, product, description, quantity, unit, unit_price, discount, amount,
     tax_code, tax_rate, origin_line)"""
_OPEN = """accounting.open_item
    (id, company, party, kind, document, number, opened_on, due_on, currency, amount, open_amount)"""
_ANSWER = """UPDATE kernel.idempotency SET answer = convert_to({what}::text, 'UTF8') {of}
WHERE actor = $2::uuid AND key = $3"""


def _number(series: str, prefix: str) -> str:
    return _NUMBER.format(series=series, prefix=prefix)


# $4 customer, $5 products, $6 warehouse
DRAFT = f"""
WITH items AS (
    SELECT t.no, p.id, p.name, p.unit, p.tax_code
    FROM unnest($5::uuid[]) WITH ORDINALITY AS t(id, no) JOIN masterdata.product p ON p.id = t.id
), drawn AS ({_number("sales_order", "SO")}
), head AS (
    INSERT INTO ordering.sales_order (id, company, number, customer, ordered_on, warehouse, currency, state,
        billing, prices_include_tax, subtotal, tax_total, total, salesperson, origin, created_at)
    SELECT id, $1, number, $4, current_date, $6, 'JPY', 'DRAFT', 'PER_SHIPMENT', false, 3600, 360, 3960,
           $2::uuid, 'own:' || id, now()
    FROM (SELECT uuidv7() AS id, number FROM drawn) AS made
    RETURNING id, number
), lines AS (
    INSERT INTO {_LINE}
    SELECT uuidv7(), $1, head.id, no, items.id, name, 3, unit, 1, 120, 0, 360, tax_code, 0, 0, 0
    FROM head, items
), register AS (
    INSERT INTO {_DOCUMENT}
    SELECT head.id, $1, 'sales_order', head.number, p.name, $4, 3960, 'JPY', current_date,
           lower(head.number || ' ' || p.name)
    FROM head, masterdata.party p WHERE p.id = $4
)
{_ANSWER.format(what="head.id", of="FROM head")} RETURNING head.id
"""

# $4 order
CONFIRM = f"""
WITH lines AS MATERIALIZED (
    SELECT id, product, quantity FROM ordering.sales_order_line WHERE sales_order = $4
), shelves AS MATERIALIZED (
    SELECT id, product, location FROM inventory.stock_balance
    WHERE product IN (SELECT product FROM lines) ORDER BY product, location, lot FOR UPDATE
), held AS (
    UPDATE inventory.stock_balance b SET reserved = reserved + lines.quantity
    FROM shelves JOIN lines USING (product) WHERE b.id = shelves.id
), reserved AS (
    INSERT INTO inventory.reservation (id, company, document, demand, product, location, lot, quantity)
    SELECT uuidv7(), $1, $4, lines.id, product, location, '', quantity FROM shelves JOIN lines USING (product)
), state AS (
    UPDATE ordering.sales_order SET state = 'CONFIRMED' WHERE id = $4 AND state = 'DRAFT' RETURNING customer
), told AS (
    INSERT INTO {_EVENT}
    SELECT uuidv7(), $1, 'ordering.SalesOrderConfirmed', $4, 'confirm_sales_order',
           jsonb_build_object('customer', customer, 'sales_order', $4), $2::uuid FROM state
)
{_ANSWER.format(what="$4", of="")} RETURNING $4
"""

# $4 order, $5 shipment
TAKE_OUT = """
WITH held AS MATERIALIZED (
    SELECT r.id, r.demand, r.product, r.location, r.quantity, b.id AS balance
    FROM inventory.reservation r JOIN inventory.stock_balance b USING (company, product, location, lot)
    WHERE r.document = $4 AND r.quantity > 0 ORDER BY product, location, lot FOR UPDATE
), worth AS MATERIALIZED (
    SELECT v.product, round(v.value * held.quantity / v.quantity) AS cost, held.quantity
    FROM held JOIN inventory.stock_value v ON v.product = held.product ORDER BY v.product FOR UPDATE OF v
), gone AS (
    UPDATE inventory.stock_balance b
    SET on_hand = on_hand - held.quantity, reserved = reserved - held.quantity
    FROM held WHERE b.id = held.balance
), released AS (
    UPDATE inventory.reservation r SET quantity = 0 FROM held WHERE r.id = held.id
), valued AS (
    UPDATE inventory.stock_value v SET quantity = v.quantity - worth.quantity, value = v.value - worth.cost
    FROM worth WHERE v.product = worth.product
), counted AS (
    UPDATE ordering.sales_order_line l SET shipped = shipped + held.quantity
    FROM held WHERE l.id = held.demand
), moves AS (
    INSERT INTO inventory.stock_move (id, company, kind, product, from_location, lot, quantity, value,
        occurred_on, recorded_at, document, document_line)
    SELECT uuidv7(), $1, 'SHIPMENT', product, location, '', held.quantity, cost, current_date, now(),
           $5, demand
    FROM held JOIN worth USING (product)
)
SELECT sum(cost) AS cost FROM worth WHERE $2::uuid IS NOT NULL AND $3::text IS NOT NULL
"""

# $4 order, $5 shipment
SHIP = f"""
WITH drawn AS ({_number("shipment", "SH")}
), head AS (
    INSERT INTO inventory.shipment (id, company, number, kind, sales_order, customer, warehouse, shipped_on,
        recorded_at)
    SELECT $5::uuid, $1, drawn.number, 'SHIPMENT', $4, customer, warehouse, current_date, now()
    FROM drawn, ordering.sales_order o WHERE o.id = $4 RETURNING id, number, customer
), lines AS (
    INSERT INTO inventory.shipment_line (id, company, shipment, line_no, product, quantity, value, demand)
    SELECT uuidv7(), $1, $5, row_number() OVER (), product, quantity, value, document_line
    FROM inventory.stock_move WHERE document = $5
), register AS (
    INSERT INTO {_DOCUMENT}
    SELECT id, $1, 'shipment', number, number, customer, NULL, NULL, current_date,
           lower(number || ' ' || number) FROM head
), links AS (
    INSERT INTO kernel.document_link (cause, effect) VALUES ($4, $5)
), told AS (
    INSERT INTO {_EVENT}
    VALUES (uuidv7(), $1, 'inventory.StockShipped', $4, 'ship_sales_order',
           jsonb_build_object('shipment', $5, 'shipped_on', current_date, 'sales_order', $4), $2::uuid)
    RETURNING id, subject
), sent AS (
    INSERT INTO {_DELIVERY} SELECT id, $1, subject, 'ordering.bill_shipped_order', 'PENDING' FROM told
), answered AS ({_ANSWER.format(what="$4", of="")})
SELECT head.number || ' / ' || o.number FROM head, ordering.sales_order o WHERE o.id = $4
"""

# $4 order, $5 invoice
INVOICE = f"""
WITH parent AS MATERIALIZED (
    SELECT id, customer, subtotal, tax_total, total, 'sales_order:' || id || ':0' AS origin
    FROM ordering.sales_order WHERE id = $4 FOR UPDATE
), billable AS MATERIALIZED (
    SELECT id, line_no, product, description, shipped, unit, unit_price, discount, amount, tax_code
    FROM ordering.sales_order_line WHERE sales_order = $4 AND shipped > billed
), counted AS (
    UPDATE ordering.sales_order_line l SET billed = l.shipped FROM billable WHERE l.id = billable.id
), drawn AS ({_number("invoice", "IN")}
), head AS (
    INSERT INTO accounting.invoice (id, company, number, kind, customer, issued_on, due_on, currency,
        prices_include_tax, tax_rounding, subtotal, tax_total, total, origin, issued_at)
    SELECT $5::uuid, $1, number, 'INVOICE', customer, current_date, current_date + 30, 'JPY', false, 'DOWN',
           subtotal, tax_total, total, origin, now()
    FROM drawn, parent RETURNING id, number, customer, total, origin, issued_on, due_on
), lines AS (
    INSERT INTO {_INVOICE_LINE}
    SELECT uuidv7(), $1, $5, line_no, product, description, shipped, unit, unit_price, discount, amount,
           tax_code, 10, billable.id
    FROM billable
), taxes AS (
    INSERT INTO accounting.invoice_tax (id, company, invoice, tax_code, rate, base, tax)
    SELECT uuidv7(), $1, $5, (SELECT tax_code FROM billable LIMIT 1), 10, subtotal, tax_total FROM parent
), item AS (
    INSERT INTO {_OPEN}
    SELECT uuidv7(), $1, customer, 'RECEIVABLE', id, number, issued_on, due_on, 'JPY', total, total FROM head
), register AS (
    INSERT INTO {_DOCUMENT}
    SELECT head.id, $1, 'invoice', head.number, p.name, customer, total, 'JPY', current_date,
           lower(head.number || ' ' || p.name)
    FROM head JOIN masterdata.party p ON p.id = customer
), links AS (
    INSERT INTO kernel.document_link (cause, effect) VALUES ($4, $5)
), told AS (
    INSERT INTO {_EVENT}
    SELECT uuidv7(), $1, 'accounting.InvoiceIssued', id, 'invoice_sales_order',
           jsonb_build_object('origin', origin, 'invoice', id, 'customer', customer, 'issued_on', issued_on),
           $2::uuid
    FROM head
), answered AS ({_ANSWER.format(what="$5", of="")})
SELECT number, subtotal, tax_total, (SELECT tax_code FROM billable LIMIT 1) AS tax_code FROM head, parent
"""

# $4 invoice, $5 receipt
RECEIPT = f"""
WITH debt AS MATERIALIZED (
    SELECT i.id, i.number, i.party, i.open_amount, v.origin
    FROM accounting.open_item i JOIN accounting.invoice v ON v.id = i.document
    WHERE i.document = $4 AND i.kind = 'RECEIVABLE' FOR UPDATE OF i
), drawn AS ({_number("receipt", "RC")}
), head AS (
    INSERT INTO accounting.receipt (id, company, number, customer, received_on, bank_account, amount, fee,
        currency, origin, recorded_at)
    SELECT $5::uuid, $1, drawn.number, party, current_date, bank.id, open_amount, 0, 'JPY',
           'receipt:' || ($5::uuid), now()
    FROM drawn, debt, accounting.bank_account bank WHERE bank.company = $1 AND bank.is_default
    RETURNING id, number, customer, amount
), item AS (
    INSERT INTO {_OPEN}
    SELECT uuidv7(), $1, customer, 'ADVANCE', id, number, current_date, current_date, 'JPY', amount, 0
    FROM head RETURNING id
), paid AS (
    UPDATE accounting.open_item i SET open_amount = 0 FROM debt WHERE i.id = debt.id
), matched AS (
    INSERT INTO accounting.matching
        (id, company, receivable, credit, amount, currency, matched_on, matched_at)
    SELECT uuidv7(), $1, debt.id, item.id, open_amount, 'JPY', current_date, now() FROM debt, item
), register AS (
    INSERT INTO {_DOCUMENT}
    SELECT head.id, $1, 'receipt', head.number, p.name, customer, amount, 'JPY', current_date,
           lower(head.number || ' ' || p.name)
    FROM head JOIN masterdata.party p ON p.id = customer
), links AS (
    INSERT INTO kernel.document_link (cause, effect) VALUES ($4, $5)
), told AS (
    INSERT INTO {_EVENT}
    SELECT uuidv7(), $1, 'accounting.ReceivableSettled', $4, 'record_receipt',
           jsonb_build_object('origin', origin, 'invoice', $4, 'customer', party), $2::uuid FROM debt
    UNION ALL
    SELECT uuidv7(), $1, 'accounting.PaymentReceived', id, 'record_receipt',
           jsonb_build_object('receipt', id, 'customer', customer, 'invoices', jsonb_build_array($4),
                              'received_on', current_date), $2::uuid FROM head
    RETURNING id, kind, subject
), sent AS (
    INSERT INTO {_DELIVERY}
    SELECT id, $1, subject, 'ordering.close_settled_order', 'PENDING' FROM told
    WHERE kind = 'accounting.ReceivableSettled'
), answered AS ({_ANSWER.format(what="$5", of="")})
SELECT head.number, amount, debt.number AS invoice FROM head, debt
"""

# $4 cause, $5 its kind, $6 description; $7–$12 accounts, debits, credits, parties, tax codes, memos
POST = f"""
WITH drawn AS ({_number("journal_entry", "JE")}
), entry AS (
    INSERT INTO accounting.journal_entry
        (id, company, number, effective_on, description, origin, cause, posted_by)
    SELECT uuidv7(), $1, number, current_date, $6, $5 || ':' || ($4::uuid), $4::uuid, $2::uuid
    FROM drawn RETURNING id, number
), sides AS (
    INSERT INTO accounting.journal_line (id, company, entry, line_no, account, debit, credit, currency, party,
        tax_code, effective_on, memo)
    SELECT uuidv7(), $1, entry.id, no, account, debit, credit, 'JPY', party, tax_code, current_date, memo
    FROM entry, unnest($7::uuid[], $8::numeric[], $9::numeric[], $10::uuid[], $11::uuid[], $12::text[])
         WITH ORDINALITY AS side (account, debit, credit, party, tax_code, memo, no)
), register AS (
    INSERT INTO {_DOCUMENT}
    SELECT id, $1, 'journal_entry', number, $6, NULL, (SELECT sum(each) FROM unnest($8::numeric[]) AS each),
           'JPY', current_date, lower(number || ' ' || $6)
    FROM entry
), links AS (
    INSERT INTO kernel.document_link (cause, effect) SELECT $4::uuid, id FROM entry
), told AS (
    INSERT INTO {_EVENT}
    SELECT uuidv7(), $1, 'accounting.EntryPosted', id, $3,
           jsonb_build_object('effective_on', current_date, 'journal_entry', id), $2::uuid FROM entry
)
SELECT id FROM entry
"""
