"""Products that are made of others: sold as a set, or put together and taken apart."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, money, quantity, ref, text, whole
from erp.masterdata.tables import Company, Location, Product, Warehouse
from modules.inventory.states import AssemblyKind


class Kit(Table, schema="inventory", tablename="kit"):
    """What a product is made of from a day on; the next definition ends it."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    valid_from = day()
    valid_to = day(null=True)
    recorded_at = instant()


class KitComponent(Table, schema="inventory", tablename="kit_component"):
    """So many of a product in one kit."""

    id = key()
    company = ref(Company)
    kit = ref(Kit)
    line_no = whole()
    product = ref(Product)
    quantity = quantity()


class KitAssembly(Table, schema="inventory", tablename="kit_assembly"):
    """Components that became kits, or kits that became components; the value stays what it was."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(AssemblyKind)
    kit = ref(Kit)
    product = ref(Product)
    lot = text()
    quantity = quantity()
    warehouse = ref(Warehouse)
    location = ref(Location)
    assembled_on = day()
    recorded_at = instant()
    value = money()
    note = text(null=True)
