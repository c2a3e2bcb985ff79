-- Systems and what they give.
ALTER TABLE identity.system ADD CONSTRAINT system_code_key UNIQUE (company, code);
CREATE UNIQUE INDEX system_connection_key ON identity.system (company, connection) WHERE connection IS NOT NULL;
CREATE UNIQUE INDEX system_built_in_key ON identity.system (company) WHERE is_built_in;
ALTER TABLE identity.system ADD CONSTRAINT system_settings CHECK (
    brake_share > 0 AND brake_share <= 1 AND brake_count > 0 AND days_before BETWEEN 0 AND 60
    AND (delete_after_days IS NULL OR delete_after_days BETWEEN 1 AND 3650)
    AND quiet_s BETWEEN 30 AND 86400 AND escalate_after_min BETWEEN 1 AND 1440
    AND inventory_every_min BETWEEN 5 AND 10080 AND unused_after_days BETWEEN 1 AND 3650);
ALTER TABLE identity.entitlement ADD CONSTRAINT entitlement_key UNIQUE (system, kind, external_id);
ALTER TABLE identity.entitlement ADD CONSTRAINT entitlement_cost CHECK (
    (monthly_price IS NULL OR monthly_price >= 0) AND (seats IS NULL OR seats >= 0));
ALTER TABLE identity.access_rule ADD CONSTRAINT rule_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE identity.rule_grant ADD CONSTRAINT rule_grant_key UNIQUE (rule, entitlement);

-- People and names. A name in a system is one person's for ever.
ALTER TABLE identity.holder ADD CONSTRAINT holder_key UNIQUE (company, person);
ALTER TABLE identity.holder ADD CONSTRAINT holder_number_key UNIQUE (company, number);
ALTER TABLE identity.holder_post ADD CONSTRAINT holder_post_key UNIQUE (company, person, department, position, place);
CREATE UNIQUE INDEX held_name_key ON identity.held_name (system, lower(user_name));
CREATE UNIQUE INDEX held_email_key ON identity.held_name (system, lower(email)) WHERE email <> '';
CREATE UNIQUE INDEX held_name_current ON identity.held_name (system, person) WHERE is_current;
ALTER TABLE identity.arrangement ADD CONSTRAINT arrangement_key UNIQUE (company, person);
ALTER TABLE identity.arrangement ADD CONSTRAINT not_his_own_successor CHECK (person <> successor);
ALTER TABLE identity.access_request ADD CONSTRAINT access_request_number_key UNIQUE (company, number);
ALTER TABLE identity.access_request ADD CONSTRAINT request_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from);
CREATE INDEX access_request_granted ON identity.access_request (company, system, person) WHERE state = 'GRANTED';

-- Accounts: one of theirs is one of ours, a person has at most one in a system, and it never changes hands.
ALTER TABLE identity.account ADD CONSTRAINT account_key UNIQUE (system, external_id);
CREATE UNIQUE INDEX account_person_key ON identity.account (system, person) WHERE person IS NOT NULL AND gone_at IS NULL;
CREATE INDEX account_user_name ON identity.account (system, lower(user_name));
ALTER TABLE identity.account ADD CONSTRAINT person_or_service CHECK (person IS NULL OR service_owner IS NULL);
ALTER TABLE identity.account_entitlement ADD CONSTRAINT account_entitlement_key UNIQUE (account, entitlement);
CREATE UNIQUE INDEX match_candidate_open ON identity.match_candidate (account, person) WHERE state = 'OPEN';

CREATE FUNCTION identity.keep_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.person IS NOT NULL AND NEW.person IS NOT NULL AND NEW.person <> OLD.person THEN
        RAISE EXCEPTION 'ACCOUNT_OF_ANOTHER' USING ERRCODE = 'ER001',
            DETAIL = json_build_object('user_name', OLD.user_name)::text;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_person BEFORE UPDATE OF person ON identity.account
    FOR EACH ROW EXECUTE FUNCTION identity.keep_person();

-- Orders.
CREATE UNIQUE INDEX wish_person_key ON identity.wish (system, person) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX wish_account_key ON identity.wish (system, account) WHERE person IS NULL;
ALTER TABLE identity.wish ADD CONSTRAINT wish_of_somebody CHECK (person IS NOT NULL OR account IS NOT NULL);
ALTER TABLE identity.wish ADD CONSTRAINT proved_is_stopped CHECK (stop_proof = 'OPEN'
    OR (want <> 'ACTIVE' AND read_state IS NOT NULL AND read_state IN ('SUSPENDED', 'ABSENT') AND proved_at IS NOT NULL));
CREATE INDEX wish_due ON identity.wish (system, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX wish_leavers ON identity.wish (company, system) WHERE is_leaver;
ALTER TABLE identity.wish_version ADD CONSTRAINT wish_version_key UNIQUE (wish, version);

-- Plans and reviews.
ALTER TABLE identity.identity_plan ADD CONSTRAINT identity_plan_number_key UNIQUE (company, number);
CREATE INDEX plan_item_system ON identity.plan_item (identity_plan, system);
ALTER TABLE identity.access_review ADD CONSTRAINT access_review_number_key UNIQUE (company, number);
ALTER TABLE identity.access_review ADD CONSTRAINT review_of_something CHECK (system IS NOT NULL OR department IS NOT NULL);
ALTER TABLE identity.review_item ADD CONSTRAINT review_item_key UNIQUE (access_review, line_no);
ALTER TABLE identity.review_item ADD CONSTRAINT decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS NULL));
