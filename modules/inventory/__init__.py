"""Inventory: what is where, what is promised, what it is worth. Other modules import only these names."""

from modules.inventory.actions.add_cost import add_cost
from modules.inventory.actions.receive_stock import StockReceiptDraft, receive_stock
from modules.inventory.actions.release_stock import release_stock
from modules.inventory.actions.reserve_stock import InsufficientStock, reserve_stock
from modules.inventory.actions.return_stock import ReturnExceedsShipment, return_stock
from modules.inventory.actions.return_to_supplier import SupplierReturnDraft, return_to_supplier
from modules.inventory.actions.reverse_stock_receipt import reverse_stock_receipt
from modules.inventory.actions.ship_stock import ship_stock
from modules.inventory.costing_late import ReceiptCost
from modules.inventory.events import StockReceived, StockReturned, StockShipped
from modules.inventory.movement import Head as ShipmentHead
from modules.inventory.queries import available, not_returned, reserved_for, shipments_of, shipped_lines
from modules.inventory.rules.allocation import Demand
from modules.inventory.states import ReceiptReason

__all__ = [
    "Demand",
    "InsufficientStock",
    "ReceiptCost",
    "ReceiptReason",
    "ReturnExceedsShipment",
    "ShipmentHead",
    "StockReceiptDraft",
    "StockReceived",
    "StockReturned",
    "StockShipped",
    "SupplierReturnDraft",
    "add_cost",
    "available",
    "not_returned",
    "receive_stock",
    "release_stock",
    "reserve_stock",
    "reserved_for",
    "return_stock",
    "return_to_supplier",
    "reverse_stock_receipt",
    "ship_stock",
    "shipments_of",
    "shipped_lines",
]
