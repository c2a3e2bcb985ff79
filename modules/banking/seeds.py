"""What banking starts with: shapes of bank files and what transfers cost, completed at each start.

And what the demo company's bank told this month: the daily cases, one of each, still to be decided.
"""

import tomllib
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.files import Attached
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.banking import tables
from modules.banking.actions.add_posting_rule import add_posting_rule
from modules.banking.actions.agree_payer_terms import agree_payer_terms
from modules.banking.actions.import_bank_statement import import_bank_statement
from modules.banking.actions.set_account_at_bank import set_account_at_bank
from modules.banking.states import DepositKind, Direction

DATA = Path(__file__).with_name("bank_csv.toml")
OPTIONAL = (
    "in_column",
    "out_column",
    "amount_column",
    "payer_column",
    "balance_column",
    "reference_column",
    "valid_to",
)


async def keep_current(act: Act) -> None:
    """Add the built-in shapes and fees that are missing; a row that is there is never altered."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    there = {
        row["code"] for row in await act.tx.rows("SELECT code FROM banking.csv_format WHERE is_built_in")
    }
    await act.tx.insert(
        tables.CsvFormat,
        [
            dict.fromkeys(OPTIONAL) | each | {"id": new_id(), "is_built_in": True}
            for each in data["format"]
            if each["code"] not in there
        ],
    )
    known = {
        (row["amount"], row["valid_from"])
        for row in await act.tx.rows("SELECT amount, valid_from FROM banking.transfer_fee WHERE is_built_in")
    }
    await act.tx.insert(
        tables.TransferFee,
        [
            {
                "id": new_id(),
                "amount": Decimal(amount),
                "customer": None,
                "valid_from": each["valid_from"],
                "valid_to": each.get("valid_to"),
                "is_built_in": True,
            }
            for each in data["fee"]
            for amount in each["amounts"]
            if (Decimal(amount), each["valid_from"]) not in known
        ],
    )


CUSTOMERS = """
    SELECT id, name_kana FROM masterdata.party
    WHERE is_customer AND is_active AND name_kana IS NOT NULL
    ORDER BY credit_limit DESC NULLS FIRST, number LIMIT 3
"""
# What each of the three owes, before tax; they may owe much, for the demo's later orders must still fit in.
OWED = ((120000, 60000), (48000, 36000), (250000,))
FEE = 660


async def seed_demo(act: Act) -> None:
    """A few invoices and the statement that pays them: exact, short by a fee, two in one, part, unknown."""
    customers = await act.tx.rows(CUSTOMERS)
    bank = await act.tx.value(
        "SELECT id FROM accounting.bank_account WHERE company = $1 AND is_default", act.company
    )
    if len(customers) < len(OWED) or bank is None:
        return
    await set_account_at_bank(
        act=act,
        bank_account=bank,
        bank_code="9999",
        branch_code="001",
        kind=DepositKind.ORDINARY,
        account_number="0012345",
        bank_name="みほん銀行",
        branch_name="本店",
    )
    start = act.today.replace(day=1)
    tax = await act.tx.value("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
    for customer, amounts in zip(customers, OWED, strict=True):
        for amount in amounts:
            line = accounting.InvoiceLineDraft(
                description="保守サービス",
                quantity=Quantity(Decimal(1)),
                unit_price=Money(Decimal(amount)),
                tax_code=tax,
            )
            await accounting.issue_invoice(act=act, customer=customer["id"], on=start, lines=[line])
    await agree_payer_terms(act=act, customer=customers[2]["id"], fee_borne_by_us=True)
    fees = await act.tx.value("SELECT id FROM masterdata.account WHERE code = '6350'")
    await add_posting_rule(
        act=act, name="振込手数料", contains="フリコミテスウリヨウ", direction=Direction.OUT, account=fees
    )
    await _import(act, [row["name_kana"] for row in customers], bank)


async def _import(act: Act, names: list[str], bank: UUID) -> None:
    exact, two, fee = names
    day = max(act.today.replace(day=1), act.today - timedelta(days=2))
    told = (
        (f"振込 {exact}", 132000),
        ("振込 コウノ イチロウ", 33000),
        (f"振込 {two}", 92400),
        (f"振込 {fee}", 275000 - FEE),
        (f"振込 {exact}", 20000),
        ("フリコミテスウリヨウ", -440),
        ("デンキダイ", -18260),
    )
    balance, rows = 3000000, ["日付,摘要,出金金額,入金金額,残高"]
    for text, amount in told:
        balance += amount
        going, coming = ("", amount) if amount > 0 else (-amount, "")
        rows.append(f"{day:%Y/%m/%d},{text},{going},{coming},{balance}")
    content = "\r\n".join([*rows, ""]).encode("cp932")
    shape = await act.tx.value("SELECT id FROM banking.csv_format WHERE code = 'date-summary-in-out'")
    name = f"meisai_{day:%Y%m%d}.csv"
    kept = await files.keep(
        act, content, name=name, media_type="text/csv", permission="banking.read_bank_import"
    )
    file = Attached(
        id=kept,
        name=name,
        media_type="text/csv",
        size=len(content),
        content=content,
        sha256=sha256(content).hexdigest(),
    )
    await import_bank_statement(act=act, file=file, bank_account=bank, format=shape)
