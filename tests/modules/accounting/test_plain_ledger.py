"""Our trial balance is what an independent program computes from our own entries, account by account."""

from decimal import Decimal
from io import StringIO

from erp.commands.export_ledger import write
from erp.kernel.seeding import seed
from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.plain_books import agree, computed, text_of
from tests.modules.accounting.test_reports import rolled_up
from tests.server import background


def test_the_demo_company_agrees_with_beancount(erp: Erp) -> None:
    erp.sql(
        "INSERT INTO kernel.occurrence (job, planned_at, done_at)"
        " VALUES ('wants_demo', 'epoch', clock_timestamp())"
    )
    background().run(seed(erp.running.database, demo=True))
    assert agree(erp) > 20


def test_texts_that_could_break_the_file_do_not(books: Books) -> None:
    books.entry(description='改行\nと "引用" と \\ 記号 ; 注釈')
    lines = [
        {"account": books.accounts["1110"], "side": "DEBIT", "amount": "300", "memo": 'メモ "x"'},
        {"account": books.accounts["7130"], "side": "CREDIT", "amount": "300"},
    ]
    books.erp.post_entry(on="2026-04-11", description="2026-04-01 * open", lines=lines)
    assert agree(books.erp) == 2
    rolled_up(books)
    assert agree(books.erp) == 2


def test_a_difference_would_be_seen(books: Books) -> None:
    books.entry()
    balances, _ = computed(text_of(books.erp).replace("1000 JPY", "999 JPY"))
    assert balances[("1110", "JPY")] == Decimal(999)


def test_the_command_writes_the_books_of_the_company_named(books: Books) -> None:
    books.entry()
    (row,) = books.erp.sql("SELECT code FROM masterdata.company ORDER BY id LIMIT 1")
    out = StringIO()
    url = books.erp.running.server.url(books.erp.running.name)
    background().run(write(url, row["code"], out))
    assert out.getvalue() == text_of(books.erp) and "open Assets:1110" in out.getvalue()
