"""Consumption tax: a code says which class of the law applies, its dated rates say how much on which day."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, key_of_document, rate, ref, text
from erp.masterdata.states import TaxDirection, TaxKind


class TaxCode(Table, schema="masterdata", tablename="tax_code"):
    """A tax class as it is chosen on a line; `category` is its letter on electronic invoices (JP PINT)."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    kind = choice(TaxKind)
    direction = choice(TaxDirection)
    category = text()
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)


class TaxRate(Table, schema="masterdata", tablename="tax_rate"):
    """The rate of a code in percent from one day to another, both included; two rates never overlap.

    One that is not active is prepared for a law that is not passed yet: nobody computes with it.
    """

    id = key()
    tax_code = ref(TaxCode)
    rate = rate()
    valid_from = day()
    valid_to = day(null=True)
    is_active = flag(default=True)
    source = text(null=True)
