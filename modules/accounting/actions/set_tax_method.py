"""Set the company's method of consumption tax from a day on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from modules.accounting.rules.tax_return import Allocation, TaxBasis, TaxScheme

BUSINESS_TYPES = 6


class MixedTaxBasis(Refused):
    """Who adds up the tax on his sales adds up the tax on his purchases as well."""


async def set_tax_method(
    *,
    act: Act,
    valid_from: date,
    scheme: TaxScheme,
    business_type: int | None = None,
    output_basis: TaxBasis = TaxBasis.RECALCULATED,
    input_basis: TaxBasis = TaxBasis.RECALCULATED,
    allocation: Allocation = Allocation.INDIVIDUAL,
) -> UUID:
    """General, simplified with its kind of business, or exempt; it holds until the next one begins."""
    if scheme is TaxScheme.SIMPLIFIED and business_type is None:
        raise BadInput("businessType", "EMPTY")
    if business_type is not None and not 1 <= business_type <= BUSINESS_TYPES:
        raise BadInput("businessType", "NO_SUCH_BUSINESS_TYPE", given=business_type)
    if output_basis is TaxBasis.ADDED_UP and input_basis is not TaxBasis.ADDED_UP:
        raise MixedTaxBasis()
    return await act.tx.value(
        """INSERT INTO accounting.tax_method
               (id, company, valid_from, scheme, business_type, output_basis, input_basis, allocation)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (company, valid_from) DO UPDATE SET
               scheme = excluded.scheme, business_type = excluded.business_type,
               output_basis = excluded.output_basis, input_basis = excluded.input_basis,
               allocation = excluded.allocation
           RETURNING id""",
        new_id(),
        act.company,
        valid_from,
        scheme.value,
        str(business_type) if scheme is TaxScheme.SIMPLIFIED else None,
        output_basis.value,
        input_basis.value,
        allocation.value,
    )
