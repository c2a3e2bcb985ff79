"""An account gets another name, another proposed tax code, another line in the statements, or is not used
any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.masterdata.changing import differing, locked
from erp.masterdata.checks import must_exist, name_of
from erp.masterdata.keep import KEEP, given
from erp.masterdata.rules.statement_lines import suits
from erp.masterdata.states import AccountKind, StatementLine
from erp.masterdata.tables import Account


async def change_account(
    *,
    act: Act,
    account: UUID,
    name_ja: str = KEEP,
    name_en: str = KEEP,
    tax_code: UUID | None = KEEP,
    needs_party: bool = KEEP,
    needs_department: bool = KEEP,
    statement_line: StatementLine = KEEP,
    is_active: bool = KEEP,
) -> UUID:
    """Change what is mentioned; code and kind stay, since posted entries were read with them."""
    row = await locked(act, Account, account, field="account")
    changes = given(
        name_ja=name_ja, name_en=name_en, tax_code=tax_code, needs_party=needs_party,
        needs_department=needs_department, statement_line=statement_line, is_active=is_active,
    )  # fmt: skip
    for field in {"name_ja", "name_en"} & changes.keys():
        changes[field] = name_of(field, changes[field])
    if changes.get("tax_code") is not None:
        await must_exist(act, "tax_code", "TaxCode", changes["tax_code"], field="tax_code")
    if "statement_line" in changes and not suits(changes["statement_line"], AccountKind(row["kind"])):
        raise BadInput("statement_line", "NOT_OF_THIS_KIND")
    changes = differing(row, changes)
    if changes:
        await act.tx.update(Account, [{"id": account, **changes}])
    return account
