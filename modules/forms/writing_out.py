"""A register as a file: every field, and a line for each row of a table; read in again it says the same."""

REGISTER_LINES = """
    WITH asked AS (
        SELECT f.id, (SELECT v.id FROM forms.form_version v WHERE v.form = f.id AND v.state <> 'DRAFT'
                      ORDER BY v.number DESC LIMIT 1) AS version
        FROM forms.form f WHERE f.company = :company AND f.kind = 'REGISTER'
          AND (f.code = :form OR f.id::text = :form) AND forms.may(f.id, 'SEE', :actor)
    ), heads AS MATERIALIZED (
        SELECT h.position, c.position AS inside, concat_ws('.', h.code, c.code) AS field,
               CASE WHEN :language = 'ja' THEN concat_ws('.', h.label_ja, c.label_ja)
                    ELSE concat_ws('.', h.label_en, c.label_en) END AS label, c.id IS NOT NULL AS in_table
        FROM asked a JOIN forms.form_field h ON h.version = a.version AND h.parent IS NULL
        LEFT JOIN forms.form_field c ON c.parent = h.id WHERE h.kind <> 'TABLE' OR c.id IS NOT NULL
    ), records AS (
        SELECT r.id, r.number FROM asked a JOIN forms.register_record r ON r.form = a.id
        WHERE r.state = 'ACTIVE' ORDER BY r.number LIMIT 2000
    ), lines AS (
        SELECT r.id, r.number, place FROM records r CROSS JOIN LATERAL generate_series(1, greatest(1, (
            SELECT max(v.row) FROM forms.field_value v
            WHERE v.record = r.id AND position('.' IN v.field) > 0))) AS place
    )
    SELECT l.number, coalesce((SELECT jsonb_agg(jsonb_build_object('label', h.label, 'text', CASE
            WHEN NOT h.in_table AND l.place > 1 THEN NULL ELSE (
                SELECT string_agg(forms.shown(v, :language, :readable_kinds), '、' ORDER BY v.row)
                FROM forms.field_value v WHERE v.record = l.id AND v.field = h.field
                  AND (NOT h.in_table OR v.row = l.place)) END) ORDER BY h.position, h.inside, h.field)
        FROM heads h), '[]'::jsonb) AS cells
    FROM lines l ORDER BY l.number, l.place
"""
