"""Documents of other parts: what was matched with orders is posted and taken back by whoever matched it.

Such a draft says in its `origin` whose it is. Whoever uses payables' own verb on it is sent to the document
behind it; the part that keeps it calls the same verb inside one of its own.
"""

from collections.abc import Mapping
from typing import Any

from erp.kernel.asking import Act
from modules.payables.refusals import KeptByPurchasing

PURCHASE_BILL = "purchase_bill:"


def require_own(act: Act, head: Mapping[str, Any], verb: str) -> None:
    """Refuse a verb of payables' own on what purchasing keeps."""
    if act.verb == verb and head["origin"].startswith(PURCHASE_BILL):
        raise KeptByPurchasing(head["number"])
