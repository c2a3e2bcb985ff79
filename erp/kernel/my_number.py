"""My Number (個人番号) is never kept here: texts that hold one are refused where they come in.

Twelve digits count as one when their check digit fits, written together or in three groups of four, in any
width. A value that is nothing but twelve digits and signs between them counts however it is grouped. Numbers
of companies, invoices (T…), goods (JAN) and accounts have other lengths; what follows a plus is a telephone.
Which fields carry numbers of others instead is said in `carries_numbers` (decision 0095).

>>> held("個人番号は123456789018です"), held("1234-5678-9018"), held("１２３４ ５６７８ ９０１８")
(True, True, True)
>>> held("12-345-678-90-18"), held("123456789012"), held("+81 90 1234 5678")
(True, False, False)
>>> held("法人番号 1234567890182"), held("T1234567890182"), held("4901234567894"), held("11 2345 6789 0182")
(False, False, False, False)
>>> held("0d9fa2b4-0000-7000-8000-123456789018"), held("0d9fa2bf-1234-5678-9018-0d9fa2b40000")
(False, False)
>>> carries_numbers("customer_order_number"), carries_numbers("jan_code"), carries_numbers("note")
(True, True, False)
"""

import re
from functools import cache
from typing import Any

from erp.kernel.errors import Refused

DIGITS = 12
_BETWEEN = "\\s\\-‐‑‒–—―−ー－"
_ALONE = re.compile(rf"(?<![\d+])(?<!\d[-.,/])\d{{4}}([{_BETWEEN}]?)\d{{4}}\1\d{{4}}(?!\d)(?![-.,/]\d)")
# A key of a record is no number of a person, whatever digits it was given.
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_ONLY_DIGITS = re.compile(rf"[\d{_BETWEEN}]+")
_NUMBERS_OF_OTHERS = re.compile(
    r"(^|_)(numbers?|codes?|barcodes?|gtins?|lots?|serials?|references?|refs?|ids?|keys?|tokens?|versions?|"
    r"cursors?|hash|sha256|fingerprint|password|secret|urls?|base64|certificates?|registration)$"
)


class MyNumberNotKept(Refused):
    """A text holds a My Number. It belongs into the payroll software; here it is kept nowhere."""

    def __init__(self, field: str | None) -> None:
        super().__init__(field=field)


def held(text: str) -> bool:
    """Whether a text holds a My Number."""
    if len(text) < DIGITS:
        return False
    text = _KEY.sub(" ", text)
    if _ONLY_DIGITS.fullmatch(text):
        digits = [int(each) for each in text if each.isdigit()]
        if len(digits) == DIGITS and _fits(digits):
            return True
    return any(
        _fits([int(each) for each in found.group() if each.isdigit()]) for found in _ALONE.finditer(text)
    )


def _fits(digits: list[int]) -> bool:
    """The check digit as the ordinance has it: weights 2 to 7 and 2 to 6 from the right."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return digits[-1] == (0 if rest <= 1 else 11 - rest)


@cache
def carries_numbers(name: str) -> bool:
    """Whether a field of this name carries numbers that others gave: orders, parcels, goods, machines."""
    return _NUMBERS_OF_OTHERS.search(name) is not None


def refuse(value: Any, field: str | None) -> None:
    """Refuse `MY_NUMBER_NOT_KEPT` where a value, or anything in it, holds one; the value is not repeated."""
    if isinstance(value, str):
        if held(value):
            raise MyNumberNotKept(field)
    elif isinstance(value, dict):
        for each in value.items():
            refuse(list(each), field)
    elif isinstance(value, list | tuple):
        for each in value:
            refuse(each, field)
    elif isinstance(value, int) and not isinstance(value, bool) and held(str(value)):
        raise MyNumberNotKept(field)
