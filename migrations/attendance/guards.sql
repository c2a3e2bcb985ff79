ALTER TABLE attendance.employee ADD CONSTRAINT employee_person_key UNIQUE (company, person);
CREATE INDEX employee_user ON attendance.employee (app_user) WHERE app_user IS NOT NULL;
CREATE INDEX employee_manager ON attendance.employee (manager_user) WHERE manager_user IS NOT NULL;
ALTER TABLE attendance.work_rule ADD CONSTRAINT work_rule_once UNIQUE (company, valid_from);
ALTER TABLE attendance.work_rule ADD CONSTRAINT work_rule_version_key UNIQUE (company, version);
ALTER TABLE attendance.work_rule ADD CONSTRAINT work_rule_figures
    CHECK (closing_day BETWEEN 1 AND 31 AND week_starts_on BETWEEN 1 AND 7 AND gap_minutes >= 0
           AND remind_after_days >= 0 AND (unified_month IS NULL) = (unified_day IS NULL)
           AND coalesce(unified_month, 1) BETWEEN 1 AND 12 AND coalesce(unified_day, 1) BETWEEN 1 AND 28);
ALTER TABLE attendance.work_pattern ADD CONSTRAINT work_pattern_code_key UNIQUE (company, code);
ALTER TABLE attendance.work_pattern ADD CONSTRAINT work_pattern_figures
    CHECK (week ~ '^[WHS]{7}$' AND starts BETWEEN 0 AND 1439 AND ends > starts AND ends <= 2880
           AND break_minutes >= 0 AND break_minutes < ends - starts AND weekly_minutes >= 0);
ALTER TABLE attendance.pattern_use ADD CONSTRAINT pattern_use_once UNIQUE (company, person, valid_from);
ALTER TABLE attendance.scheduled_day ADD CONSTRAINT scheduled_day_for
    CHECK ((pattern IS NULL) <> (person IS NULL));
ALTER TABLE attendance.scheduled_day ADD CONSTRAINT scheduled_day_times
    CHECK ((starts IS NULL) = (ends IS NULL) AND coalesce(ends > starts, true)
           AND coalesce(break_minutes, 0) BETWEEN 0 AND coalesce(ends - starts, 0));
CREATE INDEX scheduled_day_found ON attendance.scheduled_day (company, on_day);
ALTER TABLE attendance.overtime_agreement ADD CONSTRAINT overtime_agreement_days
    CHECK (valid_to >= valid_from AND month_hours >= 0 AND year_hours >= 0 AND special_year_hours >= 0
           AND special_times BETWEEN 0 AND 12);
ALTER TABLE attendance.overtime_agreement ADD CONSTRAINT overtime_agreement_once
    UNIQUE (company, place, is_variable, valid_from);
ALTER TABLE attendance.leave_table_row ADD CONSTRAINT leave_table_row_once
    UNIQUE NULLS NOT DISTINCT (valid_from, months, weekly_days);
ALTER TABLE attendance.column_set ADD CONSTRAINT column_set_code_key UNIQUE (company, code);
ALTER TABLE attendance.attendance_import ADD CONSTRAINT attendance_import_number_key UNIQUE (company, number);
ALTER TABLE attendance.attendance_import ADD CONSTRAINT attendance_import_file_key UNIQUE (company, sha256);
ALTER TABLE attendance.timesheet ADD CONSTRAINT timesheet_once UNIQUE (company, person, month);
ALTER TABLE attendance.timesheet ADD CONSTRAINT timesheet_month
    CHECK (month = date_trunc('month', month)::date AND from_on <= to_on);
CREATE INDEX timesheet_of_month ON attendance.timesheet (company, month, state);
ALTER TABLE attendance.day_entry ADD CONSTRAINT day_entry_version_key UNIQUE (company, person, on_day, version);
ALTER TABLE attendance.day_entry ADD CONSTRAINT day_entry_figures
    CHECK (version > 0 AND break_minutes >= 0 AND jsonb_typeof(spans) = 'array' AND jsonb_typeof(rests) = 'array'
           AND (source <> 'CORRECTION' OR reason IS NOT NULL));
ALTER TABLE attendance.work_day ADD CONSTRAINT work_day_once UNIQUE (company, person, on_day);
CREATE INDEX work_day_of_sheet ON attendance.work_day (timesheet, on_day);
CREATE INDEX work_day_open ON attendance.work_day (company, on_day)
    WHERE entry IS NULL AND kind = 'WORKDAY' AND leave_days < 1;
ALTER TABLE attendance.overtime_notice ADD CONSTRAINT overtime_notice_once UNIQUE (company, person, month, level);
CREATE INDEX overtime_notice_of_sheet ON attendance.overtime_notice (timesheet);
ALTER TABLE attendance.leave_kind ADD CONSTRAINT leave_kind_code_key UNIQUE (code);
CREATE UNIQUE INDEX leave_grant_once ON attendance.leave_grant (company, person, kind, granted_on)
    WHERE ground <> 'SPECIAL';
CREATE INDEX leave_grant_found ON attendance.leave_grant (person, kind, expires_on);
ALTER TABLE attendance.leave_grant ADD CONSTRAINT leave_grant_figures
    CHECK (days >= 0 AND days <= 366 AND expires_on >= granted_on AND coalesce(duty_days, 0) <= 40);
ALTER TABLE attendance.leave_request ADD CONSTRAINT leave_request_number_key UNIQUE (company, number);
ALTER TABLE attendance.leave_request ADD CONSTRAINT leave_request_figures
    CHECK (to_on >= from_on AND days >= 0 AND (part = 'HOURS') = (hours IS NOT NULL) AND coalesce(hours, 1) > 0);
CREATE INDEX leave_request_person ON attendance.leave_request (company, person, from_on);
ALTER TABLE attendance.leave_taking ADD CONSTRAINT leave_taking_once UNIQUE (returns);
ALTER TABLE attendance.leave_taking ADD CONSTRAINT leave_taking_figures CHECK (days >= 0 AND minutes >= 0);
CREATE INDEX leave_taking_grant ON attendance.leave_taking (leave_grant);
CREATE INDEX leave_taking_person ON attendance.leave_taking (company, person, on_day);
CREATE INDEX leave_taking_request ON attendance.leave_taking (leave_request);
ALTER TABLE attendance.pay_item ADD CONSTRAINT pay_item_code_key UNIQUE (company, code);
ALTER TABLE attendance.pay_amount ADD CONSTRAINT pay_amount_figures
    CHECK (amount >= 0 AND amount <> 'NaN' AND month = date_trunc('month', month)::date);
CREATE INDEX pay_amount_of_month ON attendance.pay_amount (company, month, person, item, entered_at);
ALTER TABLE attendance.payroll_period ADD CONSTRAINT payroll_period_once UNIQUE (company, month);
ALTER TABLE attendance.payroll_period ADD CONSTRAINT payroll_period_number_key UNIQUE (company, number);
CREATE UNIQUE INDEX payroll_line_month ON attendance.payroll_line (timesheet) WHERE kind = 'MONTH';
CREATE INDEX payroll_line_period ON attendance.payroll_line (payroll_period, employee_number);
CREATE INDEX payroll_line_corrects ON attendance.payroll_line (corrects) WHERE corrects IS NOT NULL;
ALTER TABLE attendance.payroll_line ADD CONSTRAINT payroll_line_link
    CHECK ((kind = 'DIFFERENCE') = (corrects IS NOT NULL));
CREATE INDEX payroll_difference_waiting ON attendance.payroll_difference (company) WHERE taken_into IS NULL;
CREATE INDEX payroll_difference_of_sheet ON attendance.payroll_difference (timesheet);
CREATE INDEX payroll_difference_line ON attendance.payroll_difference (payroll_line)
