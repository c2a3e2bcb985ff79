ALTER TABLE approval.authority_rule
    ADD CONSTRAINT authority_rule_version UNIQUE (company, kind, version),
    ADD CONSTRAINT authority_rule_band CHECK (amount_from >= 0 AND (amount_below IS NULL OR amount_below > amount_from)),
    ADD CONSTRAINT authority_rule_days CHECK (valid_to IS NULL OR valid_to >= valid_from - 1);
ALTER TABLE approval.authority_step
    ADD CONSTRAINT authority_step_place UNIQUE (rule, step_no),
    ADD CONSTRAINT authority_step_count CHECK ((mode = 'SOME') = (needed IS NOT NULL) AND (needed IS NULL OR needed > 0));
ALTER TABLE approval.authority_approver
    ADD CONSTRAINT authority_approver_named CHECK (CASE kind
        WHEN 'ROLE' THEN role IS NOT NULL AND person IS NULL AND levels IS NULL
        WHEN 'PERSON' THEN person IS NOT NULL AND role IS NULL AND levels IS NULL
        WHEN 'MANAGER' THEN levels > 0 AND role IS NULL AND person IS NULL
        ELSE role IS NULL AND person IS NULL AND levels IS NULL END);
ALTER TABLE approval.approval_policy
    ADD CONSTRAINT approval_policy_day UNIQUE (company, valid_from),
    ADD CONSTRAINT approval_policy_sound CHECK (
        reminder_days >= 0 AND escalation_days >= 0 AND split_days >= 0 AND lower_share BETWEEN 0 AND 1);

ALTER TABLE approval.reporting_line
    ADD CONSTRAINT reporting_line_not_self CHECK (person <> manager),
    ADD CONSTRAINT reporting_line_days CHECK (valid_to IS NULL OR valid_to >= valid_from - 1);
CREATE UNIQUE INDEX reporting_line_open ON approval.reporting_line (company, person) WHERE valid_to IS NULL;
ALTER TABLE approval.department_head
    ADD CONSTRAINT department_head_days CHECK (valid_to IS NULL OR valid_to >= valid_from - 1);
CREATE UNIQUE INDEX department_head_open ON approval.department_head (company, department) WHERE valid_to IS NULL;
ALTER TABLE approval.delegation
    ADD CONSTRAINT delegation_to_another CHECK (grantor <> delegate),
    ADD CONSTRAINT delegation_days CHECK (valid_to >= valid_from - 1),
    ADD CONSTRAINT delegation_limit CHECK (amount_limit IS NULL OR amount_limit > 0);
ALTER TABLE approval.delegation_kind ADD CONSTRAINT delegation_kind_once UNIQUE (delegation, kind);
ALTER TABLE approval.absence ADD CONSTRAINT absence_days CHECK (valid_to >= valid_from);

ALTER TABLE approval.approval_case ADD CONSTRAINT approval_case_number UNIQUE (company, number);
-- A document is asked about once at a time.
CREATE UNIQUE INDEX approval_case_pending ON approval.approval_case (company, kind, document) WHERE state = 'PENDING';
CREATE INDEX approval_case_of_document ON approval.approval_case (document, submitted_at);
CREATE INDEX approval_case_of_requester ON approval.approval_case (company, requester, submitted_at);
CREATE INDEX approval_case_of_party ON approval.approval_case (company, kind, party, submitted_on);
CREATE INDEX approval_case_open ON approval.approval_case (company, id) WHERE state = 'PENDING';
ALTER TABLE approval.case_step
    ADD CONSTRAINT case_step_place UNIQUE (approval_case, step_no),
    ADD CONSTRAINT case_step_needed CHECK (needed > 0);
CREATE INDEX case_step_due ON approval.case_step (company, due_on) WHERE state = 'OPEN';
-- What waits for somebody, the oldest first: the inbox.
CREATE INDEX case_task_inbox ON approval.case_task (company, person, opened_at, id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX case_task_once ON approval.case_task (step, person) WHERE state IN ('WAITING', 'OPEN');
CREATE INDEX passage_of_party ON approval.passage (company, kind, party, passed_on);

-- What was asked stays as it was asked, and nobody decides about his own request.
CREATE FUNCTION approval.keep_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.company, NEW.number, NEW.kind, NEW.document, NEW.amount, NEW.fingerprint, NEW.requester,
        NEW.submitted_by, NEW.submitted_at, NEW.rule, NEW.rule_version)
       IS DISTINCT FROM
       (OLD.id, OLD.company, OLD.number, OLD.kind, OLD.document, OLD.amount, OLD.fingerprint, OLD.requester,
        OLD.submitted_by, OLD.submitted_at, OLD.rule, OLD.rule_version)
       OR OLD.state IN ('RETURNED', 'REJECTED', 'WITHDRAWN', 'VOIDED')
       OR (OLD.state = 'APPROVED' AND NEW.state <> 'VOIDED')
    THEN
        RAISE EXCEPTION 'CASE_IS_DECIDED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    -- The yes of a case rests on the decisions that are there.
    IF NEW.state = 'APPROVED' AND EXISTS (
        SELECT FROM approval.case_step s WHERE s.approval_case = NEW.id AND s.state NOT IN ('PASSED', 'SKIPPED'))
    THEN
        RAISE EXCEPTION 'CASE_IS_OPEN number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_case BEFORE UPDATE ON approval.approval_case
    FOR EACH ROW EXECUTE FUNCTION approval.keep_case();

CREATE FUNCTION approval.keep_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asks approval.approval_case;
BEGIN
    SELECT * INTO asks FROM approval.approval_case WHERE id = NEW.approval_case;
    IF NEW.decided_by IN (asks.requester, asks.submitted_by) THEN
        RAISE EXCEPTION 'OWN_REQUEST number=%', asks.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_apart BEFORE INSERT ON approval.decision
    FOR EACH ROW EXECUTE FUNCTION approval.keep_apart();

-- A rule is never altered, only ended; so a case can always be read with the rule that made it.
CREATE FUNCTION approval.keep_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.company, NEW.kind, NEW.version, NEW.amount_from, NEW.amount_below, NEW.department, NEW.account,
        NEW.risk, NEW.valid_from, NEW.made_by, NEW.made_at)
       IS DISTINCT FROM
       (OLD.id, OLD.company, OLD.kind, OLD.version, OLD.amount_from, OLD.amount_below, OLD.department, OLD.account,
        OLD.risk, OLD.valid_from, OLD.made_by, OLD.made_at)
    THEN
        RAISE EXCEPTION 'RULE_IS_ENDED_NOT_CHANGED version=%', OLD.version USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_rule BEFORE UPDATE ON approval.authority_rule
    FOR EACH ROW EXECUTE FUNCTION approval.keep_rule();

-- Second line of `passed`: no writer moves a document into that state in a company that has a matrix for its kind,
-- unless it was let through in this very transaction, and the case that let it through stands.
CREATE FUNCTION approval.refuse_unapproved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    document_kind text := TG_ARGV[0];
    guarded_column text := TG_ARGV[1];
    guarded_state text := TG_ARGV[2];
BEGIN
    IF to_jsonb(NEW) ->> guarded_column IS DISTINCT FROM guarded_state
       OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> guarded_column = guarded_state)
       OR NOT EXISTS (SELECT FROM approval.authority_rule r WHERE r.company = NEW.company AND r.kind = document_kind)
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM approval.passage p LEFT JOIN approval.approval_case c ON c.id = p.approval_case
        WHERE p.document = NEW.id AND p.kind = document_kind AND p.passed_at = now()
          AND (p.approval_case IS NULL OR c.state = 'APPROVED'))
    THEN
        RAISE EXCEPTION 'APPROVAL_NEEDED kind=% document=%', document_kind, NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approval.keep_approved(guarded regclass, document_kind text, guarded_column text, guarded_state text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE CONSTRAINT TRIGGER keep_approved AFTER INSERT OR UPDATE ON %s DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION approval.refuse_unapproved(%L, %L, %L)',
        guarded, document_kind, guarded_column, guarded_state);
END $$;
REVOKE ALL ON FUNCTION approval.keep_approved(regclass, text, text, text) FROM PUBLIC;

-- Who may decide in a company at all: there, a person, and with the right.
CREATE FUNCTION approval.is_able(person uuid, in_this_company uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM access.app_user u
        JOIN access.role_grant g ON g.holder = u.id
            AND (g.in_company IS NULL OR g.in_company = in_this_company)
        JOIN access.role_permission p ON p.role = g.role AND p.permission = 'approval.decide_cases'
        WHERE u.id = person AND u.is_active AND NOT u.is_service)
$$;

-- Whether somebody manages another, however many levels up.
CREATE FUNCTION approval.is_above(one uuid, other uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line (person, depth) AS (
        SELECT other, 0
        UNION
        SELECT l.manager, line.depth + 1 FROM line JOIN approval.reporting_line l ON l.person = line.person
        WHERE line.depth < 50 AND l.valid_from <= on_day AND (l.valid_to IS NULL OR l.valid_to >= on_day))
    SELECT EXISTS (SELECT FROM line WHERE person = one AND depth > 0)
$$;

-- The delegation by which somebody answers in a case what waits for another; nothing where there is none.
CREATE FUNCTION approval.standing_in(actor uuid, for_person uuid, of_case uuid, on_day date) RETURNS uuid
LANGUAGE sql STABLE AS $$
    SELECT d.id FROM approval.delegation d JOIN approval.approval_case c ON c.id = of_case
    WHERE d.delegate = actor AND d.grantor = for_person AND on_day BETWEEN d.valid_from AND d.valid_to
      AND (d.amount_limit IS NULL OR abs(c.amount) <= d.amount_limit)
      AND actor NOT IN (c.requester, c.submitted_by)
      AND (NOT EXISTS (SELECT FROM approval.delegation_kind k WHERE k.delegation = d.id)
           OR EXISTS (SELECT FROM approval.delegation_kind k WHERE k.delegation = d.id AND k.kind = c.kind))
      AND NOT approval.is_above(c.requester, actor, on_day)
    LIMIT 1
$$;
