"""Where an installation starts: what the law and the trade give everybody, and on request a small company.

Everything goes through the actions, as if a person had typed it in, so the history says where it came from.
"""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.actions.add_party_address import add_party_address
from erp.masterdata.actions.add_party_contact import add_party_contact
from erp.masterdata.actions.add_product_unit import add_product_unit
from erp.masterdata.actions.register_account import register_account
from erp.masterdata.actions.register_department import register_department
from erp.masterdata.actions.register_party import register_party
from erp.masterdata.actions.register_price_list import register_price_list
from erp.masterdata.actions.register_product import register_product
from erp.masterdata.actions.register_tax_code import register_tax_code
from erp.masterdata.actions.register_unit import register_unit
from erp.masterdata.actions.set_price import set_price
from erp.masterdata.actions.set_tax_rate import set_tax_rate
from erp.masterdata.coming_rates import prepare_coming_rates
from erp.masterdata.founding import found_company
from erp.masterdata.japanese_holidays import add_holidays
from erp.masterdata.queries.statutory import statutory_names, statutory_rows
from erp.masterdata.rules.effective import Dated, overlaps
from erp.masterdata.rules.terms import HolidayShift
from erp.masterdata.seed_data import FIRST_COMPANY, TAX_CODES, UNITS
from erp.masterdata.states import AccountKind, AddressKind, PartyKind, ProductKind
from erp.masterdata.tables import StatutoryValue

HERE = Path(__file__).parent
STANDARD_PRICES = "STD"


async def seed_base(act: Act) -> None:
    """The company that asks (if it is not there yet), units, tax codes, accounts and an empty price list."""
    if not await act.tx.value("SELECT true FROM masterdata.company WHERE id = $1", act.company):
        await found_company(act, {"id": act.company, **FIRST_COMPANY})
    if await act.tx.value("SELECT true FROM masterdata.unit LIMIT 1"):
        return
    for unit in UNITS:
        await register_unit(act=act, **unit._asdict())
    tax_codes = {}
    for tax in TAX_CODES:
        values = tax._asdict()
        rates = values.pop("rates")
        tax_codes[tax.code] = await register_tax_code(act=act, **values)
        for rate, valid_from, valid_to in rates:
            await set_tax_rate(
                act=act,
                tax_code=tax_codes[tax.code],
                rate=Decimal(rate),
                valid_from=valid_from,
                valid_to=valid_to,
            )
    await seed_chart_of_accounts(act, tax_codes)
    await register_price_list(act=act, code=STANDARD_PRICES, name="標準価格表", for_all_companies=True)


async def seed_chart_of_accounts(act: Act, tax_codes: dict[str, UUID]) -> None:
    """The starter chart of accounts, from the file that an accountant can read."""
    chart = tomllib.loads((HERE / "chart_of_accounts.toml").read_text(encoding="utf-8"))
    needs_party = set(chart["needs_party"])
    for kind in AccountKind:
        for code, name_ja, name_en, *tax in chart[kind.value]:
            await register_account(
                act=act,
                code=code,
                name_ja=name_ja,
                name_en=name_en,
                kind=kind,
                tax_code=tax_codes[tax[0]] if tax else None,
                needs_party=code in needs_party,
            )


async def seed_demo(act: Act) -> None:
    """Customers, suppliers, products and prices of a small trading company; all names are made up."""
    if await act.tx.value("SELECT true FROM masterdata.party LIMIT 1"):
        return
    demo = tomllib.loads((HERE / "demo.toml").read_text(encoding="utf-8"))
    for department in demo["departments"]:
        await register_department(act=act, valid_from=_year_begins(act.today), **department)
    customers = [await _demo_party(act, each) for each in demo["customers"]]
    for each in demo["suppliers"]:
        await _demo_party(act, each | {"is_customer": False, "is_supplier": True})
    products = await _demo_products(act, demo["products"])
    await _demo_prices(act, demo["products"], products, customers[0])


def _year_begins(today: date) -> date:
    """The first day of the fiscal year before this one, so that last year's documents find their prices."""
    return date(today.year - (1 if today.month >= 4 else 2), 4, 1)


async def _demo_party(act: Act, given: dict[str, Any]) -> UUID:
    given = dict(given)
    address, contact = given.pop("address"), given.pop("contact", None)
    if "credit_limit" in given:
        given["credit_limit"] = Money(Decimal(given["credit_limit"]))
    given["kind"] = PartyKind(given.get("kind", "COMPANY"))
    given["holiday_shift"] = HolidayShift.BEFORE if given.get("is_supplier") else HolidayShift.AFTER
    if given.get("closing_day") == 0:
        given["closing_day"] = None
    party = await register_party(act=act, **given)
    postal_code, prefecture, city, street = address
    kinds = [AddressKind.HEAD_OFFICE, *([AddressKind.SHIPPING] if not given.get("is_supplier") else [])]
    for kind in kinds:
        await add_party_address(
            act=act,
            party=party,
            kind=kind,
            postal_code=postal_code,
            prefecture=prefecture,
            city=city,
            street=street,
        )
    if contact:
        name, role, email = contact
        await add_party_contact(act=act, party=party, name=name, role=role, email=email)
    return party


async def _demo_products(act: Act, given: list[dict[str, Any]]) -> list[UUID]:
    units = {row["code"]: row["id"] for row in await act.tx.rows("SELECT code, id FROM masterdata.unit")}
    taxes = {row["code"]: row["id"] for row in await act.tx.rows("SELECT code, id FROM masterdata.tax_code")}
    found = []
    for each in given:
        product = await register_product(
            act=act,
            name=each["name"],
            name_kana=each["kana"],
            unit=units[each["unit"]],
            tax_code=taxes[each["tax"]],
            kind=ProductKind(each.get("kind", "GOODS")),
            jan_code=each.get("jan"),
            category=each["category"],
            standard_price=Money(Decimal(each["price"])),
        )
        if "case_of" in each:
            factor = Quantity(Decimal(each["case_of"]))
            await add_product_unit(act=act, product=product, unit=units["CS"], factor=factor)
        found.append(product)
    return found


async def _demo_prices(act: Act, given: list[dict[str, Any]], products: list[UUID], customer: UUID) -> None:
    standard = await act.tx.value("SELECT id FROM masterdata.price_list WHERE code = $1", STANDARD_PRICES)
    begins = _year_begins(act.today)
    for each, product in zip(given, products, strict=True):
        price = Decimal(each["price"])
        await set_price(
            act=act, price_list=standard, product=product, unit_price=Money(price), valid_from=begins
        )
        if "from_100" in each:
            await set_price(
                act=act,
                price_list=standard,
                product=product,
                unit_price=Money(Decimal(each["from_100"])),
                minimum_quantity=Quantity(Decimal(100)),
                valid_from=begins,
            )
        if "next_price" in each:
            # Announced already: it holds from the first day of the month after next.
            month = (act.today.replace(day=1) + timedelta(days=62)).replace(day=1)
            price = Money(Decimal(each["next_price"]))
            await set_price(act=act, price_list=standard, product=product, unit_price=price, valid_from=month)
    special = await register_price_list(act=act, code="SP-001", name="特別価格表", customer=customer)
    for product, each in list(zip(products, given, strict=True))[:3]:
        agreed = Money(Decimal(each["price"]) * 95 // 100)
        await set_price(act=act, price_list=special, product=product, unit_price=agreed, valid_from=begins)


async def keep_current(act: Act) -> None:
    """Add the law's figures that came with this version; what is there, ended or changed by a person, stays.

    One that would hold beside what a person entered is added switched off, for him to decide.
    """
    await add_holidays(act)
    await prepare_coming_rates(act)
    rows = await act.tx.rows("SELECT kind, valid_from, valid_to, is_active FROM masterdata.statutory_value")
    there = {(row["kind"], row["valid_from"]) for row in rows}
    for kind, values in statutory_rows().items():
        mine = [
            Dated(row["valid_from"], row["valid_to"], None)
            for row in rows
            if row["kind"] == kind and row["is_active"]
        ]
        for value in values:
            if (kind, value["valid_from"]) in there:
                continue
            new = Dated(value["valid_from"], value.get("valid_to"), None)
            free = not overlaps([*mine, new])
            await act.tx.insert(
                StatutoryValue,
                [
                    {
                        "id": new_id(),
                        "kind": kind,
                        **statutory_names(kind),
                        "valid_from": value["valid_from"],
                        "valid_to": value.get("valid_to"),
                        "value": Decimal(value["value"]),
                        "source": value["source"],
                        "is_active": value.get("is_active", True) and free,
                    }
                ],
            )
