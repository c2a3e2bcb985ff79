"""What everybody claims, how card companies lay out their files, and a few claims of the demo company."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.masterdata.actions.register_party import register_party
from erp.masterdata.states import PartyKind
from modules.expenses import tables
from modules.expenses.actions.add_expense_line import add_expense_line
from modules.expenses.actions.draft_expense_claim import draft_expense_claim
from modules.expenses.actions.post_expense_claim import post_expense_claim
from modules.expenses.actions.register_claimant import register_claimant
from modules.expenses.actions.register_company_card import register_company_card
from modules.expenses.actions.register_expense_kind import register_expense_kind
from modules.expenses.actions.register_grade import register_grade
from modules.expenses.actions.set_allowance_rate import set_allowance_rate
from modules.expenses.actions.set_policy_limit import set_policy_limit
from modules.expenses.actions.submit_expense_claim import submit_expense_claim
from modules.expenses.states import Breach, ExpenseNature
from modules.payables import LedgerOnlyReason

USUAL = Path(__file__).with_name("usual.toml")


async def keep_current(act: Act) -> None:
    """The usual grades, kinds and card formats, where they are not there yet."""
    usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM expenses.grade")}
    for row in usual["grade"]:
        if row["code"] not in there:
            await register_grade(act=act, **row)
    await _kinds(act, usual["kind"])
    formats = {row["code"] for row in await act.tx.rows("SELECT code FROM expenses.card_format")}
    empty = {"card_column": None, "reference_column": None, "valid_to": None}
    await act.tx.insert(
        tables.CardFormat,
        [{"id": new_id()} | empty | row for row in usual["card_format"] if row["code"] not in formats],
    )


async def _kinds(act: Act, kinds: list[dict[str, Any]]) -> None:
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM expenses.expense_kind")}
    ids: dict[str, dict[str, UUID]] = {}
    for table in ("account", "tax_code"):
        rows = await act.tx.rows(f"SELECT code, id FROM masterdata.{table} WHERE is_active")
        ids[table] = {row["code"]: row["id"] for row in rows}
    for row in kinds:
        account, tax_code = ids["account"].get(row["account"]), ids["tax_code"].get(row["tax_code"])
        if row["code"] in there or account is None or tax_code is None:
            continue
        only = row.get("ledger_only")
        await register_expense_kind(
            act=act,
            code=row["code"],
            name_ja=row["name_ja"],
            name_en=row["name_en"],
            account=account,
            tax_code=tax_code,
            nature=ExpenseNature(row["nature"]),
            ledger_only=LedgerOnlyReason(only) if only else None,
        )


async def seed_demo(act: Act) -> None:
    """Two claimants, limits and rates, a card; a claim in the books, one that waits and one still open."""
    kinds = {
        row["code"]: row["id"] for row in await act.tx.rows("SELECT code, id FROM expenses.expense_kind")
    }
    grades = {row["code"]: row["id"] for row in await act.tx.rows("SELECT code, id FROM expenses.grade")}
    people = await act.tx.rows(
        "SELECT id, name FROM access.app_user WHERE NOT is_service AND is_active ORDER BY id LIMIT 2"
    )
    month = act.today.replace(day=1)
    start = month.replace(year=month.year - 1)
    for code, grade, amount in (("ALLOWANCE", None, 2500), ("ALLOWANCE", "M", 3000), ("MILEAGE", None, 20)):
        own = grades[grade] if grade else None
        await set_allowance_rate(
            act=act, kind=kinds[code], grade=own, amount=Decimal(amount), valid_from=start
        )
    for code, limit, reason in (
        ("MEETING", 5000, 3000),
        ("ENTERTAINMENT", 30000, 1),
        ("LODGING", 12000, None),
    ):
        await set_policy_limit(
            act=act,
            kind=kinds[code],
            valid_from=start,
            line_limit=Money(Decimal(limit)),
            receipt_from=Money(Decimal(1)),
            reason_from=None if reason is None else Money(Decimal(reason)),
            breach=Breach.WARN,
        )
    for at, person in enumerate(people):
        party = await register_party(
            act=act,
            name=f"{person['name']}(従業員)",
            kind=PartyKind.PERSON,
            is_customer=False,
            is_supplier=True,
            accept_duplicates=True,
            reason="経費の支払先",
        )
        grade = grades["M" if at == 0 else "S"]
        await register_claimant(act=act, person=person["id"], party=party, grade=grade, valid_from=start)
    account = await act.tx.value("SELECT id FROM masterdata.account WHERE code = '2140'")
    await register_company_card(act=act, name="コーポレートカード", last_digits="4321", account=account)
    for at, person in enumerate(people):
        await _claims(replace(act, asking=replace(act.asking, actor=person["id"])), kinds, at)


async def _claims(act: Act, kinds: dict[str, UUID], at: int) -> None:
    """A trip for each; the first is in the books, the second waits to be looked at."""
    first = act.today - timedelta(days=10 + at)
    claim = await draft_expense_claim(act=act, title=("大阪出張", "名古屋出張")[at])
    await add_expense_line(
        act=act, claim=claim, kind=kinds["FARE"], spent_on=first, amount=Money(Decimal(13870 - 3000 * at)),
        from_place="東京", to_place=("新大阪", "名古屋")[at], ways=2, reason="客先訪問",
    )  # fmt: skip
    await add_expense_line(
        act=act, claim=claim, kind=kinds["LODGING"], spent_on=first, amount=Money(Decimal(11000)),
        shop="駅前ホテル", t_number="T7000012050002",
    )  # fmt: skip
    await add_expense_line(
        act=act, claim=claim, kind=kinds["ALLOWANCE"], spent_on=first, until=first + timedelta(days=1)
    )
    await submit_expense_claim(act=act, claim=claim)
    if at == 0:
        await post_expense_claim(act=act, claim=claim, on=act.today)
    else:
        meal = await draft_expense_claim(act=act, title="打合せの飲み物")
        await add_expense_line(
            act=act, claim=meal, kind=kinds["MEETING"], spent_on=first, amount=Money(Decimal(5280)),
            shop="喫茶あおば", reason="採用面談",
        )  # fmt: skip
