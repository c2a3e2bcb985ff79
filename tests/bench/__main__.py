"""Runs the benches and prints each figure beside its limit: `python -m erp bench` comes here."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from uuid import UUID

from erp.kernel.database import Database
from tests.bench import (
    account_plans,
    approval_inbox,
    backdated_move,
    bank_matching,
    closing_bills,
    form_list,
    invoice_prints,
    order_list,
    order_to_cash,
    processes,
    procure_to_pay,
    reports,
    starting,
    trial_balance,
    work_months,
)
from tests.bench.house import throw_away
from tests.bench.rows import Row, table


def lists() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(order_list.bench(house))


def documents() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(order_to_cash.bench(house))


def purchases() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(procure_to_pay.bench(house))


def bills() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(closing_bills.bench(house))


def prints() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(invoice_prints.bench(house))


def balances() -> list[Row]:
    async def measured(url: str, superuser: str, company: object) -> list[Row]:
        # A load of a million lines takes longer than any statement of ours may.
        database = await Database.open(url, statement_timeout_ms=0)
        try:
            return await trial_balance.bench(database, superuser, company)
        finally:
            await database.close()

    with throw_away() as house:
        return asyncio.run(measured(house.url, house.superuser, house.company))


def flat() -> list[Row]:
    async def measured(url: str, superuser: str, company: UUID) -> list[Row]:
        database = await Database.open(url, statement_timeout_ms=0)
        try:
            return await reports.bench(database, superuser, company)
        finally:
            await database.close()

    with throw_away() as house:
        return asyncio.run(measured(house.url, house.superuser, house.company))


def late() -> list[Row]:
    async def measured(url: str, superuser: str, company: UUID) -> list[Row]:
        database = await Database.open(url, statement_timeout_ms=0)
        try:
            return await backdated_move.bench(database, superuser, company)
        finally:
            await database.close()

    with throw_away() as house:
        return asyncio.run(measured(house.url, house.superuser, house.company))


def figures() -> list[Row]:
    async def measured(url: str, superuser: str, company: UUID) -> list[Row]:
        database = await Database.open(url, statement_timeout_ms=0)
        try:
            return await processes.bench(database, superuser, company)
        finally:
            await database.close()

    with throw_away() as house:
        return asyncio.run(measured(house.url, house.superuser, house.company))


def bank() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(bank_matching.bench(house))


def inbox() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(approval_inbox.bench(house))


def requests() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(form_list.bench(house))


def months() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(work_months.bench(house))


def plans() -> list[Row]:
    with throw_away() as house:
        return asyncio.run(account_plans.bench(house))


def starts() -> list[Row]:
    return asyncio.run(starting.bench())


BENCHES: dict[str, Callable[[], list[Row]]] = {
    "order-list": lists,
    "order-to-cash": documents,
    "procure-to-pay": purchases,
    "closing-bills": bills,
    "invoice-prints": prints,
    "trial-balance": balances,
    "reports": flat,
    "backdated-move": late,
    "processes": figures,
    "bank-matching": bank,
    "approval-inbox": inbox,
    "form-list": requests,
    "work-months": months,
    "account-plans": plans,
    "start": starts,
}


def main() -> None:
    """Run what is asked for, one after the other, each on a new database."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--strict", action="store_true", help="Exit with 1 when a goal is missed.")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(BENCHES))
    if unknown:
        parser.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    rows: list[Row] = []
    for name in chosen.names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += BENCHES[name]()
    print(table(rows))
    sys.exit(1 if chosen.strict and not all(row.met for row in rows) else 0)


if __name__ == "__main__":
    main()
