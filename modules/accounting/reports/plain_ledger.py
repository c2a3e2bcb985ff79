"""The books as plain text that beancount reads: for keeping, for other programs, and to be checked against.

Every entry of a company with all its lines, in the order of days. An account is called by its code below the
one of the five kinds it is of, `Assets:1130`; its names stand beside it.

    >>> print(quoted('say "yes" and go'), component("1130"), component("a 1/2"), component("売掛"))
    "say \\"yes\\" and go" 1130 A-1-2 X売掛
"""

import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from erp.kernel.database import Database

AT_ONCE = 1_000
KINDS = {
    "ASSET": "Assets",
    "LIABILITY": "Liabilities",
    "EQUITY": "Equity",
    "REVENUE": "Income",
    "EXPENSE": "Expenses",
}
COMPANY = "SELECT code, name, currency FROM masterdata.company WHERE id = $1"
ACCOUNTS = """
SELECT a.id, a.code, a.name_ja, a.name_en, a.kind FROM masterdata.account a
WHERE EXISTS (SELECT FROM accounting.journal_line l WHERE l.company = $1 AND l.account = a.id) ORDER BY a.code
"""
FIRST = "SELECT min(effective_on) FROM accounting.journal_entry WHERE company = $1"
ENTRIES = """
SELECT e.id, e.number, e.effective_on, e.description, e.origin,
       (SELECT jsonb_agg(jsonb_build_object(
            'account', l.account, 'amount', trim_scale(l.debit - l.credit)::text, 'currency', l.currency,
            'party', p.number, 'department', d.code, 'memo', l.memo) ORDER BY l.line_no)::text
        FROM accounting.journal_line l
        LEFT JOIN masterdata.party p ON p.id = l.party
        LEFT JOIN masterdata.department d ON d.id = l.department
        WHERE l.entry = e.id) AS lines
FROM accounting.journal_entry e
WHERE e.company = $1 AND ($2::date IS NULL OR (e.effective_on, e.number) > ($2::date, $3::text))
ORDER BY e.effective_on, e.number LIMIT $4
"""


def quoted(text: str) -> str:
    """A text between quotation marks, on one line."""
    clean = re.sub(r"\s+", " ", text).strip()
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def component(code: str) -> str:
    """A code as the last part of an account's name: letters, figures and dashes, beginning with a capital."""
    clean = re.sub(r"[^\w]|_", "-", code.strip()).strip("-") or "X"
    clean = clean[:1].upper() + clean[1:]
    return clean if re.match(r"[A-Z0-9]", clean) else f"X{clean}"


async def plain_ledger(database: Database, company: UUID) -> AsyncIterator[str]:
    """The text piece by piece, so that long books do not fill the memory."""
    (about,) = await database.rows(COMPANY, company)
    yield f'option "title" {quoted(about["name"])}\n'
    yield f'option "operating_currency" {quoted(about["currency"])}\n\n'
    begin = await database.read(FIRST, company, company=company)
    names = names_of([dict(row) for row in await database.rows(ACCOUNTS, company, company=company)])
    for account, name in names.values():
        told = f"  name-ja: {quoted(account['name_ja'])}\n  name-en: {quoted(account['name_en'])}\n"
        yield f"{begin} open {name}\n{told}"
    after: tuple[Any, str] = (None, "")
    while rows := await database.rows(ENTRIES, company, *after, AT_ONCE, company=company):
        yield "".join(_entry(dict(row), {id: name for id, (_, name) in names.items()}) for row in rows)
        after = (rows[-1]["effective_on"], rows[-1]["number"])


def names_of(accounts: list[dict[str, Any]]) -> dict[str, tuple[dict[str, Any], str]]:
    """Each account with its name in the text; no two have the same."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    taken: set[str] = set()
    for account in accounts:
        name = f"{KINDS[account['kind']]}:{component(account['code'])}"
        while name in taken:
            name += "-2"
        taken.add(name)
        found[str(account["id"])] = (account, name)
    return found


def _entry(row: dict[str, Any], names: dict[str, str]) -> str:
    import json

    written = [f"\n{row['effective_on']} * {quoted(row['description'])} ^{row['number']}\n"]
    written.append(f"  origin: {quoted(row['origin'])}\n")
    for line in json.loads(row["lines"]):
        written.append(f"  {names[line['account']]}  {line['amount']} {line['currency']}\n")
        for key in ("party", "department", "memo"):
            if line[key]:
                written.append(f"    {key}: {quoted(line[key])}\n")
    return "".join(written)


__all__ = ["component", "names_of", "plain_ledger", "quoted"]
