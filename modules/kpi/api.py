"""What can be asked about processes, and how they are defined."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.api import ID, computed, many, mutation, node, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.money import Money
from modules.kpi import reports, tables
from modules.kpi.actions.define_process import define_process
from modules.kpi.actions.set_process_minutes import set_process_minutes
from modules.kpi.knowing import known_moves, known_states

FIGURE = "kpi.read_process_figure"
PERSON = "kpi.read_person_figure"
NEWEST = """NOT EXISTS (SELECT FROM kpi.process_definition n
    WHERE n.kind = {t}.kind AND n.version > {t}.version)"""


@node(tables.ProcessDefinition)
class ProcessDefinition:
    """Which transitions begin, end and return a case; the newest version counts for all the past."""

    id: ID
    kind: str
    version: int
    in_force: bool = computed(NEWEST)
    starts: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.starts))")
    ends: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.ends))")
    returns: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.returns))")
    note: str | None
    set_at: datetime


@node(tables.ProcessMinutes, permission="kpi.read_process_definition")
class ProcessEffort:
    """Minutes of work a case takes and what an hour costs, from a day on."""

    id: ID
    kind: str
    valid_from: date
    minutes: Decimal
    yen_per_hour: Money
    set_at: datetime


@row
class ProcessFigure:
    """A kind of case: how many, how long, how often right at once, where they wait, what they cost."""

    kind: str
    version: int
    cases: int
    median_hours: Decimal
    ninth_hours: Decimal
    first_pass: Decimal
    returned: int
    corrected: int
    minutes: Decimal
    cost: Money
    bottleneck: str | None
    bottleneck_share: Decimal | None


@row
class ProcessChoice:
    """A state a kind can be in, or (`is_move`) a way from one into another."""

    name: str
    is_move: bool


async def process_choices(asking: Asking, database: Database, kind: str) -> list[dict[str, Any]]:
    """What a definition of this kind may name."""
    states = [{"name": each, "is_move": False} for each in sorted(known_states().get(kind, ()))]
    return states + [{"name": each, "is_move": True} for each in known_moves(kind)]


@row
class MonthFigure:
    """The cases that ended in a month."""

    month: str
    cases: int
    median_hours: Decimal
    ninth_hours: Decimal
    first_pass: Decimal
    returned: int
    corrected: int
    minutes: Decimal
    cost: Money


@row
class DepartmentFigure:
    """The cases of a department."""

    department_name: str
    cases: int
    median_hours: Decimal
    ninth_hours: Decimal
    first_pass: Decimal
    returned: int
    corrected: int
    minutes: Decimal
    cost: Money


@row
class PersonFigure:
    """The cases that somebody brought to their end."""

    person_name: str
    cases: int
    median_hours: Decimal
    ninth_hours: Decimal
    first_pass: Decimal
    returned: int
    corrected: int
    minutes: Decimal
    cost: Money


@row
class WorkerFigure:
    """Who moved cases on their way: how many, how often, and how long they had stood before."""

    person_name: str
    cases: int
    moves: int
    ended: int
    returned: int
    median_hours: Decimal | None
    ninth_hours: Decimal | None


@row
class StepFigure:
    """How long cases stood in a state on their way."""

    kind: str
    step: str
    stays: int
    median_hours: Decimal
    ninth_hours: Decimal
    total_hours: Decimal
    share: Decimal


@row
class ProcessItem:
    """One case, the slowest first."""

    id: ID
    kind: str
    number: str
    title: str
    started_at: datetime
    ended_at: datetime
    hours: Decimal
    returned: int
    corrected: int


@row
class ApproverFigure:
    """How fast somebody decided what he was asked."""

    person_name: str
    decisions: int
    median_hours: Decimal
    ninth_hours: Decimal
    returned: int


@row
class ReturnFigure:
    """How often something was sent back, and why."""

    kind: str
    reason: str
    times: int


@row
class ClosingFigure:
    """How many days after its end a month was closed."""

    month: str
    ends_on: date
    closed_on: date
    days: int
    reopened: int


SPAN: dict[str, Any] = {"from_day": date, "until_day": date}
ASKED: dict[str, Any] = SPAN | {"kind": str | None, "department": ID | None, "version": int | None}
QUERY = [
    many(ProcessDefinition, filters=("version",), search=("kind",), sorts=("kind",), default_sort="kind"),
    many(ProcessEffort, filters=("valid_from",), search=("kind",), sorts=("kind",), default_sort="kind"),
    report(
        "process_choices",
        ProcessChoice,
        run=process_choices,
        args={"kind": str},
        permission="kpi.read_process_definition",
    ),
    report("process_figures", ProcessFigure, sql=reports.OVERVIEW, args=ASKED, permission=FIGURE),
    report("process_by_month", MonthFigure, sql=reports.BY_MONTH, args=ASKED, permission=FIGURE),
    report(
        "process_by_department", DepartmentFigure, sql=reports.BY_DEPARTMENT, args=ASKED, permission=FIGURE
    ),
    report("process_steps", StepFigure, sql=reports.STEPS, args=ASKED, permission=FIGURE),
    report("process_items", ProcessItem, sql=reports.ITEMS, args=ASKED, permission=FIGURE, expected=200),
    report(
        "return_reasons",
        ReturnFigure,
        sql=reports.REASONS,
        args=SPAN | {"kind": str | None},
        permission=FIGURE,
    ),
    report("days_to_close", ClosingFigure, sql=reports.CLOSING, args=SPAN, permission=FIGURE, expected=12),
    report("process_by_person", PersonFigure, sql=reports.BY_PERSON, args=ASKED, permission=PERSON),
    report("process_by_worker", WorkerFigure, sql=reports.BY_WORKER, args=ASKED, permission=PERSON),
    report(
        "approver_figures",
        ApproverFigure,
        sql=reports.APPROVERS,
        args=SPAN | {"kind": str | None},
        permission=PERSON,
    ),
]
MUTATION = [
    mutation(define_process, ProcessDefinition),
    mutation(set_process_minutes, ProcessEffort),
]
