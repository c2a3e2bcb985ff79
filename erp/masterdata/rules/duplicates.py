"""Is this partner in the books already? Candidates with a score and the reasons, before a new one is saved.

One partner with two keys splits its history, its credit limit and its statements. Compared are the
corporate number, the normalised name, its reading, then telephone, e-mail and postal code. The score is
0 to 100: the same corporate number is 100 whatever else differs; the same name alone is 90; a similar
name earns less, and other matches add to it. People decide; the score only puts the list in order.

    >>> rows = [
    ...     Known("P-1", key="山田商店", kana="ヤマダシヨウテン", corporate_number="7000012050002"),
    ...     Known("P-2", key="山田商会", phone="0312345678"),
    ...     Known("P-3", key="鈴木工業"),
    ... ]
    >>> for found in candidates(Known("new", key="山田商店", phone="03-1234-5678"), rows):
    ...     print(found.id, found.score, ", ".join(found.reasons))
    P-2 94 SIMILAR_NAME, SAME_PHONE
    P-1 90 SAME_NAME
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME_NAME = 90
SIMILAR_FROM = 0.72  # below it two names are strangers
WORTH_SHOWING = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A partner as far as it matters here; `key` and `kana` are made by `name_key`."""

    id: Hashable
    key: str
    kana: str | None = None
    corporate_number: str | None = None
    phone: str | None = None
    postal_code: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner that may be the same one."""

    id: Hashable
    score: int
    reasons: tuple[str, ...]


def candidates(new: Known, rows: Iterable[Known], worth_showing: int = WORTH_SHOWING) -> list[Candidate]:
    """Whoever may be the same, most likely first."""
    found = [compare(new, row) for row in rows]
    shown = [one for one in found if one.score >= worth_showing]
    return sorted(shown, key=lambda one: (-one.score, str(one.id)))


def compare(one: Known, other: Known) -> Candidate:
    """How likely both are the same partner; the same answer whichever is asked about the other.

    >>> a = Known("a", key="abc", email="Info@abc.example")
    >>> b = Known("b", key="xyz", email="info@abc.example")
    >>> compare(a, b).score, compare(a, b).reasons
    (55, ('SAME_EMAIL',))

    Two companies of one group share name and telephone, but their numbers say that they are two:

    >>> a = Known("a", key="abc", phone="0312345678", corporate_number="7000012050002")
    >>> b = Known("b", key="abc", phone="0312345678", corporate_number="8700110005901")
    >>> compare(a, b).score, compare(a, b).reasons
    (60, ('SAME_NAME', 'SAME_PHONE', 'OTHER_CORPORATE_NUMBER'))
    """
    if one.corporate_number and one.corporate_number == other.corporate_number:
        return Candidate(other.id, 100, ("SAME_CORPORATE_NUMBER",))
    score, reasons = _by_name(one, other)
    for reason, alone, beside, same in (
        ("SAME_PHONE", 60, 24, _same(digits_of(one.phone), digits_of(other.phone))),
        ("SAME_EMAIL", 55, 20, _same(_mail(one.email), _mail(other.email))),
        ("SAME_POSTAL_CODE", 15, 8, _same(digits_of(one.postal_code), digits_of(other.postal_code))),
    ):
        if same:
            score = max(alone, score + beside)
            reasons = (*reasons, reason)
    if one.corporate_number and other.corporate_number:
        score, reasons = min(score, 60), (*reasons, "OTHER_CORPORATE_NUMBER")
    return Candidate(other.id, min(score, 99), reasons)


def similarity(one: str, other: str) -> float:
    """From 0 to 1: the better of letters in order and neighbouring pairs of letters.

    >>> [round(similarity("山田商店", other), 2) for other in ("山田商店", "山田商会", "")]
    [1.0, 0.75, 0.0]
    >>> similarity("tide", "diet") == similarity("diet", "tide")
    True
    """
    if not one or not other:
        return 0.0
    first, second = sorted((one, other))  # the matcher is not symmetrical, the question is
    in_order = SequenceMatcher(None, first, second, autojunk=False).ratio()
    pairs, other_pairs = _pairs(first), _pairs(second)
    shared = 2 * len(pairs & other_pairs) / (len(pairs) + len(other_pairs))
    return max(in_order, shared)


def _by_name(one: Known, other: Known) -> tuple[int, tuple[str, ...]]:
    if one.key and one.key == other.key:
        return SAME_NAME, ("SAME_NAME",)
    if one.kana and one.kana == other.kana:
        return 80, ("SAME_READING",)
    alike = max(similarity(one.key, other.key), similarity(one.kana or "", other.kana or ""))
    if alike < SIMILAR_FROM:
        return 0, ()
    # From 68 for just alike up to 84, always below the same reading plus anything.
    return 68 + round(16 * (alike - SIMILAR_FROM) / (1 - SIMILAR_FROM)), ("SIMILAR_NAME",)


def _pairs(text: str) -> set[str]:
    padded = f"^{text}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def digits_of(text: str | None) -> str:
    """Digits only; +81 3 and 03 are one number."""
    plain = unicodedata.normalize("NFKC", text or "").strip()
    digits = re.sub(r"[^0-9]", "", plain)
    return "0" + digits[2:].lstrip("0") if plain.startswith("+81") else digits


def _mail(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").strip().casefold()
