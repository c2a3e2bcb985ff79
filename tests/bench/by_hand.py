"""Somebody who writes the documents of an order by hand: nothing but the statements of `by_hand_sql`."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg

from erp.kernel.keys import new_id
from tests.bench.by_hand_sql import BEGIN, CONFIRM, DRAFT, INVOICE, POST, RECEIPT, SHIP, TAKE_OUT

# The purpose of an account, debit, credit, party, tax code, memo.
Side = tuple[str, Any, Any, UUID | None, UUID | None, str | None]


class Writer:
    """Somebody who writes documents by hand on one connection."""

    def __init__(self, connection: asyncpg.Connection, company: UUID, actor: UUID, warehouse: UUID) -> None:
        self.connection, self.company, self.actor, self.warehouse = connection, company, actor, warehouse
        self.accounts: dict[str, UUID] = {}

    async def learn(self) -> None:
        """What never changes is asked once."""
        rows = await self.connection.fetch("SELECT purpose, account FROM accounting.posting_account")
        bank = await self.connection.fetchval("SELECT account FROM accounting.bank_account WHERE is_default")
        self.accounts = {row["purpose"]: row["account"] for row in rows} | {"BANK": bank}

    async def begin(self, verb: str) -> str:
        """The beginning of a transaction; answers the key it stands under."""
        key = str(uuid4())
        await self.connection.execute("BEGIN")
        await self.connection.fetchrow(BEGIN, self.company, self.actor, verb, key)
        return key

    async def do(self, sql: str, key: str, *args: Any) -> asyncpg.Record:
        """One statement of a step."""
        done = await self.connection.fetchrow(sql, self.company, self.actor, key, *args)
        assert done is not None
        return done

    async def post(self, verb: str, cause: UUID, kind: str, description: str, sides: list[Side]) -> None:
        """The entry, as the last statement."""
        accounts, *rest = (list(column) for column in zip(*sides, strict=True))
        chosen = [self.accounts[purpose] for purpose in accounts]
        await self.do(POST, verb, cause, kind, description, chosen, *rest)

    async def commit(self) -> None:
        await self.connection.execute("COMMIT")

    async def order_to_cash(self, customer: UUID, products: list[UUID]) -> None:
        """One order on its whole way, in five transactions."""
        key = await self.begin("draft_sales_order")
        order = (await self.do(DRAFT, key, customer, products, self.warehouse))[0]
        await self.commit()
        await self.do(CONFIRM, await self.begin("confirm_sales_order"), order)
        await self.commit()
        await self.ship(order)
        await self.receive(customer, await self.invoice(customer, order))

    async def ship(self, order: UUID) -> None:
        key, shipment = await self.begin("ship_sales_order"), new_id()
        cost = (await self.do(TAKE_OUT, key, order, shipment))[0]
        text = (await self.do(SHIP, key, order, shipment))[0]
        sides: list[Side] = [
            ("COST_OF_SALES", cost, 0, None, None, None),
            ("STOCK", 0, cost, None, None, None),
        ]
        await self.post("ship_sales_order", shipment, "shipment", text, sides)
        await self.commit()

    async def invoice(self, customer: UUID, order: UUID) -> UUID:
        key, invoice = await self.begin("invoice_sales_order"), new_id()
        number, base, tax, code = await self.do(INVOICE, key, order, invoice)
        sides: list[Side] = [
            ("RECEIVABLE", base + tax, 0, customer, None, None),
            ("SALES", 0, base, customer, code, None),
            ("OUTPUT_TAX", 0, tax, customer, code, None),
        ]
        await self.post("invoice_sales_order", invoice, "invoice", number, sides)
        await self.commit()
        return invoice

    async def receive(self, customer: UUID, invoice: UUID) -> None:
        key, receipt = await self.begin("record_receipt"), new_id()
        number, amount, paid = await self.do(RECEIPT, key, invoice, receipt)
        sides: list[Side] = [
            ("BANK", amount, 0, None, None, None),
            ("RECEIVABLE", 0, amount, customer, None, paid),
        ]
        await self.post("record_receipt", receipt, "receipt", number, sides)
        await self.commit()
