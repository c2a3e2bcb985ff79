"""Inventory: what is where, what is promised, what it is worth. Other modules import only these names."""

from modules.inventory.actions.receive_stock import StockReceiptDraft, receive_stock
from modules.inventory.actions.release_stock import release_stock
from modules.inventory.actions.reserve_stock import InsufficientStock, reserve_stock
from modules.inventory.actions.return_stock import ReturnExceedsShipment, return_stock
from modules.inventory.actions.reverse_stock_receipt import reverse_stock_receipt
from modules.inventory.actions.ship_stock import ship_stock
from modules.inventory.events import StockReceived, StockReturned, StockShipped
from modules.inventory.movement import Head as ShipmentHead
from modules.inventory.queries import available, not_returned, reserved_for, shipments_of, shipped_lines
from modules.inventory.rules.allocation import Demand
from modules.inventory.states import ReceiptReason

__all__ = [
    "Demand",
    "InsufficientStock",
    "ReceiptReason",
    "ReturnExceedsShipment",
    "ShipmentHead",
    "StockReceiptDraft",
    "StockReceived",
    "StockReturned",
    "StockShipped",
    "available",
    "not_returned",
    "receive_stock",
    "release_stock",
    "reserve_stock",
    "reserved_for",
    "return_stock",
    "reverse_stock_receipt",
    "ship_stock",
    "shipments_of",
    "shipped_lines",
]
