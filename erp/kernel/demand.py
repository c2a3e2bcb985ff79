"""Goods that somebody waits for: each part of the house says how many it owes, beyond what is held for it.

A part with a `demand.py` names its `WANTED` there: a SELECT that answers `product, warehouse, quantity` for
`:company`, in the product's own unit. Nothing is stored.
"""

from erp.kernel.module import installed, part

NOBODY = "SELECT NULL::uuid AS product, NULL::uuid AS warehouse, 0::numeric AS quantity WHERE false"


def wanted() -> str:
    """What every installed part waits for, as one SELECT."""
    said = [getattr(part(module.name, "demand"), "WANTED", None) for module in installed()]
    return " UNION ALL ".join(f"({each})" for each in said if each) or NOBODY
