"""Kinds of leave, the statutory table, columns of files; and two months of the demo company."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.attendance import tables

USUAL = Path(__file__).with_name("usual.toml")


async def keep_current(act: Act) -> None:
    """The usual kinds, the table and the formats, where they are not there yet."""
    usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM attendance.leave_kind")}
    kinds = [_kind(row) for row in usual["leave_kind"] if row["code"] not in there]
    await act.tx.insert(tables.LeaveKind, kinds)
    known = {
        (row["valid_from"], row["months"], row["weekly_days"])
        for row in await act.tx.rows("SELECT valid_from, months, weekly_days FROM attendance.leave_table_row")
    }
    rows = [
        row
        for row in _table(usual["leave_table"])
        if (row["valid_from"], row["months"], row["weekly_days"]) not in known
    ]
    await act.tx.insert(tables.LeaveTableRow, rows)
    await _formats(act, usual["format"])


def _kind(row: dict[str, Any]) -> dict[str, Any]:
    usual = row.get("usual_days")
    days = {"usual_days": Decimal(usual) if usual else None}
    return {"id": new_id(), "is_active": True} | row | days


def _table(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Every field of the table as a row of its own."""
    full = {"weekly_days": None, "yearly_from": None, "yearly_to": None, "days": told["full"]}
    return [
        {
            "id": new_id(),
            "valid_from": told["valid_from"],
            "valid_to": None,
            "months": months,
            "days": Decimal(days),
            "source": told["source"],
            **{name: part[name] for name in ("weekly_days", "yearly_from", "yearly_to")},
        }
        for part in [full, *told["part"]]
        for months, days in zip(told["months"], part["days"], strict=True)
    ]


async def _formats(act: Act, formats: list[dict[str, Any]]) -> None:
    """For every company; a code that is taken is somebody's own."""
    there = {
        (row["company"], row["code"])
        for row in await act.tx.rows("SELECT company, code FROM attendance.column_set")
    }
    rows = []
    for each in formats:
        if (act.company, each["code"]) in there:
            continue
        columns = [{"heading": heading, "item": item} for heading, item in each["columns"]]
        own = {"id": new_id(), "company": act.company, "skip_rows": 0, "first_line": None, "is_active": True}
        rows.append(own | each | {"columns": columns})
    await act.tx.insert(tables.ColumnSet, rows)
