"""What holds for every writer, also for somebody with a SQL console and all rights."""

from uuid import UUID

import asyncpg
import pytest

from tests.facade import Erp, Refused
from tests.modules.accounting.conftest import Books
from tests.server import background

# An entry and its lines in one statement, as a console would write them.
WRITE = """
WITH entry AS (
    INSERT INTO accounting.journal_entry
        (id, company, number, effective_on, description, origin, posted_by)
    SELECT uuidv7(), c.id, 'X-1', $1::text::date, 'console', 'console', c.id FROM masterdata.company c
    RETURNING id, company, effective_on
)
INSERT INTO accounting.journal_line
    (id, company, entry, line_no, account, debit, credit, currency, effective_on)
SELECT uuidv7(), e.company, e.id, t.no,
       (SELECT id FROM masterdata.account WHERE code = '1110'),
       t.debit, t.credit, 'JPY', e.effective_on
FROM entry e
CROSS JOIN unnest($2::int[], $3::text[]::numeric[], $4::text[]::numeric[]) AS t(no, debit, credit)
"""


def write(erp: Erp, *lines: tuple[str, str], on: str = "2026-04-10") -> None:
    erp.sql(
        WRITE, on, list(range(1, len(lines) + 1)), [left for left, _ in lines], [right for _, right in lines]
    )


def test_a_console_may_write_a_sound_entry(erp: Erp) -> None:
    write(erp, ("10", "0"), ("0", "10"))
    assert len(erp.sql("SELECT id FROM accounting.journal_line")) == 2


@pytest.mark.parametrize(
    "lines, told",
    [
        ([("10", "0"), ("0", "9")], "UNBALANCED_ENTRY"),
        ([], "UNBALANCED_ENTRY"),
        ([("10", "0")], "UNBALANCED_ENTRY"),
        ([("0", "0"), ("0", "0")], "line_on_one_side"),
        ([("10", "10"), ("10", "10")], "line_on_one_side"),
        ([("-10", "0"), ("0", "-10")], "line_on_one_side"),
        ([("NaN", "0"), ("0", "NaN")], "violates check constraint"),
    ],
)
def test_an_unsound_entry_is_refused_by_the_database(
    erp: Erp, lines: list[tuple[str, str]], told: str
) -> None:
    with pytest.raises(asyncpg.PostgresError, match=told):
        write(erp, *lines)
    assert erp.sql("SELECT id FROM accounting.journal_entry") == []


def test_a_console_cannot_write_into_a_closed_month(books: Books) -> None:
    books.erp.close_period(period=books.period())
    with pytest.raises(asyncpg.PostgresError, match="PERIOD_CLOSED"):
        write(books.erp, ("10", "0"), ("0", "10"))
    with pytest.raises(asyncpg.PostgresError, match="NO_PERIOD"):
        write(books.erp, ("10", "0"), ("0", "10"), on="1990-04-10")


def test_nothing_is_added_to_an_entry_afterwards(books: Books) -> None:
    books.entry()
    for amounts in ("5, 0", "0, 5"):
        with pytest.raises(asyncpg.PostgresError, match="LINE_WITHOUT_ITS_ENTRY"):
            books.erp.sql(
                f"""INSERT INTO accounting.journal_line
                        (id, company, entry, line_no, account, debit, credit, currency, effective_on)
                    SELECT uuidv7(), company, entry, line_no + 2, account, {amounts}, currency, effective_on
                    FROM accounting.journal_line"""
            )


CHANGES = [
    "UPDATE accounting.journal_line SET memo = 'x'",
    "DELETE FROM accounting.journal_line",
    "UPDATE accounting.journal_entry SET description = 'x'",
    "DELETE FROM accounting.invoice",
    "UPDATE accounting.invoice_tax SET tax = 0",
    "UPDATE accounting.receipt SET amount = 1",
    "DELETE FROM accounting.matching",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_facts_are_never_changed_by_anybody(books: Books, sql: str) -> None:
    books.receipt(customer := books.customer(), "500", {"invoice": books.invoice(customer)})
    with pytest.raises(asyncpg.PostgresError, match="its rows are facts"):
        books.erp.sql(sql)
    database = books.erp.running.database
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        background().run(database.run(sql, company=UUID(books.erp.company)))


def test_more_than_all_and_less_than_nothing_cannot_be_open(books: Books) -> None:
    books.invoice(books.customer())
    for amount in ("-1", "1101", "'NaN'"):
        with pytest.raises(asyncpg.CheckViolationError):
            books.erp.sql(f"UPDATE accounting.open_item SET open_amount = {amount}")


def test_a_refused_invoice_gives_its_number_back(books: Books) -> None:
    customer = books.customer()
    numbers = [books.invoice(customer, selection="number")]
    with pytest.raises(Refused):
        books.invoice(customer, books.line(quantity="-1"))
    with pytest.raises(Refused):
        books.invoice(customer, due_on="2020-01-01")
    numbers.append(books.invoice(customer, selection="number"))
    assert numbers == ["IN-2026-000001", "IN-2026-000002"]
