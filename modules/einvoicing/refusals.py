"""Why an electronic invoice is not written or not taken."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.errors import Refused
from modules.einvoicing.rules.checks import Fault


class NoParticipantId(Refused):
    """An electronic invoice is addressed by corporate or registration number, and a side has neither."""

    def __init__(self, name: str, field: str) -> None:
        super().__init__(field=field, name=name)


class TaxNotExplained(Refused):
    """The tax is not what the rate makes of the base: prices with tax were rounded down, or up."""

    def __init__(self, number: str, tax: str, expected: str) -> None:
        super().__init__(field="invoice", number=number, tax=tax, expected=expected)


class EInvoiceFaulty(Refused):
    """What we would write breaks the standard."""

    def __init__(self, number: str, faults: Iterable[Fault]) -> None:
        told = [f"{each.kind.value} ({each.place})" for each in faults]
        super().__init__(field="invoice", number=number, faults=told)


class NothingToTell(Refused):
    """A document without an amount for any tax class cannot be told by the standard."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class NotTheOneCorrected(Refused):
    """A correction answers an invoice of the same customer that was taken back."""

    def __init__(self, number: str) -> None:
        super().__init__(field="corrects", number=number)


class StatementNotStanding(Refused):
    """A self-billing that the supplier objected to, or that was cancelled, is not told to anybody."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class UnknownSender(Refused):
    """No party has the numbers the document gives; it can be registered, or the document parked."""

    def __init__(self, name: str, t_number: str | None, corporate_number: str | None) -> None:
        super().__init__(field="file", name=name, t_number=t_number, corporate_number=corporate_number)


class EInvoiceThere(Refused):
    """The same document was taken in before."""

    def __init__(self, number: str, e_invoice: UUID) -> None:
        super().__init__(field="file", number=number, e_invoice=e_invoice)


class SenderRequired(Refused):
    """Nobody has said yet which party the document is from."""

    def __init__(self, name: str) -> None:
        super().__init__(field="sender", name=name)


class NotTakenThisWay(Refused):
    """Documents of this kind do not become supplier invoices by themselves."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind)


class NoTaxCodeFor(Refused):
    """No tax code for purchases has this class and rate on that day."""

    def __init__(self, category: str, rate: Decimal, on: date) -> None:
        super().__init__(category=category, rate=rate, on=on)
