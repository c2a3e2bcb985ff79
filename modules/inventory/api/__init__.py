"""What programs and pages may ask of inventory, and what they may have it do; one file a noun."""

from modules.inventory.api import goods
from modules.inventory.api.goods import Shipment

QUERY = [*goods.QUERY]
MUTATION = [*goods.MUTATION]

__all__ = ["MUTATION", "QUERY", "Shipment"]
