"""The lines of a template as a person writes them, and how a version of them is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules.accounting import tables
from modules.accounting.posting import UnknownPostingAccount
from modules.accounting.rules.entry_template import AmountKind, require_balancing
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry
from modules.accounting.settling import require_coins
from modules.accounting.templating import laws_of

MOST_LINES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLineDraft:
    """One side of a template; `value` is the fixed amount, or the share of the asked one in per cent."""

    account: UUID
    side: Side
    amount_kind: AmountKind
    value: Money | None = None
    tax_code: UUID | None = None
    tax_entry: TaxEntry = TaxEntry.AS_IS
    department: UUID | None = None
    party: UUID | None = None
    asks_party: bool = False
    memo: str | None = None


async def write_version(
    act: Act, template: UUID, version: int, description: str, lines: Sequence[TemplateLineDraft]
) -> None:
    """Keep these lines as a version; refuses lines that would not balance for every amount."""
    if not description.strip():
        raise BadInput("description", "EMPTY")
    if len(lines) > MOST_LINES:
        raise TooLong("lines", MOST_LINES, given=len(lines))
    for at, line in enumerate(lines):
        _require_sound(act, at, line)
    key = new_id()
    rows = [_row(act, key, at, line) for at, line in enumerate(lines, 1)]
    require_balancing(await laws_of(act, rows, act.today))
    await _require_accounts(act, lines)
    await act.tx.insert(
        tables.EntryTemplateVersion,
        [
            {
                "id": key,
                "company": act.company,
                "template": template,
                "version": version,
                "description": description.strip(),
                "written_by": act.actor,
                "written_at": act.at,
            }
        ],
    )
    await act.tx.insert(tables.EntryTemplateLine, rows)


def _row(act: Act, version: UUID, line_no: int, line: TemplateLineDraft) -> dict[str, object]:
    return {
        "id": new_id(),
        "company": act.company,
        "version": version,
        "line_no": line_no,
        "account": line.account,
        "side": line.side.value,
        "amount_kind": line.amount_kind.value,
        "value": line.value,
        "tax_code": line.tax_code,
        "tax_entry": line.tax_entry.value,
        "department": line.department,
        "party": line.party,
        "asks_party": line.asks_party,
        "memo": line.memo,
    }


def _require_sound(act: Act, at: int, line: TemplateLineDraft) -> None:
    kind, field = line.amount_kind, f"lines.{at}.value"
    if kind in (AmountKind.FIXED, AmountKind.SHARE):
        if line.value is None:
            raise BadInput(field, "EMPTY")
        if line.value <= 0:
            raise BadInput(field, "AMOUNT_NOT_POSITIVE", given=line.value)
    elif line.value is not None:
        raise BadInput(field, "NOT_ASKED_HERE", given=line.value)
    if kind is AmountKind.FIXED and line.value is not None:
        require_coins(field, line.value, act.currency)
    if kind is AmountKind.SHARE and line.value is not None and line.value > Decimal(100):
        raise BadInput(field, "NOT_A_PERCENTAGE", given=line.value)
    splits = line.tax_entry is not TaxEntry.AS_IS
    part = kind in (AmountKind.TAX, AmountKind.NET)
    if (splits or part) and line.tax_code is None:
        raise BadInput(f"lines.{at}.taxCode", "EMPTY")
    if splits and part:
        raise BadInput(f"lines.{at}.taxEntry", "TAX_TWICE")


async def _require_accounts(act: Act, lines: Sequence[TemplateLineDraft]) -> None:
    rows = await act.tx.rows(
        "SELECT id FROM masterdata.account WHERE id = ANY($1::uuid[]) AND is_active",
        sorted({line.account for line in lines}),
    )
    known = {row["id"] for row in rows}
    for at, line in enumerate(lines):
        if line.account not in known:
            raise UnknownPostingAccount(at, line.account)
