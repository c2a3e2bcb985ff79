"""Rates of bills that came with this version: prepared once, switched off, and left alone afterwards."""

from decimal import Decimal

from erp.kernel.asking import Act
from erp.masterdata.actions.prepare_tax_rate import prepare_tax_rate
from erp.masterdata.seed_data import PREPARED_RATES


async def prepare_coming_rates(act: Act) -> None:
    """Add what is missing; a rate of that first day that is there, enacted or entered by a person, stays."""
    rows = await act.tx.rows(
        """SELECT c.id, c.code, array_agg(r.valid_from) AS days FROM masterdata.tax_code c
           LEFT JOIN masterdata.tax_rate r ON r.tax_code = c.id GROUP BY c.id"""
    )
    for prepared in PREPARED_RATES:
        for row in rows:
            if row["code"] in prepared.tax_codes and prepared.valid_from not in row["days"]:
                await prepare_tax_rate(
                    act=act,
                    tax_code=row["id"],
                    rate=Decimal(prepared.rate),
                    valid_from=prepared.valid_from,
                    valid_to=prepared.valid_to,
                    source=prepared.source,
                )
