"""A bank account as banks write it: four digits, three digits, the sort of account, seven digits.

    >>> digits("１２３", 7), digits(" 12-345 ", 7)
    ('0000123', '0012345')
    >>> digits("12a", 4) is None, digits("12345", 4) is None
    (True, True)

The post bank has a symbol and a number of its own; for others it has a branch and an account number made
of them:

    >>> post_bank("10170", "12345671")
    PostBankAccount(branch_code='018', account_number='1234567', is_transfer=False)
    >>> post_bank("00170", "123456")
    PostBankAccount(branch_code='019', account_number='0123456', is_transfer=True)
    >>> post_bank("20170", "1") is None
    True
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

POST_BANK = "9900"


@dataclass(frozen=True, slots=True)
class PostBankAccount:
    """An account of the post bank as another bank sees it."""

    branch_code: str
    account_number: str
    is_transfer: bool


def digits(given: str, length: int) -> str | None:
    """Digits with zeros before them; None where there is anything else, nothing, or too much."""
    plain = re.sub(r"[\s-]", "", normalize("NFKC", given))
    if not re.fullmatch(rf"[0-9]{{1,{length}}}", plain):
        return None
    return plain.rjust(length, "0")


def post_bank(symbol: str, number: str) -> PostBankAccount | None:
    """Branch and account number of a symbol (記号) and a number (番号); None where they are no such thing."""
    mark, own = digits(symbol, 5), digits(number, 8)
    if mark is None or own is None or len(re.sub(r"\D", "", normalize("NFKC", symbol))) != 5:
        return None
    if mark[0] == "1":
        return PostBankAccount(f"{mark[1:3]}8", own[:-1].rjust(7, "0"), False)
    if mark[0] == "0":
        return PostBankAccount(f"{mark[1:3]}9", own[1:], True) if own[0] == "0" else None
    return None
