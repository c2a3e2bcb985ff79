"""The chart of accounts grows."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, must_exist, name_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.rules.statement_lines import default_line, suits
from erp.masterdata.states import AccountKind, StatementLine
from erp.masterdata.tables import Account
from erp.masterdata.writing import add


async def register_account(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    kind: AccountKind,
    tax_code: UUID | None = None,
    needs_party: bool = False,
    statement_line: StatementLine | None = None,
    needs_department: bool = False,
) -> UUID:
    """Register an account; its kind decides on which side of the statements it stands and never changes.

    The line of the statements it stands in follows from its code, unless it is said here.
    """
    code, account = code_of("code", code), new_id()
    if tax_code is not None:
        await must_exist(act, "tax_code", "TaxCode", tax_code, field="tax_code")
    line = statement_line or default_line(code, kind)
    if not suits(line, kind):
        raise BadInput("statement_line", "NOT_OF_THIS_KIND")
    row = {
        "id": account,
        "code": code,
        "name_ja": name_of("name_ja", name_ja),
        "name_en": name_of("name_en", name_en),
        "kind": kind,
        "tax_code": tax_code,
        "needs_party": needs_party,
        "statement_line": line,
        "needs_department": needs_department,
        "is_active": True,
    }
    await add(act, Account, row, taken=NumberTaken("Account", code, field="code"))
    return account
