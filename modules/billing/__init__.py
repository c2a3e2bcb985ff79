"""Billing: what left and waits for its bill, and the bills of closing days. Others import only these."""

from modules.billing.actions.close_customer import close_customer
from modules.billing.actions.close_customers import close_customers
from modules.billing.refusals import NotBilledAtClosing
from modules.billing.supplies import (
    SupplyHead,
    hold_supplies,
    is_supplied,
    record_supply,
    supplied_lines,
    take_back,
    waits_for_bill,
)

__all__ = [
    "NotBilledAtClosing",
    "SupplyHead",
    "close_customer",
    "close_customers",
    "hold_supplies",
    "is_supplied",
    "record_supply",
    "supplied_lines",
    "take_back",
    "waits_for_bill",
]
