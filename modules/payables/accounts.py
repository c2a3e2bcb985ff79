"""Bank accounts as they come in: validated, brought into bank characters, and ready for a transfer file."""

from dataclasses import dataclass
from typing import Any

from erp.kernel.errors import BadInput
from modules.payables.rules.bank_account import POST_BANK, digits, post_bank
from modules.payables.rules.zengin import Field, to_zengin
from modules.payables.states import AccountType

LENGTHS = {"bank_code": 4, "branch_code": 3, "account_number": 7}
CAMEL = {"bank_code": "bankCode", "branch_code": "branchCode", "account_number": "accountNumber"}
ZENGIN_TYPE = {
    AccountType.ORDINARY: "1",
    AccountType.CURRENT: "2",
    AccountType.SAVINGS: "4",
    AccountType.OTHER: "9",
}
NAME_LIMIT, BANK_LIMIT = 30, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDetails:
    """What is written on a bill or a form: where an account is, and its number."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_number: str
    account_type: AccountType = AccountType.ORDINARY


def columns_of(given: BankDetails, *, at: str = "") -> dict[str, Any]:
    """The account as its columns; refuses what no bank would take, by its field."""
    found: dict[str, Any] = {"account_type": given.account_type.value}
    for name, length in LENGTHS.items():
        plain = digits(getattr(given, name), length)
        if plain is None:
            raise BadInput(
                f"{at}{CAMEL[name]}", "NOT_SO_MANY_DIGITS", given=getattr(given, name), length=length
            )
        found[name] = plain
    for name, named in (("bank_name", "bankName"), ("branch_name", "branchName")):
        text = to_zengin(getattr(given, name), Field.BANK, limit=BANK_LIMIT, named=f"{at}{named}")
        if not text:
            raise BadInput(f"{at}{named}", "REQUIRED")
        found[name] = text
    return found


def of_post_bank(symbol: str, number: str) -> BankDetails:
    """An account of the post bank by its symbol and number."""
    found = post_bank(symbol, number)
    if found is None:
        raise BadInput("postalSymbol", "NOT_A_POSTAL_ACCOUNT", symbol=symbol, given=number)
    return BankDetails(
        bank_code=POST_BANK,
        bank_name="ﾕｳﾁﾖ",
        branch_code=found.branch_code,
        branch_name="".join(NAMED[each] for each in found.branch_code),
        account_number=found.account_number,
        account_type=AccountType.CURRENT if found.is_transfer else AccountType.ORDINARY,
    )


# Its branches are called by their digits: 〇一八 is ゼロイチハチ.
NAMED = dict(zip("0123456789", ("ｾﾞﾛ", "ｲﾁ", "ﾆ", "ｻﾝ", "ﾖﾝ", "ｺﾞ", "ﾛｸ", "ﾅﾅ", "ﾊﾁ", "ｷﾕｳ"), strict=True))
