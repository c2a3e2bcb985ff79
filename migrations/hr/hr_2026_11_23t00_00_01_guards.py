"""What the database itself promises about people: numbers once, one main post, no two employments at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
CREATE UNIQUE INDEX person_app_user_key ON hr.person (app_user) WHERE app_user IS NOT NULL;
ALTER TABLE hr.person ADD CONSTRAINT person_number_form CHECK (number ~ '^[^[:space:]]{1,40}$');
CREATE UNIQUE INDEX person_name_once ON hr.person_name (person, valid_from) WHERE NOT is_withdrawn;
ALTER TABLE hr.position ADD CONSTRAINT position_code_key UNIQUE (code);
ALTER TABLE hr.position ADD CONSTRAINT position_rank CHECK (rank BETWEEN 1 AND 999);
ALTER TABLE hr.department_parent ADD CONSTRAINT department_parent_once UNIQUE (department, valid_from);
ALTER TABLE hr.department_parent ADD CONSTRAINT department_parent_other CHECK (parent <> department);
ALTER TABLE hr.department_head ADD CONSTRAINT department_head_once UNIQUE (company, department, valid_from);
ALTER TABLE hr.employment ADD CONSTRAINT employment_days CHECK (last_day >= starts_on - 1);
ALTER TABLE hr.employment ADD CONSTRAINT employment_stop CHECK (stops_at IS NULL OR last_day IS NOT NULL);
ALTER TABLE hr.assignment ADD CONSTRAINT assignment_days CHECK (valid_to >= valid_from - 1);
ALTER TABLE hr.assignment ADD CONSTRAINT assignment_superior CHECK (reports_to <> person);
ALTER TABLE hr.long_leave ADD CONSTRAINT long_leave_days CHECK (valid_to >= valid_from - 1);
ALTER TABLE hr.project_member ADD CONSTRAINT project_member_days CHECK (valid_to >= valid_from - 1);
ALTER TABLE hr.private_value ADD CONSTRAINT private_value_once UNIQUE (person, kind);
ALTER TABLE hr.private_value ADD CONSTRAINT private_value_sealed CHECK (sealed_value ~ '^v[0-9]+:');
ALTER TABLE hr.person_change ADD CONSTRAINT person_change_told
    CHECK ((state = 'IN_FORCE') = (told_at IS NOT NULL));
ALTER TABLE hr.checklist_template ADD CONSTRAINT checklist_template_code_key UNIQUE (code);
ALTER TABLE hr.template_task ADD CONSTRAINT template_task_span CHECK (
    CASE rule WHEN 'DAY_OF_NEXT_MONTH' THEN span BETWEEN 1 AND 31 ELSE span BETWEEN -366 AND 3660 END);
ALTER TABLE hr.checklist ADD CONSTRAINT checklist_once UNIQUE (company, person, template, event_on);
ALTER TABLE hr.checklist_task ADD CONSTRAINT checklist_task_place UNIQUE (checklist, position);
ALTER TABLE hr.checklist_task ADD CONSTRAINT checklist_task_reason
    CHECK (state <> 'NOT_NEEDED' OR reason IS NOT NULL);
CREATE INDEX person_kana ON hr.person (name_kana);
CREATE INDEX person_change_due ON hr.person_change (company, "on") WHERE state = 'PLANNED';
CREATE INDEX checklist_task_open ON hr.checklist_task (company, due_on) WHERE state IN ('OPEN', 'DOING');
CREATE INDEX people_import_source ON hr.people_import (company, source, imported_at);
"""

# Two who write at once meet at the person's row.
OVERLAPS = """
CREATE FUNCTION hr.days(since date, until date) RETURNS daterange LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN until < since THEN 'empty'::daterange ELSE daterange(since, until, '[]') END
$$;
CREATE FUNCTION hr.refuse_second_employment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM hr.person WHERE id = new.person FOR UPDATE;
    IF EXISTS (SELECT FROM hr.employment e WHERE e.company = new.company AND e.person = new.person
               AND e.id <> new.id AND hr.days(e.starts_on, e.last_day)
                   && hr.days(new.starts_on, new.last_day)) THEN
        RAISE EXCEPTION 'two employments at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'employment_overlap';
    END IF;
    RETURN new;
END $$;
CREATE FUNCTION hr.refuse_second_main_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM hr.person WHERE id = new.person FOR UPDATE;
    IF new.is_main AND EXISTS (
            SELECT FROM hr.assignment a WHERE a.employment = new.employment AND a.is_main
            AND a.id <> new.id AND hr.days(a.valid_from, a.valid_to)
                && hr.days(new.valid_from, new.valid_to)) THEN
        RAISE EXCEPTION 'two main posts at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'assignment_overlap';
    END IF;
    IF EXISTS (SELECT FROM hr.employment e WHERE e.id = new.employment
               AND (e.person <> new.person OR new.valid_from < e.starts_on)) THEN
        RAISE EXCEPTION 'a post belongs to an employment' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'assignment_in_employment';
    END IF;
    RETURN new;
END $$;
CREATE FUNCTION hr.refuse_second_long_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM hr.person WHERE id = new.person FOR UPDATE;
    IF EXISTS (SELECT FROM hr.long_leave l WHERE l.company = new.company AND l.person = new.person
               AND l.id <> new.id AND hr.days(l.valid_from, l.valid_to)
                   && hr.days(new.valid_from, new.valid_to)) THEN
        RAISE EXCEPTION 'two leaves at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'long_leave_overlap';
    END IF;
    RETURN new;
END $$;
CREATE FUNCTION hr.keep_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF new.number <> old.number THEN
        RAISE EXCEPTION 'the number of a person is kept for good' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$
"""
TRIGGERS = """
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON hr.employment
    FOR EACH ROW EXECUTE FUNCTION hr.refuse_second_employment();
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON hr.assignment
    FOR EACH ROW EXECUTE FUNCTION hr.refuse_second_main_post();
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON hr.long_leave
    FOR EACH ROW EXECUTE FUNCTION hr.refuse_second_long_leave();
CREATE TRIGGER keep_number BEFORE UPDATE ON hr.person FOR EACH ROW EXECUTE FUNCTION hr.keep_number()
"""
TABLES = (
    "person", "person_name", "position", "department_parent", "department_head", "employment", "assignment",
    "long_leave", "project_member", "person_change", "private_value", "checklist_template", "template_task",
    "checklist", "checklist_task",
)  # fmt: skip
FACTS = ("private_reading", "people_import")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="hr", description=DESCRIPTION)

    async def guard() -> None:
        for sql in (RULES, OVERLAPS, TRIGGERS):
            await execute(sql)
        for table in TABLES + FACTS:
            await execute(f"ALTER TABLE hr.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('hr.{table}', {str(table in FACTS).lower()})")
            if table not in FACTS:
                await execute(f"REVOKE DELETE ON hr.{table} FROM erp_app")

    manager.add_raw(guard)
    return manager
