"""A product as it is written: what was typed, put into one form and completed by its key."""

from typing import Any

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.masterdata.checks import amount_in, currency_of, must_exist, name_of, words
from erp.masterdata.rules.jan_code import jan_code
from erp.masterdata.rules.name_key import name_key
from erp.masterdata.states import ProductKind, Tracking


async def product_values(act: Act, typed: dict[str, Any]) -> dict[str, Any]:
    """All columns that come from input, checked; the same for a new product and for a changed one."""
    kind = ProductKind(typed["kind"])
    if kind is ProductKind.SERVICE and typed["is_stocked"]:
        raise BadInput("is_stocked", "SERVICE_HAS_NO_STOCK")
    tracking = Tracking(typed["tracking"])
    if tracking is not Tracking.NONE and not typed["is_stocked"]:
        raise BadInput("tracking", "NOT_STOCKED")
    if not 0 <= typed["shelf_days"] <= 3650:
        raise BadInput("shelf_days", "NOT_0_TO_3650")
    await must_exist(act, "unit", "Unit", typed["unit"], field="unit")
    await must_exist(act, "tax_code", "TaxCode", typed["tax_code"], field="tax_code")
    price = typed["standard_price"]
    currency = typed["standard_currency"] or act.currency
    currency = None if price is None else currency_of("standard_currency", currency)
    code = words("jan_code", typed["jan_code"])
    if code is not None and jan_code(code) is None:
        raise BadInput("jan_code", "NOT_A_JAN_CODE", given=code[:40])
    name = name_of("name", typed["name"])
    return typed | {
        "kind": kind,
        "tracking": tracking,
        "name": name,
        "name_kana": words("name_kana", typed["name_kana"]),
        "name_key": name_key(name),
        "jan_code": jan_code(code) if code else None,
        "category": words("category", typed["category"]),
        "standard_price": amount_in("standard_price", price, currency or act.currency),
        "standard_currency": currency,
        "note": words("note", typed["note"]),
    }
