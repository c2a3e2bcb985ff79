"""What programs and pages may ask of inventory, and what they may have it do; one file a noun."""

from modules.inventory.api import goods, lots, valuation
from modules.inventory.api.goods import Shipment

QUERY = [*goods.QUERY, *lots.QUERY, *valuation.QUERY]
MUTATION = [*goods.MUTATION, *lots.MUTATION, *valuation.MUTATION]

__all__ = ["MUTATION", "QUERY", "Shipment"]
