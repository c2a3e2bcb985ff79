"""What counts as a process, what a case costs, and the transitions it is read from.

Transitions, subjects and the mark are made from the audit and can be made again from it at any time.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    big_whole,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    rate,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company


class ProcessDefinition(Table, schema="kpi", tablename="process_definition"):
    """Which transition begins a kind's case, which ends it, and which sends it back; for all companies.

    Another version counts for all of the past as well; the one before stays to be compared with.
    """

    id = key()
    kind = text()
    version = whole()
    starts = document_json()
    ends = document_json()
    returns = document_json()
    note = text(null=True)
    set_by = key_of_document()
    set_at = instant()


class ProcessMinutes(Table, schema="kpi", tablename="process_minutes"):
    """How many minutes of work a case of a kind takes and what an hour costs, from a day on."""

    id = key()
    company = ref(Company)
    kind = text()
    valid_from = day()
    minutes = rate()
    yen_per_hour = money()
    set_by = key_of_document()
    set_at = instant()


class Transition(Table, schema="kpi", tablename="transition"):
    """Something came into a state: when, by whom, from which."""

    id = key()
    company = ref(Company)
    kind = text()
    subject = key_of_document()
    seq = big_whole()
    at = instant()
    day = day()
    actor = key_of_document(null=True)
    verb = text(null=True)
    from_state = text(null=True)
    to_state = text()


class Subject(Table, schema="kpi", tablename="subject"):
    """What the transitions are about: its department, and the day it stands for where it has one."""

    id = key()
    company = ref(Company)
    kind = text()
    department = key_of_document(null=True)
    ends_on = day(null=True)


class RollUpMark(Table, schema="kpi", tablename="roll_up_mark"):
    """Every transaction below this one is in the transitions."""

    id = key()
    company = ref(Company)
    upto = big_whole()


TABLES = (ProcessDefinition, ProcessMinutes, Transition, Subject, RollUpMark)
