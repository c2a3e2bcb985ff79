"""All masters that somebody looks after, seen as one list: a view, so it holds nothing of its own."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, key_of_document, text
from erp.masterdata.states import MasterKind


class MasterRecord(Table, schema="masterdata", tablename="master_record"):
    """A party, product, account, tax code, department or warehouse, with who looks after it."""

    id = key()
    kind = choice(MasterKind)
    number = text()
    name = text()
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)
