"""Add a payroll format: the columns a payroll wants, in its words and its order."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance.column_sets import Heading, keep_columns
from modules.attendance.rules.payroll_items import PayrollFigure, TimeForm
from modules.attendance.states import TextEncoding


@dataclass(frozen=True, slots=True)
class PayrollColumn:
    """A heading the payroll knows, and our figure under it."""

    heading: str
    item: PayrollFigure
    form: TimeForm = TimeForm.HM


async def add_payroll_format(
    *,
    act: Act,
    code: str,
    name: str,
    columns: list[PayrollColumn],
    encoding: TextEncoding = TextEncoding.CP932,
    first_line: str | None = None,
) -> UUID:
    """`first_line` stands above the headings, where a payroll asks for one such as `Version,2`."""
    kept = [Heading(each.heading, f"{each.item.value}:{each.form.value}") for each in columns]
    line = (first_line or "").strip() or None
    return await keep_columns(act, code, name, encoding, kept, is_outgoing=True, first_line=line)
