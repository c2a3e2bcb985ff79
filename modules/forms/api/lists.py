"""Lists of requests and records by the fields of their form, and what changed in one of them."""

from dataclasses import dataclass
from datetime import date, datetime
from types import GenericAlias
from typing import Any

from erp.api import ID, link, report, row
from modules.forms.api.entries import RegisterRecord, Request
from modules.forms.entry_history import ENTRY_HISTORY
from modules.forms.listing import RECORDS, REQUESTS, require_place
from modules.forms.states import RecordState, RequestState
from modules.forms.writing_out import REGISTER_LINES


@row
class FieldCell:
    """One value of a list, under the words of its field."""

    label: str
    text: str | None


@row
class RequestLine:
    """A request as a list shows it."""

    id: ID
    number: str
    state: RequestState
    title: str
    person: str | None
    on: date
    values: Any
    cells: list[FieldCell]
    request: Request | None = link("id")


@row
class RecordLine:
    """A record as a list shows it."""

    id: ID
    number: str
    state: RecordState
    title: str
    person: str | None
    on: date
    values: Any
    cells: list[FieldCell]
    record: RegisterRecord | None = link("id")


@row
class RegisterLine:
    """A record as a file has it; each further row of a table is a further line."""

    number: str
    cells: list[FieldCell]


@row
class EntryPart:
    """One field that changed."""

    label: str
    before: str | None
    after: str | None


@row
class EntryChange:
    """What somebody did to a request or a record, field by field."""

    at: datetime
    actor_name: str | None
    verb: str | None
    changes: list[EntryPart]


@row
class ListPlace:
    """Where in a list a page lies."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@row
class RequestList:
    """A page of the requests of one form."""

    nodes: list[RequestLine]
    page_info: ListPlace


@row
class RecordList:
    """A page of the records of one register."""

    nodes: list[RecordLine]
    page_info: ListPlace


@dataclass(frozen=True)
class FieldCondition:
    """What a field has to be: this value, from, to, or with these words in it; figures and days as
    on the wire."""

    field: str
    value: str | None = None
    from_value: str | None = None
    to_value: str | None = None
    contains: str | None = None


def arguments(state: type) -> dict[str, Any]:
    """What a list takes: the form, conditions on its fields, an order, a place."""
    return {
        "form": str,
        "search": str | None,
        "state": GenericAlias(list, (state,)) | None,
        "where": list[FieldCondition] | None,
        "by": str | None,
        "value": str | None,
        "from": str | None,
        "to": str | None,
        "contains": str | None,
        "sort": str | None,
        "descending": bool | None,
        "first": int | None,
        "after": str | None,
        "last": int | None,
        "before": str | None,
    }


QUERY = [
    report(
        "requests",
        RequestList,
        sql=REQUESTS,
        args=arguments(RequestState),
        permission="forms.read_request",
        single=True,
        check=require_place,
        description="The requests of one form, by its code; narrowed and sorted by any of its fields.",
    ),
    report(
        "register_records",
        RecordList,
        sql=RECORDS,
        args=arguments(RecordState),
        permission="forms.read_register_record",
        single=True,
        check=require_place,
        description="The records of one register, by its code; narrowed and sorted by any of its fields.",
    ),
    report(
        "register_lines",
        RegisterLine,
        sql=REGISTER_LINES,
        args={"form": str},
        permission="forms.read_register_record",
        expected=50,
        description="The records in use of a register with every field, as a file to be read in again.",
    ),
    report(
        "entry_history",
        EntryChange,
        sql=ENTRY_HISTORY,
        args={"id": ID},
        permission="",
        expected=20,
        description="Who changed which field of a request or a record, the last change first.",
    ),
]
