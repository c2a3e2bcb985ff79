"""What beancount makes of our plain-text ledger, and what our trial balance says, account by account."""

from decimal import Decimal
from uuid import UUID

from beancount import loader
from beancount.core.data import Open, Transaction
from beancount.core.realization import iter_children, realize

from modules.accounting.reports.plain_ledger import plain_ledger
from tests.facade import Erp
from tests.server import background

BALANCES = '{ trialBalance(asOf: "2100-12-31") { accountCode balance currency } }'


def text_of(erp: Erp, company: str | None = None) -> str:
    """The whole text."""

    async def read() -> str:
        pieces = plain_ledger(erp.running.database, UUID(company or erp.company))
        return "".join([piece async for piece in pieces])

    return background().run(read())


def computed(text: str) -> tuple[dict[tuple[str, str], Decimal], int]:
    """Balances by the account's code and currency as beancount adds them up, and the number of entries."""
    entries, errors, _ = loader.load_string(text)
    assert not errors, errors
    found: dict[tuple[str, str], Decimal] = {}
    for account in iter_children(realize(entries)):
        for position in account.balance:
            key = (account.account.rpartition(":")[2], position.units.currency)
            found[key] = position.units.number
    opened = [each for each in entries if isinstance(each, Open)]
    assert len({each.account for each in opened}) == len(opened)
    return found, sum(isinstance(each, Transaction) for each in entries)


def told(erp: Erp) -> dict[tuple[str, str], Decimal]:
    """Balances as our trial balance says; what came to nothing is nothing to beancount."""
    rows = erp.query(BALANCES)["trialBalance"]
    found = {(row["accountCode"], row["currency"]): Decimal(row["balance"]) for row in rows}
    return {key: balance for key, balance in found.items() if balance}


def agree(erp: Erp) -> int:
    """Both say the same of every account; answers how many entries there were."""
    balances, entries = computed(text_of(erp))
    assert balances == told(erp)
    (row,) = erp.sql(
        "SELECT count(*) AS n FROM accounting.journal_entry WHERE company = $1::text::uuid", erp.company
    )
    assert entries == row["n"]
    return entries
