"""Change how a system is looked after: names, days, brakes, what is done by itself."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.identity import tables
from modules.identity.refusals import PatternUnknown
from modules.identity.rules.names import unknown_fields
from modules.identity.states import Applies
from modules.identity.systems import held_system

FIELDS = ("userName", "email", "familyName", "givenName", "displayName", "department", "title")
RANGES = {
    "days_before": (0, 60),
    "delete_after_days": (1, 3650),
    "brake_count": (1, 100_000),
    "quiet_s": (30, 86_400),
    "escalate_after_min": (1, 1440),
    "inventory_every_min": (5, 10_080),
    "unused_after_days": (1, 3650),
}


async def change_system(
    *,
    act: Act,
    system: UUID,
    name: str | None = None,
    owner: UUID | None = None,
    user_name_pattern: str | None = None,
    email_pattern: str | None = None,
    days_before: int | None = None,
    delete_after_days: int | None = None,
    suspends_on_leave: bool | None = None,
    applies: Applies | None = None,
    brake_share: Decimal | None = None,
    brake_count: int | None = None,
    quiet_s: int | None = None,
    escalate_after_min: int | None = None,
    inventory_every_min: int | None = None,
    unused_after_days: int | None = None,
    their_fields: list[str] | None = None,
) -> UUID:
    """Change what is given, keep what is not. `brake_share` is in per cent; no days means never deleted.

    Refuses a pattern with fields that people do not have, figures out of range, and fields that are not of an
    account.
    """
    await held_system(act, system)
    given: dict[str, Any] = {name: value for name, value in locals().items() if name not in ("act", "system")}
    change = {name: value for name, value in given.items() if value is not None}
    for key, (least, most) in RANGES.items():
        if key in change and not least <= change[key] <= most:
            raise BadInput(key, "OUT_OF_RANGE", least=least, most=most)
    if brake_share is not None:
        if not 1 <= brake_share <= 100:
            raise BadInput("brakeShare", "OUT_OF_RANGE", least=1, most=100)
        change["brake_share"] = (brake_share / 100).quantize(Decimal("0.0001"))
    for pattern in (user_name_pattern, email_pattern):
        if pattern and unknown_fields(pattern):
            raise PatternUnknown(names="、".join(unknown_fields(pattern)))
    if user_name_pattern is not None and not user_name_pattern.strip():
        raise BadInput("userNamePattern", "REQUIRED")
    unknown = [each for each in their_fields or [] if each not in FIELDS]
    if unknown:
        raise BadInput("theirFields", "NOT_ONE_OF", possible=list(FIELDS))
    if applies is not None:
        change["applies"] = applies.value
    if change:
        await act.tx.update(tables.System, [{"id": system} | change])
    return system
