"""Kits: what products are made of, and how many were put together or taken apart."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Product, Warehouse
from modules.accounting.api import JournalEntry
from modules.inventory import tables
from modules.inventory.actions.assemble_kits import assemble_kits
from modules.inventory.actions.define_kit import define_kit
from modules.inventory.actions.disassemble_kits import disassemble_kits
from modules.inventory.api.goods import StockMove
from modules.inventory.states import AssemblyKind

# How many could be put together of what is free in all warehouses of ours, by the component that is short.
POSSIBLE = """(SELECT floor(min(coalesce(b.free, 0) / c.quantity)) FROM inventory.kit_component c
    LEFT JOIN LATERAL (SELECT sum(s.on_hand - s.reserved) AS free FROM inventory.stock_balance s
                       JOIN masterdata.location l ON l.id = s.location
                       JOIN masterdata.warehouse w ON w.id = l.warehouse AND NOT w.is_transit
                       WHERE s.product = c.product AND s.owner IS NULL) b ON true
    WHERE c.kit = {t}.id)"""
ENDS = """(SELECT min(n.valid_from) - 1 FROM inventory.kit n
    WHERE n.company = {t}.company AND n.product = {t}.product AND n.valid_from > {t}.valid_from)"""


@node(tables.Kit)
class Kit:
    """What a product is made of from a day on."""

    id: ID
    product: Product = link("product")
    valid_from: date
    valid_until: date | None = computed(f"least({{t}}.valid_to, {ENDS})")
    recorded_at: datetime
    possible: Quantity | None = computed(POSSIBLE)
    components: list["KitComponent"] = children("kit", by="line_no", expected=5)


@node(tables.KitComponent, part_of=Kit)
class KitComponent:
    """So many of a product in one kit."""

    id: ID
    line_no: int
    product: Product = link("product")
    quantity: Quantity
    available: Quantity = computed(
        """coalesce((SELECT sum(s.on_hand - s.reserved) FROM inventory.stock_balance s
           JOIN masterdata.location l ON l.id = s.location
           JOIN masterdata.warehouse w ON w.id = l.warehouse AND NOT w.is_transit
           WHERE s.product = {t}.product AND s.owner IS NULL), 0)"""
    )


@node(tables.KitAssembly)
class KitAssembly:
    """Components that became kits, or kits that became components; worth the same before and after."""

    id: ID
    number: str
    kind: AssemblyKind
    kit: Kit = link("kit")
    product: Product = link("product")
    lot: str
    quantity: Quantity
    warehouse: Warehouse = link("warehouse")
    location: Location = link("location")
    assembled_on: date
    recorded_at: datetime
    value: Money
    note: str | None
    moves: list[StockMove] = computed_children(
        "{c}.document = {t}.id AND {c}.quantity > 0", by="to_location", expected=6
    )
    journal_entries: list[JournalEntry] = computed_children("{c}.cause = {t}.id", by="number")


QUERY = [
    one(Kit),
    many(
        Kit,
        filters=("product", "valid_from"),
        search=("product.number", "product.name"),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
    one(KitAssembly),
    many(
        KitAssembly,
        filters=("kind", "product", "assembled_on", "warehouse"),
        search=("number", "note", "product.name", "lot"),
        sorts=("number", "assembled_on"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(define_kit, Kit),
    mutation(assemble_kits, KitAssembly),
    mutation(disassemble_kits, KitAssembly),
]
