"""Somebody looks after a master record, and looks at it again by a day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata import tables
from erp.masterdata.changing import locked
from erp.masterdata.states import MasterKind

_TABLES = {
    MasterKind.PARTY: tables.Party,
    MasterKind.PRODUCT: tables.Product,
    MasterKind.ACCOUNT: tables.Account,
    MasterKind.TAX_CODE: tables.TaxCode,
    MasterKind.DEPARTMENT: tables.Department,
    MasterKind.WAREHOUSE: tables.Warehouse,
}


async def assign_owner(
    *, act: Act, kind: MasterKind, record: UUID, owner: UUID | None, review_on: date | None
) -> UUID:
    """Name who looks after the record and by when it is looked at again; nothing for nobody and never."""
    table = _TABLES[kind]
    await locked(act, table, record, field="record")
    await act.tx.update(table, [{"id": record, "owner": owner, "review_on": review_on}])
    return record
