"""What the law says in figures: rates, limits and shares, each from a day on."""

from piccolo.table import Table

from erp.kernel.columns import day, flag, key, quantity, text


class StatutoryValue(Table, schema="masterdata", tablename="statutory_value"):
    """One figure of one kind between two days that are both included, and where it is written.

    A figure that is not in force yet, because its law is a bill, is there with `is_active` off. Which
    day counts (of the supply, of the payment, of the acquisition) is said by whoever reads it.
    """

    id = key()
    kind = text()
    name_ja = text()
    name_en = text()
    valid_from = day()
    valid_to = day(null=True)
    value = quantity()
    source = text()
    is_active = flag()
