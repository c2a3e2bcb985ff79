"""The history of a request or a record, field by field: read off the audit, seen by whoever sees
the record."""

REFERENCES = "('PARTY', 'PRODUCT', 'DEPARTMENT', 'USER', 'ACCOUNT', 'FILE')"
# One value of the JSON as people read it, by the kind of its field.
TOLD = """
    CASE WHEN {v} IS NULL OR {v} = 'null' THEN NULL
         WHEN f.kind = 'TABLE' THEN jsonb_array_length({v}) || CASE WHEN :language = 'ja' THEN ' 行'
         ELSE ' rows' END WHEN jsonb_typeof({v}) = 'array' THEN (
             SELECT string_agg(forms.shown(jsonb_populate_record(NULL::forms.field_value, jsonb_build_object(
                 'kind', f.kind, 'version', f.version, 'field', f.code, 'text', x.x)), :language,
                 :readable_kinds), '、') FROM jsonb_array_elements_text({v}) AS x (x))
         ELSE forms.shown(jsonb_populate_record(NULL::forms.field_value, jsonb_build_object(
             'kind', f.kind, 'version', f.version, 'field', f.code, 'text', {v} #>> '{{}}',
             'number', CASE WHEN f.kind IN ('NUMBER', 'MONEY', 'SUM') THEN {v} END,
             'day', CASE WHEN f.kind = 'DATE' THEN {v} END,
             'reference', CASE WHEN f.kind IN """
TOLD += (
    REFERENCES
    + """ THEN {v} END)), :language, :readable_kinds) END
"""
)
ENTRY_HISTORY = f"""
    SELECT a.at, coalesce(u.name, a.login) AS actor_name, a.verb, coalesce((
        SELECT jsonb_agg(jsonb_build_object('label', part.label, 'before', part.before, 'after', part.after)
                         ORDER BY part.position)
        FROM (
            SELECT f.position, CASE WHEN :language = 'ja' THEN f.label_ja ELSE f.label_en END AS label,
                   {TOLD.format(v="(c.value -> 0 -> k.key)")} AS before,
                   {TOLD.format(v="(c.value -> 1 -> k.key)")} AS after
            FROM jsonb_each(kernel.audit_changes(a.kind, a.changes)) c
            CROSS JOIN LATERAL (
                SELECT jsonb_object_keys(coalesce(nullif(c.value -> 0, 'null'), '{{}}')
                                         || coalesce(nullif(c.value -> 1, 'null'), '{{}}')) AS key) k
            CROSS JOIN LATERAL (
                SELECT f.* FROM forms.form_field f JOIN forms.form_version v ON v.id = f.version
                WHERE v.form = own.form AND f.code = k.key AND f.parent IS NULL AND v.state <> 'DRAFT'
                ORDER BY v.number DESC LIMIT 1) f
            WHERE c.key = 'values' AND (c.value -> 0 -> k.key) IS DISTINCT FROM (c.value -> 1 -> k.key)
        ) part), '[]'::jsonb) AS changes
    FROM (SELECT r.id, r.form FROM forms.request r
          WHERE r.id = :id AND 'forms.read_request' = ANY(:permissions)
          UNION ALL SELECT r.id, r.form FROM forms.register_record r
          WHERE r.id = :id AND 'forms.read_register_record' = ANY(:permissions)) own
    JOIN kernel.audit a ON a.row_id = own.id AND a.company = :company
    LEFT JOIN access.app_user u ON u.id = a.actor
    WHERE a.table_name IN ('forms.request', 'forms.register_record')
      AND kernel.may_see(a.table_name, a.row_id, :actor)
    ORDER BY a.id DESC LIMIT 100
"""
