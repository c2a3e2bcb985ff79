"""What is to stand on an invoice, before it is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.errors import BadInput, TooLong
from erp.kernel.money import ZERO, Money
from erp.kernel.quantity import Quantity
from modules.accounting.states import InvoiceForm

LINE_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLineDraft:
    """What the customer pays for. `discount` is in per cent; `origin_line` is the line that is billed.

    Without a price the customer's listed price of the product holds, on the basis of the invoice.
    `supplied_on` is the day of the supply where it is not the day of the invoice; the tax rate follows it.
    A contract of before a change of the law may keep a rate of its own: `tax_rate`, with its `rate_reason`.
    """

    description: str
    quantity: Quantity
    tax_code: UUID
    unit_price: Money | None = None
    product: UUID | None = None
    unit: UUID | None = None
    discount: Decimal = Decimal(0)
    origin_line: UUID | None = None
    supplied_on: date | None = None
    tax_rate: Decimal | None = None
    rate_reason: str | None = None

    @property
    def price(self) -> Money:
        """The price, once it is known (`pricing.priced`)."""
        assert self.unit_price is not None
        return self.unit_price


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What an invoice says besides its lines. Without a form it is what our registration makes it.

    Its sales and tax are kept by its department.
    """

    form: InvoiceForm | None = None
    supplied_from: date | None = None
    supplied_to: date | None = None
    discount: Decimal = ZERO
    note: str | None = None
    replaces: UUID | None = None
    department: UUID | None = None


def require_sound(lines: Sequence[InvoiceLineDraft], discount: Decimal = ZERO) -> None:
    """Each line can be billed; what it says is looked at when it is known what kind of invoice it is."""
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len(lines) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(lines))
    if discount < 0:
        raise BadInput("discount", "NEGATIVE", given=discount)
    for at, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{at}.quantity", "QUANTITY_NOT_POSITIVE", given=line.quantity)
        if line.unit_price is None and line.product is None:
            raise BadInput(f"lines.{at}.unitPrice", "REQUIRED")
        if line.unit_price is not None and line.unit_price < 0:
            raise BadInput(f"lines.{at}.unitPrice", "NEGATIVE", given=line.unit_price)
        if not 0 <= line.discount <= 100:
            raise BadInput(f"lines.{at}.discount", "NOT_A_PERCENTAGE", given=line.discount)
        if line.tax_rate is not None:
            _require_sound_rate(at, line)


def _require_sound_rate(at: int, line: InvoiceLineDraft) -> None:
    """A rate of its own is a rate, and somebody says why."""
    assert line.tax_rate is not None
    if not 0 < line.tax_rate < 100 or line.tax_rate != round(line.tax_rate, 6):
        raise BadInput(f"lines.{at}.taxRate", "NOT_A_RATE", given=line.tax_rate)
    if line.rate_reason is None or not line.rate_reason.strip():
        raise BadInput(f"lines.{at}.rateReason", "EMPTY")
