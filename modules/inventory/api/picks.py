"""Picks: which lots in which places are held for the lines of orders, and what could be taken instead."""

from datetime import date

from erp.api import ID, computed, computed_children, link, many, mutation, node, one
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Product
from modules.inventory import tables
from modules.inventory.actions.change_pick import change_pick
from modules.inventory.api.goods import StockBalance

# Free goods of the same warehouse that are good today; what expires first stands first.
ALTERNATIVES = """{c}.company = {t}.company AND {c}.product = {t}.product AND {c}.owner IS NULL
    AND {c}.on_hand > {c}.reserved AND ({c}.location, {c}.lot) <> ({t}.location, {t}.lot)
    AND (SELECT l.warehouse FROM masterdata.location l WHERE l.id = {c}.location)
      = (SELECT l.warehouse FROM masterdata.location l WHERE l.id = {t}.location)
    AND NOT EXISTS (SELECT FROM inventory.lot o JOIN masterdata.product p ON p.id = o.product
                    WHERE o.company = {c}.company AND o.product = {c}.product AND o.code = {c}.lot
                      AND o.expires_on < :today::date + p.shelf_days)"""


@node(tables.Reservation)
class Reservation:
    """Goods in a place that are held for one line of one order."""

    id: ID
    document: ID
    document_number: str = computed("(SELECT d.number FROM kernel.document d WHERE d.id = {t}.document)")
    demand: ID
    product: Product = link("product")
    location: Location = link("location")
    lot: str
    expires_on: date | None = computed(
        """(SELECT l.expires_on FROM inventory.lot l
            WHERE l.company = {t}.company AND l.product = {t}.product AND l.code = {t}.lot)"""
    )
    quantity: Quantity
    alternatives: list[StockBalance] = computed_children(ALTERNATIVES, by="lot", expected=5)


QUERY = [
    one(Reservation),
    many(
        Reservation,
        filters=("document", "product", "location", "lot", "quantity"),
        search=("product.number", "product.name", "lot"),
        sorts=("quantity",),
        default_sort="quantity",
    ),
]
MUTATION = [mutation(change_pick, Reservation)]
