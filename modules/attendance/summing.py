"""The sums of sheets, which follow from their days by one statement."""

from collections.abc import Collection
from uuid import UUID

from erp.kernel.asking import Act

# Paid leave by the hour is told in minutes, whole and half days in days.
SUMS = """
    UPDATE attendance.timesheet s SET
        scheduled_days = d.scheduled_days, scheduled_minutes = d.scheduled_minutes,
        worked_days = d.worked_days, worked_minutes = d.worked_minutes, extra_minutes = d.extra_minutes,
        overtime_minutes = d.overtime_minutes, night_minutes = d.night_minutes,
        statutory_holiday_minutes = d.statutory_holiday_minutes, holiday_minutes = d.holiday_minutes,
        late_minutes = d.late_minutes, early_minutes = d.early_minutes, absent_days = d.absent_days,
        on_call_days = d.on_call_days, commuting_days = d.commuting_days,
        paid_leave_days = l.paid_days, paid_leave_minutes = l.paid_minutes,
        special_leave_days = l.special_days, unpaid_leave_days = l.unpaid_days
    FROM (
        SELECT timesheet, count(*) FILTER (WHERE kind = 'WORKDAY')::int AS scheduled_days,
               coalesce(sum(scheduled_minutes), 0)::int AS scheduled_minutes,
               count(*) FILTER (WHERE worked_minutes > 0)::int AS worked_days,
               sum(worked_minutes)::int AS worked_minutes, sum(extra_minutes)::int AS extra_minutes,
               sum(overtime_minutes)::int AS overtime_minutes, sum(night_minutes)::int AS night_minutes,
               sum(statutory_holiday_minutes)::int AS statutory_holiday_minutes,
               sum(holiday_minutes)::int AS holiday_minutes, sum(late_minutes)::int AS late_minutes,
               sum(early_minutes)::int AS early_minutes,
               coalesce(sum(1 - leave_days) FILTER (WHERE is_absent), 0) AS absent_days,
               count(*) FILTER (WHERE is_on_call)::int AS on_call_days,
               count(*) FILTER (WHERE worked_minutes > 0 AND NOT is_remote)::int AS commuting_days
        FROM attendance.work_day WHERE timesheet = ANY($1::uuid[]) GROUP BY timesheet
    ) d CROSS JOIN LATERAL (
        SELECT coalesce(sum(t.days) FILTER (WHERE k.nature = 'ANNUAL' AND t.part <> 'HOURS'), 0) AS paid_days,
               coalesce(sum(t.minutes) FILTER (WHERE k.nature = 'ANNUAL' AND t.part = 'HOURS'), 0)::int
                   AS paid_minutes,
               coalesce(sum(t.days) FILTER (WHERE k.nature = 'SPECIAL_PAID'), 0) AS special_days,
               coalesce(sum(t.days) FILTER (WHERE k.nature = 'UNPAID'), 0) AS unpaid_days
        FROM attendance.work_day w
        JOIN attendance.leave_taking t ON t.person = w.person AND t.company = w.company
             AND t.on_day = w.on_day
        JOIN attendance.leave_kind k ON k.id = t.kind
        WHERE w.timesheet = d.timesheet AND t.returns IS NULL
          AND NOT EXISTS (SELECT FROM attendance.leave_taking b WHERE b.returns = t.id)
    ) l
    WHERE s.id = d.timesheet AND s.state <> 'CLOSED'
"""


async def add_up(act: Act, sheets: Collection[UUID]) -> None:
    """Bring the sums of these sheets up to date; closed ones stand still."""
    if sheets:
        await act.tx.run(SUMS, sorted(sheets))
