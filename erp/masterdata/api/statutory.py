"""What the law says in figures."""

from datetime import date
from decimal import Decimal

from erp.api import ID, computed, many, mutation, node
from erp.masterdata import tables
from erp.masterdata.actions.set_statutory_value import set_statutory_value
from erp.masterdata.actions.switch_statutory_value import switch_statutory_value


@node(tables.StatutoryValue)
class StatutoryValue:
    """A rate, limit or share of the law between two days that are both included."""

    id: ID
    kind: str
    name: str = computed("CASE WHEN :language = 'ja' THEN {t}.name_ja ELSE {t}.name_en END")
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    is_active: bool
    holds_today: bool = computed(
        "({t}.is_active AND {t}.valid_from <= :today AND ({t}.valid_to IS NULL OR {t}.valid_to >= :today))"
    )


QUERY = [
    many(StatutoryValue, filters=("kind", "is_active"), search=("kind", "name_ja", "name_en", "source"),
         sorts=("kind", "valid_from"), default_sort="kind"),
]  # fmt: skip
MUTATION = [
    mutation(set_statutory_value, StatutoryValue),
    mutation(switch_statutory_value, StatutoryValue),
]
