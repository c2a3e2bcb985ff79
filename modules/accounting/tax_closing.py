"""The lines that settle consumption tax at the end of a span."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from erp.kernel.errors import Refused
from erp.kernel.money import ZERO
from modules.accounting.lines import EntryLine, credit, debit
from modules.accounting.rules.tax_return import TaxScheme
from modules.accounting.states import PostingPurpose
from modules.accounting.tax_returns import TaxReturn


class NoTaxToClose(Refused):
    """Nothing stands in the accounts of tax, and nothing is owed."""


def closing_lines(
    accounts: Mapping[str, UUID], found: TaxReturn, owed: Decimal, *, inclusive: bool
) -> list[EntryLine]:
    """Output against input tax, what is owed or comes back, and the difference as gain or loss.

    With tax inside the books only what is owed is posted: as taxes and dues, or as income if it comes back.
    """
    output, taken = (ZERO, ZERO) if inclusive else (found.output_tax, found.input_tax)
    lines = [
        *_on(accounts[PostingPurpose.OUTPUT_TAX], output),
        *_on(accounts[PostingPurpose.INPUT_TAX], -taken),
    ]
    if owed > 0:
        lines += _on(accounts[PostingPurpose.TAX_PAYABLE], -owed)
    elif owed < 0:
        lines += _on(accounts[PostingPurpose.TAX_REFUNDABLE], -owed)
    left = output - taken - owed
    if left > 0:
        lines += _on(accounts[PostingPurpose.TAX_ROUNDING_GAIN], -left)
    elif left < 0:
        dues = -left if inclusive else min(-left, _not_deductible(found))
        lines += _on(accounts[PostingPurpose.TAXES_AND_DUES], dues)
        lines += _on(accounts[PostingPurpose.TAX_ROUNDING_LOSS], -left - dues)
    if not lines:
        raise NoTaxToClose()
    return lines


def _not_deductible(found: TaxReturn) -> Decimal:
    """控除対象外消費税等: tax paid that may not be taken off, since sales without tax are too many."""
    due = found.due
    if due.full_credit or found.terms.scheme is not TaxScheme.GENERAL:
        return ZERO
    local, national = found.terms.local_share
    taken_off = due.input_national * (local + national) / national
    return max(ZERO, found.input_tax - taken_off).to_integral_value()


def _on(account: UUID, amount: Decimal) -> list[EntryLine]:
    if not amount:
        return []
    return [debit(account, amount) if amount > 0 else credit(account, -amount)]
