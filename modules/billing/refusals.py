"""Every "no" of billing, with the facts a person needs to go on."""

from datetime import date

from erp.kernel.errors import Refused


class NotBilledAtClosing(Refused):
    """This customer is billed otherwise, or through somebody else."""

    def __init__(self, number: str) -> None:
        super().__init__(field="customer", number=number)


class NotAClosingDay(Refused):
    """The customer's periods do not end on that day."""

    def __init__(self, number: str, closing_on: date) -> None:
        super().__init__(field="closing_on", number=number, closing_on=closing_on)


class NotClosedYet(Refused):
    """The day has not come: more may leave until then."""

    def __init__(self, closing_on: date) -> None:
        super().__init__(field="closing_on", closing_on=closing_on)


class NothingToClose(Refused):
    """Nothing was supplied, paid or credited since the last bill."""

    def __init__(self, number: str, closing_on: date) -> None:
        super().__init__(number=number, closing_on=closing_on)


class LaterBillThere(Refused):
    """A bill of a later day follows from this one."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class TwoPriceBases(Refused):
    """One invoice has prices with tax or without, never both."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class BillPaid(Refused):
    """Money was set against the bill; undo that matching first."""

    def __init__(self, number: str) -> None:
        super().__init__(field="bill", number=number)


class NoCustomersToClose(Refused):
    """Nobody's period ends on that day."""

    def __init__(self, closing_on: date) -> None:
        super().__init__(field="closing_on", closing_on=closing_on)


class NoBillsToPrint(Refused):
    """No bill fits, or the run has made none yet."""
