"""Ordering: what customers want and what we promised. Other modules import only these names."""

from modules.ordering.actions.confirm_sales_order import confirm_sales_order
from modules.ordering.actions.draft_sales_order import draft_sales_order
from modules.ordering.events import SalesOrderClosed, SalesOrderConfirmed
from modules.ordering.lines import SalesLineDraft

__all__ = [
    "SalesLineDraft",
    "SalesOrderClosed",
    "SalesOrderConfirmed",
    "confirm_sales_order",
    "draft_sales_order",
]
