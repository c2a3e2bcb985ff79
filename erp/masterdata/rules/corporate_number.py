"""Corporate number (法人番号) and invoice registration number (登録番号, T and thirteen digits).

The number act gives every corporation thirteen digits; the ministerial ordinance on their assignment
says how the first is computed from the other twelve. The check digit is only an aid against typing
mistakes: it misses a 0 typed as a 9, the agency's own sample numbers fail it, and sole proprietors have
numbers of another origin. So a wrong *form* is refused, and a wrong check digit is a warning that a
person may accept.

    >>> check_corporate_number("7000012050002").verdict.value       # 国税庁
    'VALID'
    >>> check_corporate_number("7000012050003").verdict.value
    'CHECK_DIGIT_DIFFERS'
    >>> check_t_number("Ｔ７１２０-００１１-６８４２１")
    Checked(number='T7120001168421', verdict=<Verdict.VALID: 'VALID'>)
    >>> check_t_number("T1234567890123").verdict.value              # the number in the official samples
    'CHECK_DIGIT_DIFFERS'
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a look at the digits can tell; whether the number exists only the tax agency knows."""

    VALID = "VALID"
    CHECK_DIGIT_DIFFERS = "CHECK_DIGIT_DIFFERS"  # warn, a person may accept it
    WRONG_FORM = "WRONG_FORM"  # refuse


@dataclass(frozen=True, slots=True)
class Checked:
    """The number as it is stored, and the verdict."""

    number: str
    verdict: Verdict


def check_digit(base: str) -> int:
    """The first digit for the twelve that follow it: weights 1, 2 in turn from the right; nine less the rest.

    >>> check_digit("000012050002"), check_digit("700110005901")
    (7, 8)
    """
    if not re.fullmatch(r"[0-9]{12}", base):
        raise ValueError("the base number has twelve digits")
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    return 9 - weighed % 9


def check_corporate_number(text: str) -> Checked:
    """Thirteen digits, whatever their width and whatever separates them.

    >>> check_corporate_number("12345").verdict.value
    'WRONG_FORM'
    """
    number = plain(text)
    if not re.fullmatch(r"[0-9]{13}", number):
        return Checked(number, Verdict.WRONG_FORM)
    agrees = int(number[0]) == check_digit(number[1:])
    return Checked(number, Verdict.VALID if agrees else Verdict.CHECK_DIGIT_DIFFERS)


def check_t_number(text: str) -> Checked:
    """T and thirteen digits.

    >>> check_t_number("t 7000012050002").number, check_t_number("7000012050002").verdict.value
    ('T7000012050002', 'WRONG_FORM')
    """
    number = plain(text)
    if not number.startswith("T"):
        return Checked(number, Verdict.WRONG_FORM)
    return Checked(number, check_corporate_number(number[1:]).verdict)


def plain(text: str) -> str:
    """Half width, capitals, nothing between the digits.

    >>> plain(" ｔ-７０００ ")
    'T7000'
    """
    return re.sub(r"[\s\-‐–−ー]+", "", unicodedata.normalize("NFKC", text)).upper()
