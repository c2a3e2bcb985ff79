"""Sales that are in the books since the goods left and wait for a closing day's invoice (未請求)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.invoicing import TaxTerms
from modules.accounting.issuing import sale_lines
from modules.accounting.posting import put_in_books
from modules.accounting.queries import posting_accounts, posting_day
from modules.accounting.rules.consumption_tax import RateTotal
from modules.accounting.rules.ledger import credit, debit
from modules.accounting.states import PostingPurpose


async def post_unbilled(
    act: Act,
    *,
    on: date,
    customer: UUID,
    description: str,
    by_rate: Sequence[RateTotal],
    taxes: Mapping[UUID, TaxTerms],
    origin: str,
    cause: UUID,
    department: UUID | None = None,
) -> None:
    """Unbilled receivable against sales and output tax; amounts below nothing take a sale back."""
    total = sum((each.total for each in by_rate), Decimal(0))
    if not total:
        return
    day, accounts = await posting_day(act, on), await posting_accounts(act)
    kinds = {each.tax_code: each for each in taxes.values()}
    make = debit if total > 0 else credit
    unbilled = make(accounts[PostingPurpose.UNBILLED], abs(total), act.currency, party=customer)
    sales = sale_lines(
        accounts,
        [(each, kinds[each.tax_code]) for each in by_rate],
        customer=customer,
        currency=act.currency,
        department=department,
    )
    await put_in_books(
        act,
        day=day,
        description=description,
        lines=[unbilled, *sales],
        origin=origin,
        cause=cause,
    )
