"""Records that a mapping may name by their code because the house has them already."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from erp.kernel.database import Transaction
from erp.sync.importing.faults import Faults
from erp.sync.importing.planning import add_unknown
from erp.sync.importing.records import Record, named
from erp.sync.importing.templates import Known
from erp.sync.refusals import BadMapping

# Kind → table and the column that holds its code.
KINDS = {
    "account": ("masterdata.account", "code"),
    "department": ("masterdata.department", "code"),
    "party": ("masterdata.party", "number"),
    "price_list": ("masterdata.price_list", "code"),
    "product": ("masterdata.product", "number"),
    "role": ("access.role", "code"),
    "tax_code": ("masterdata.tax_code", "code"),
    "unit": ("masterdata.unit", "code"),
    "user": ("access.app_user", "login"),
    "warehouse": ("masterdata.warehouse", "code"),
}


async def found(tx: Transaction, records: Iterable[Record], faults: Faults) -> Mapping[Known, UUID]:
    """The records these rows name by code; one that is not there is a fault of its row."""
    wanted: dict[str, set[str]] = {}
    rows = list(records)
    for record in rows:
        for _, ref in named(record.values):
            if isinstance(ref, Known):
                wanted.setdefault(ref.kind, set()).add(ref.code)
    ids: dict[Known, UUID] = {}
    for kind, codes in wanted.items():
        if kind not in KINDS:
            raise BadMapping(f"known:{kind}", "NO_SUCH_KIND", possible=sorted(KINDS))
        table, column = KINDS[kind]
        sql = f"SELECT id, {column} AS code FROM {table} WHERE {column} = ANY($1::text[])"
        for row in await tx.rows(sql, sorted(codes)):
            ids[Known(kind, row["code"])] = row["id"]
    for record in rows:
        for path, ref in named(record.values):
            if isinstance(ref, Known) and ref not in ids:
                add_unknown(record, path, ref, faults)
    return ids
