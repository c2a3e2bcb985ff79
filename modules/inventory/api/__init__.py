"""What programs and pages may ask of inventory, and what they may have it do; one file a noun."""

from modules.inventory.api import codes, counts, goods, kits, lots, picks, transfers, valuation
from modules.inventory.api.goods import Shipment

PARTS = (goods, codes, counts, kits, lots, picks, transfers, valuation)
QUERY = [each for part in PARTS for each in part.QUERY]
MUTATION = [each for part in PARTS for each in part.MUTATION]

__all__ = ["MUTATION", "QUERY", "Shipment"]
