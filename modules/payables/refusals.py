"""What payables refuses by name, where more than one verb may say it."""

from datetime import date
from decimal import Decimal

from erp.kernel.errors import Refused


class NotASupplier(Refused):
    """The party is not a supplier."""

    def __init__(self, number: str) -> None:
        super().__init__(field="supplier", number=number)


class SupplierNumberThere(Refused):
    """This supplier's invoice of that number is here already."""

    def __init__(self, given: str, number: str) -> None:
        super().__init__(field="supplierNumber", given=given, number=number)


class KeptByPurchasing(Refused):
    """The invoice is matched with orders; it is posted and taken back there."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class LedgerOnlyTooLarge(Refused):
    """A purchase of this size needs an invoice; the books alone are not enough."""

    def __init__(self, total: Decimal, limit: Decimal) -> None:
        super().__init__(field="ledgerOnly", total=total, limit=limit)


class StatedTaxTooFar(Refused):
    """The tax on the paper cannot come of its amounts by any rounding."""

    def __init__(self, given: Decimal, computed: Decimal) -> None:
        super().__init__(field="statedTaxes", given=given, computed=computed)


class SupplierInvoicePaid(Refused):
    """Something was paid or set against the document already; that is taken back first."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class InPaymentRun(Refused):
    """The invoice is in a payment run that is under way."""

    def __init__(self, number: str, run: str) -> None:
        super().__init__(number=number, run=run)


class OtherSupplier(Refused):
    """The documents belong to different suppliers."""

    def __init__(self, number: str, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number)


class FeeNotDeductible(Refused):
    """Nothing may be taken off what a protected supplier is owed."""

    def __init__(self, number: str) -> None:
        super().__init__(field="feeBearer", number=number)


class ApprovedByProposer(Refused):
    """Whoever proposed it does not approve it; another person does."""


class ApprovedTwice(Refused):
    """This person has approved it already; a further person is needed."""


class ChangedSinceProposed(Refused):
    """What is open has changed since this was proposed, so it is proposed again."""

    def __init__(self, number: str, wanted: Decimal, open: Decimal) -> None:
        super().__init__(number=number, wanted=wanted, open=open)


class NoSupplierAccount(Refused):
    """There is no confirmed account to which this supplier's money could go."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names=names, count=len(names))


class NoTransferAccount(Refused):
    """Nobody has said yet what the bank needs to know of this account of ours."""


class NotABankDay(Refused):
    """The banks are closed on that day."""

    def __init__(self, on: date, *, field: str = "payOn") -> None:
        super().__init__(field=field, on=on)


class SelfBillingThere(Refused):
    """There is a statement for this invoice already; it is cancelled together with the invoice."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class SelfBillingDisputed(Refused):
    """The supplier objected to the statement: the invoice is cancelled and entered again."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class SelfBillingIncomplete(Refused):
    """Items that the law asks for are not there."""

    def __init__(self, number: str, missing: list[str]) -> None:
        super().__init__(field="invoice", number=number, missing=missing)


class SupplierSentPaper(Refused):
    """The supplier sent his own invoice, so we write none for him."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)
