ALTER TABLE forms.form
    ADD CONSTRAINT form_code_key UNIQUE (company, code),
    ADD CONSTRAINT form_prefix_key UNIQUE (company, prefix),
    ADD CONSTRAINT form_is_named CHECK (btrim(name_ja) <> '' AND btrim(name_en) <> ''),
    ADD CONSTRAINT form_code_is_plain CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    ADD CONSTRAINT form_prefix_is_plain CHECK (prefix ~ '^[A-Z][A-Z0-9]{0,7}$');
CREATE UNIQUE INDEX form_version_one_published ON forms.form_version (form) WHERE state = 'PUBLISHED';
CREATE UNIQUE INDEX form_version_one_draft ON forms.form_version (form) WHERE state = 'DRAFT';
ALTER TABLE forms.form_version
    ADD CONSTRAINT version_published_by_somebody CHECK (
        (state = 'DRAFT') = (published_at IS NULL) AND (published_at IS NULL) = (published_by IS NULL));
ALTER TABLE forms.form_field
    ADD CONSTRAINT form_field_code_key UNIQUE NULLS NOT DISTINCT (version, parent, code),
    ADD CONSTRAINT form_field_is_named CHECK (btrim(label_ja) <> '' AND btrim(label_en) <> '');
CREATE INDEX form_field_in_order ON forms.form_field (version, position, id);
CREATE INDEX form_choice_in_order ON forms.form_choice (field, position, id);
ALTER TABLE forms.form_effect ADD CONSTRAINT effect_says_what CHECK (
    CASE kind WHEN 'ADD_RECORD' THEN register IS NOT NULL WHEN 'CHANGE_MASTER' THEN verb IS NOT NULL
              ELSE role IS NOT NULL OR holder IS NOT NULL END);
ALTER TABLE forms.form_alert ADD CONSTRAINT alert_leads CHECK (lead_days BETWEEN 0 AND 3660);
ALTER TABLE forms.form_access ADD CONSTRAINT access_names_whom CHECK ((audience = 'EVERYONE') = (target IS NULL)),
    ADD CONSTRAINT access_once UNIQUE NULLS NOT DISTINCT (form, access, audience, target);

ALTER TABLE forms.request
    ADD CONSTRAINT request_number_key UNIQUE (company, number),
    ADD CONSTRAINT request_values_are_named CHECK (jsonb_typeof("values") = 'object'),
    ADD CONSTRAINT request_submitted CHECK (state IN ('DRAFT', 'WITHDRAWN') OR submitted_at IS NOT NULL);
ALTER TABLE forms.register_record
    ADD CONSTRAINT register_record_number_key UNIQUE (company, number),
    ADD CONSTRAINT record_values_are_named CHECK (jsonb_typeof("values") = 'object'),
    ADD CONSTRAINT record_retired_for_a_reason CHECK ((state = 'RETIRED') = (retired_on IS NOT NULL AND retire_reason IS NOT NULL));
ALTER TABLE forms.task ADD CONSTRAINT task_is_for_somebody CHECK (holder IS NOT NULL OR role IS NOT NULL),
    ADD CONSTRAINT task_ended_by_somebody CHECK ((state = 'OPEN') = (ended_at IS NULL));

-- How people ask: by form in the order of numbers, own ones, and by any value of a form.
CREATE INDEX request_of_form ON forms.request (company, form, number);
CREATE INDEX request_of_person ON forms.request (company, requested_by, drafted_at);
CREATE INDEX record_of_form ON forms.register_record (company, form, number);
CREATE INDEX field_value_in_order ON forms.field_value (form, field, sort COLLATE "C", record) WHERE row = 0;
CREATE INDEX field_value_by_text ON forms.field_value (form, field, left(text, 200), record) WHERE text IS NOT NULL;
CREATE INDEX field_value_by_number ON forms.field_value (form, field, number, record) WHERE number IS NOT NULL;
CREATE INDEX field_value_by_day ON forms.field_value (form, field, day, record) WHERE day IS NOT NULL;
CREATE INDEX field_value_by_reference ON forms.field_value (form, field, reference, record) WHERE reference IS NOT NULL;
CREATE INDEX task_open ON forms.task (company, due_on) WHERE state = 'OPEN';
CREATE INDEX alert_of_day ON forms.alert (company, raised_on, id);

-- A published version never changes, whoever writes; a draft one may.
CREATE FUNCTION forms.keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_version uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.version ELSE NEW.version END;
BEGIN
    IF EXISTS (SELECT FROM forms.form_version v WHERE v.id = of_version AND v.state <> 'DRAFT') THEN
        RAISE EXCEPTION 'VERSION_PUBLISHED' USING ERRCODE = 'ER001', DETAIL = '{}';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE OR DELETE ON forms.form_field FOR EACH ROW EXECUTE FUNCTION forms.keep_version();
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE OR DELETE ON forms.form_effect FOR EACH ROW EXECUTE FUNCTION forms.keep_version();
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE OR DELETE ON forms.form_alert FOR EACH ROW EXECUTE FUNCTION forms.keep_version();
CREATE FUNCTION forms.keep_choice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_field uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.field ELSE NEW.field END;
BEGIN
    IF EXISTS (SELECT FROM forms.form_field f JOIN forms.form_version v ON v.id = f.version
               WHERE f.id = of_field AND v.state <> 'DRAFT') THEN
        RAISE EXCEPTION 'VERSION_PUBLISHED' USING ERRCODE = 'ER001', DETAIL = '{}';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_choice BEFORE INSERT OR UPDATE OR DELETE ON forms.form_choice FOR EACH ROW EXECUTE FUNCTION forms.keep_choice();

-- What is on its way or decided stays as it was sent off, on the version it was sent off with.
CREATE FUNCTION forms.keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.company, NEW.form, NEW.number, NEW.requested_by) IS DISTINCT FROM (OLD.company, OLD.form, OLD.number, OLD.requested_by)
       OR (OLD.state NOT IN ('DRAFT', 'RETURNED') AND (NEW.version, NEW."values", NEW.amount, NEW.party, NEW.department, NEW.account)
           IS DISTINCT FROM (OLD.version, OLD."values", OLD.amount, OLD.party, OLD.department, OLD.account)) THEN
        RAISE EXCEPTION 'REQUEST_STAYS_AS_SENT number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_sent BEFORE UPDATE OR DELETE ON forms.request FOR EACH ROW EXECUTE FUNCTION forms.keep_sent();

-- Who may do what. Departments are filled in where people's places are known.
CREATE FUNCTION forms.is_of_department(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT false $$;
CREATE FUNCTION forms.holds_role(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM access.role_grant g WHERE g.holder = actor AND g.role = asked
        AND (g.in_company IS NULL OR g.in_company = current_setting('app.company')::uuid))
$$;
CREATE FUNCTION forms.designs(actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
        WHERE g.holder = actor AND p.permission = 'forms.draft_form'
          AND (g.in_company IS NULL OR g.in_company = current_setting('app.company')::uuid))
$$;
CREATE FUNCTION forms.may(asked uuid, wanted text, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.form_access a WHERE a.form = asked
        AND (a.access = wanted OR (wanted = 'SEE' AND a.access = 'KEEP'))
        AND CASE a.audience WHEN 'EVERYONE' THEN true WHEN 'USER' THEN a.target = actor
                            WHEN 'ROLE' THEN forms.holds_role(a.target, actor)
                            ELSE forms.is_of_department(a.target, actor) END)
$$;
CREATE FUNCTION forms.may_know(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT forms.may(asked, 'SUBMIT', actor) OR forms.may(asked, 'SEE', actor) OR forms.designs(actor)
        OR EXISTS (SELECT FROM forms.request r WHERE r.form = asked AND r.requested_by = actor)
$$;
CREATE FUNCTION forms.is_asked(document uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT false $$;
CREATE FUNCTION forms.may_see_request(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.request r WHERE r.id = asked
        AND (r.requested_by = actor OR forms.may(r.form, 'SEE', actor) OR forms.is_asked(r.id, actor)
             OR EXISTS (SELECT FROM forms.task t WHERE t.request = r.id
                        AND (t.holder = actor OR forms.holds_role(t.role, actor)))))
$$;
CREATE FUNCTION forms.may_see_record(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.register_record r WHERE r.id = asked AND forms.may(r.form, 'SEE', actor))
$$;
CREATE FUNCTION forms.may_see_task(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.task t WHERE t.id = asked AND (t.holder = actor OR t.ended_by = actor
        OR forms.holds_role(t.role, actor) OR forms.may(t.form, 'SEE', actor)
        OR EXISTS (SELECT FROM forms.request r WHERE r.id = t.request AND r.requested_by = actor)))
$$;
CREATE FUNCTION forms.may_see_file(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.field_value v WHERE v.kind = 'FILE' AND v.reference = asked
        AND (forms.may_see_request(v.record, actor) OR forms.may_see_record(v.record, actor)))
    OR EXISTS (SELECT FROM forms.register_import i WHERE i.file = asked AND forms.may(i.form, 'KEEP', actor))
$$;
CREATE FUNCTION forms.may_see_part(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM (
        SELECT id AS form, id FROM forms.form UNION ALL SELECT form, id FROM forms.form_version
        UNION ALL SELECT form, id FROM forms.form_access UNION ALL SELECT form, id FROM forms.register_import
        UNION ALL SELECT v.form, p.id FROM forms.form_version v JOIN (
            SELECT version, id FROM forms.form_field UNION ALL SELECT version, id FROM forms.form_effect
            UNION ALL SELECT version, id FROM forms.form_alert) p ON p.version = v.id) part
        WHERE part.id = asked AND forms.may_know(part.form, actor))
$$;
CREATE FUNCTION forms.may_see_alert(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.alert a WHERE a.id = asked AND forms.may_see_record(a.record, actor))
$$;
CREATE FUNCTION forms.may_see_outcome(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM forms.request_outcome o WHERE o.id = asked AND forms.may_see_request(o.request, actor))
$$;
INSERT INTO kernel.wall (what, asks) VALUES
    ('request', 'forms.may_see_request'), ('forms.request', 'forms.may_see_request'),
    ('register_record', 'forms.may_see_record'), ('forms.register_record', 'forms.may_see_record'),
    ('forms.task', 'forms.may_see_task'), ('forms.alert', 'forms.may_see_alert'),
    ('forms.request_outcome', 'forms.may_see_outcome'),
    ('file:forms.read_request', 'forms.may_see_file'), ('file:forms.read_register_record', 'forms.may_see_file'),
    ('forms.form', 'forms.may_see_part'), ('forms.form_version', 'forms.may_see_part'),
    ('forms.form_field', 'forms.may_see_part'), ('forms.form_effect', 'forms.may_see_part'),
    ('forms.form_alert', 'forms.may_see_part'), ('forms.form_access', 'forms.may_see_part'),
    ('forms.register_import', 'forms.may_see_part');

-- A value as people read it; the name of a master record only for who may read that.
CREATE FUNCTION forms.shown(v forms.field_value, language text, readable text[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN v.kind = 'YES_NO' THEN CASE WHEN language = 'ja' THEN CASE v.text WHEN 'true' THEN 'はい' ELSE 'いいえ' END
                                         ELSE CASE v.text WHEN 'true' THEN 'Yes' ELSE 'No' END END
        WHEN v.kind IN ('CHOICE', 'CHOICES') THEN coalesce((
            SELECT CASE WHEN language = 'ja' THEN c.label_ja ELSE c.label_en END
            FROM forms.form_field f LEFT JOIN forms.form_field p ON p.id = f.parent
            JOIN forms.form_choice c ON c.field = f.id
            WHERE f.version = v.version AND coalesce(p.code || '.', '') || f.code = v.field AND c.value = v.text LIMIT 1), v.text)
        WHEN v.kind IN ('NUMBER', 'MONEY', 'SUM') THEN rtrim(to_char(v.number, 'FM999,999,999,999,999,999,990.999999'), '.')
        WHEN v.kind = 'DATE' THEN to_char(v.day, 'YYYY/MM/DD')
        WHEN v.kind = 'PARTY' THEN CASE WHEN 'party' = ANY(readable) THEN (SELECT m.number || ' ' || m.name FROM masterdata.party m WHERE m.id = v.reference) END
        WHEN v.kind = 'PRODUCT' THEN CASE WHEN 'product' = ANY(readable) THEN (SELECT m.number || ' ' || m.name FROM masterdata.product m WHERE m.id = v.reference) END
        WHEN v.kind = 'DEPARTMENT' THEN CASE WHEN 'department' = ANY(readable) THEN (SELECT m.code || ' ' || m.name FROM masterdata.department m WHERE m.id = v.reference) END
        WHEN v.kind = 'ACCOUNT' THEN CASE WHEN 'account' = ANY(readable) THEN (SELECT m.code || ' ' || CASE WHEN language = 'ja' THEN m.name_ja ELSE m.name_en END FROM masterdata.account m WHERE m.id = v.reference) END
        WHEN v.kind = 'USER' THEN (SELECT u.name FROM access.app_user u WHERE u.id = v.reference)
        WHEN v.kind = 'FILE' THEN (SELECT s.name FROM kernel.stored_file s WHERE s.id = v.reference)
        ELSE v.text END
$$;
