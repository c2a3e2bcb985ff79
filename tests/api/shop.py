"""The sample's tables and a few rows in them; the same rows are given to graphql-core as plain objects."""

SETUP = """
CREATE SCHEMA sample;
CREATE TABLE sample.seller (
    id uuid PRIMARY KEY DEFAULT uuidv7(), number text NOT NULL, name text NOT NULL,
    name_key text NOT NULL DEFAULT '', rating int, secret_terms text);
CREATE TABLE sample.purchase (
    id uuid PRIMARY KEY DEFAULT uuidv7(), company uuid NOT NULL, number text NOT NULL, mood text NOT NULL,
    bought_on date NOT NULL, total numeric(18,4) NOT NULL, note text,
    seller uuid NOT NULL REFERENCES sample.seller,
    adviser uuid REFERENCES sample.seller, is_gift boolean NOT NULL DEFAULT false,
    made_at timestamptz NOT NULL DEFAULT '2026-04-01T00:00:00Z', extra jsonb);
CREATE TABLE sample.purchase_line (
    id uuid PRIMARY KEY DEFAULT uuidv7(), company uuid NOT NULL,
    purchase uuid NOT NULL REFERENCES sample.purchase,
    line_no int NOT NULL, title text NOT NULL, quantity numeric(18,6) NOT NULL, price numeric(18,4) NOT NULL);
INSERT INTO sample.seller (id, number, name, rating, secret_terms)
SELECT ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'S-' || i,
       (ARRAY['丸善', 'Foyles', '紀伊國屋', 'Sōgō 100%', 'ＡＢＣ書店'])[i], NULLIF(i, 5), 'terms ' || (6 - i)
FROM generate_series(1, 5) i;
INSERT INTO sample.purchase
    (id, company, number, mood, bought_on, total, note, seller, adviser, is_gift, extra)
SELECT ('00000000-0000-7000-8001-' || lpad(i::text, 12, '0'))::uuid, '00000000-0000-0000-0000-00000000000a',
       'N-' || lpad(i::text, 3, '0'), CASE WHEN i % 3 = 0 THEN 'DONE' ELSE 'OPEN' END,
       date '2026-01-01' + i % 7,
       i * 100.5, CASE WHEN i % 4 = 0 THEN NULL ELSE 'note ' || i % 5 END,
       ('00000000-0000-7000-8000-' || lpad((1 + i % 5)::text, 12, '0'))::uuid,
       CASE WHEN i % 2 = 0 THEN ('00000000-0000-7000-8000-' || lpad((1 + i % 3)::text, 12, '0'))::uuid END,
       i % 6 = 0, CASE WHEN i % 5 = 0 THEN jsonb_build_object('weight', i) END
FROM generate_series(1, 23) i;
INSERT INTO sample.purchase_line (id, company, purchase, line_no, title, quantity, price)
SELECT ('00000000-0000-7000-8002-' || lpad((100 * i + n)::text, 12, '0'))::uuid,
       '00000000-0000-0000-0000-00000000000a', ('00000000-0000-7000-8001-' || lpad(i::text, 12, '0'))::uuid,
       n, 'Book ' || i || '.' || n, n * 1.5, 40 * n
FROM generate_series(1, 23) i, generate_series(1, i % 4) n;
GRANT USAGE ON SCHEMA sample TO erp_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA sample TO erp_app;
ALTER TABLE sample.purchase ENABLE ROW LEVEL SECURITY;
INSERT INTO sample.purchase (company, number, mood, bought_on, total, seller)
SELECT '00000000-0000-0000-0000-00000000000b', 'X-1', 'OPEN', '2026-01-01', 1, id FROM sample.seller LIMIT 1;
ALTER TABLE sample.purchase FORCE ROW LEVEL SECURITY;
CREATE POLICY own_company ON sample.purchase USING (company = (SELECT current_setting('app.company')::uuid));
"""
