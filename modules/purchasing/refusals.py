"""What purchasing refuses by name, where more than one verb may say it."""

from decimal import Decimal
from uuid import UUID

from erp.kernel.errors import Refused


class NoPurchasePrice(Refused):
    """Nobody gave a price for this product, and none is agreed with the supplier on that day."""


class AccountNeeded(Refused):
    """What is no stock goes to an account, and nobody said which."""

    def __init__(self, index: int, product: str) -> None:
        super().__init__(field=f"lines.{index}.account", product=product)


class BelowMinimumOrder(Refused):
    """The supplier delivers no fewer than so many, and we said that such orders are refused."""

    def __init__(self, index: int, product: str, minimum: Decimal, given: Decimal) -> None:
        super().__init__(field=f"lines.{index}.quantity", product=product, minimum=minimum, given=given)


class NotAnOrderMultiple(Refused):
    """The supplier delivers whole lots only, and we said that such orders are refused."""

    def __init__(self, index: int, product: str, multiple: Decimal, given: Decimal) -> None:
        super().__init__(field=f"lines.{index}.quantity", product=product, multiple=multiple, given=given)


class NegotiationMissing(Refused):
    """A new price of a protected supplier needs a word on how it was agreed."""

    def __init__(self, supplier: str, before: Decimal) -> None:
        super().__init__(field="negotiation", supplier=supplier, before=before)


class OverReceipt(Refused):
    """More came than was ordered and may come at all."""

    def __init__(self, line: UUID, open_quantity: Decimal, given: Decimal) -> None:
        super().__init__(field="lines", line=line, open=open_quantity, given=given)


class OverInspection(Refused):
    """More would be accepted or refused than waits for it."""

    def __init__(self, line: UUID, waiting: Decimal, given: Decimal) -> None:
        super().__init__(field="lines", line=line, waiting=waiting, given=given)


class NothingToInspect(Refused):
    """Nothing of the delivery waits for an inspection."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


class NothingToReceive(Refused):
    """Nothing of the order is still to come."""

    def __init__(self, number: str) -> None:
        super().__init__(field="order", number=number)


class OverReturn(Refused):
    """More would go back than is there of it."""

    def __init__(self, line: UUID, there: Decimal, given: Decimal) -> None:
        super().__init__(field="lines", line=line, there=there, given=given)


class AlreadyReceived(Refused):
    """Goods of the order have come; it can be closed, not cancelled."""

    def __init__(self, number: str) -> None:
        super().__init__(field="order", number=number)


class InspectionWaits(Refused):
    """Goods of the order wait for an inspection."""

    def __init__(self, number: str) -> None:
        super().__init__(field="order", number=number)


class OrderOfOther(Refused):
    """The order is another supplier's."""

    def __init__(self, number: str) -> None:
        super().__init__(field="lines", number=number)


class BillOutside(Refused):
    """The bill is outside the tolerance; a second person has to release it."""

    def __init__(self, number: str, findings: int) -> None:
        super().__init__(field="bill", number=number, findings=findings)


class ReleasedByEnterer(Refused):
    """Who entered the bill does not release it."""

    def __init__(self, number: str) -> None:
        super().__init__(field="bill", number=number)
