"""Prices that are agreed with somebody, or that hold for everybody."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, currency_of, name_of
from erp.masterdata.queries.party import parties
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import PriceList
from erp.masterdata.writing import add


async def register_price_list(
    *,
    act: Act,
    code: str,
    name: str,
    currency: str | None = None,
    customer: UUID | None = None,
    for_all_companies: bool = False,
    prices_include_tax: bool = False,
) -> UUID:
    """Register a price list in one currency, for one customer or for all, in this company or in every one.

    Its prices are all without tax, or all with the tax inside; documents turn them to their own basis.
    """
    code, price_list = code_of("code", code), new_id()
    if customer is not None:
        customer = (await parties(act.tx, [customer]))[customer].id
    row = {
        "id": price_list,
        "company": None if for_all_companies else act.company,
        "code": code,
        "name": name_of("name", name),
        "currency": currency_of("currency", currency or act.currency),
        "customer": customer,
        "prices_include_tax": prices_include_tax,
        "is_active": True,
    }
    await add(act, PriceList, row, taken=NumberTaken("PriceList", code, field="code"))
    return price_list
