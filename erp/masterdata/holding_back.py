"""Some of what is known about a party changes only when somebody else says yes: until then it is a wish.

Who keeps such wishes is no business of master data. A part of the house with a `party_changes.py` says there
with `hold_back` what of a change is not written now.
"""

from typing import Any

from erp.kernel.asking import Act
from erp.kernel.module import installed, part


async def written_now(act: Act, row: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What of these values of a party is written at once; the rest waits where it was held back."""
    for module in installed():
        hold_back = getattr(part(module.name, "party_changes"), "hold_back", None)
        if hold_back is not None and values:
            values = await hold_back(act, row, values)
    return values
