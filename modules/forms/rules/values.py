"""What may be entered in a field, and the one way in which it is kept.

What comes in is text, lists and objects as JSON has them; what is kept has one form for each kind: figures as
digits, days as `2026-04-01`, references and files as keys. What cannot be taken is refused with its place and
a stable reason; nothing is rounded or cut.

    >>> title = Field("title", FieldKind.TEXT, is_required=True)
    >>> price = Field("price", FieldKind.MONEY)
    >>> lines = Field("lines", FieldKind.TABLE, columns=(price,))
    >>> total = Field("total", FieldKind.SUM, sums="lines.price")
    >>> given = {"title": "机", "lines": [{"price": "１，０００"}, {"price": "200"}, {"price": ""}]}
    >>> taken([title, lines, total], given, date(2026, 4, 1), 0)
    {'title': '机', 'lines': [{'price': '1000'}, {'price': '200'}], 'total': '1200'}
    >>> taken([title], {}, date(2026, 4, 1), 0)
    Traceback (most recent call last):
    modules.forms.rules.values.Unfit: title: REQUIRED
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.dates import NotADate, understand_date
from erp.kernel.digits import BadFigure, parse_digits, wire
from modules.forms.rules.fields import MOST_ROWS, REFERENCES, Field, FieldKind, summed

LONGEST, LONGEST_LONG = 500, 10_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
WHOLE_DIGITS = 12
YES, NO = ("true", "yes", "はい", "1"), ("false", "no", "いいえ", "0")
_KEY = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}", re.ASCII)

Values = dict[str, Any]


class Unfit(ValueError):
    """A value that cannot be taken: where, and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason


def taken(fields: Sequence[Field], given: Any, today: date, decimals: int) -> Values:
    """All values of a version, checked and in the order of its fields; what is empty is left out."""
    if not isinstance(given, Mapping):
        raise Unfit("", "NOT_AN_OBJECT")
    known = {each.code for each in fields}
    for name in given:
        if name not in known:
            raise Unfit(str(name)[:60], "UNKNOWN_FIELD")
    found: Values = {}
    for each in fields:
        if each.kind is not FieldKind.SUM:
            value = _one(each, given.get(each.code, each.default), each.code, today, decimals)
            if value is not None:
                found[each.code] = value
    for each in fields:
        if each.kind is FieldKind.SUM:
            found[each.code] = _sum(fields, each, found)
            _check_sum(each, given.get(each.code), found[each.code])
    return {each.code: found[each.code] for each in fields if each.code in found}


def _one(each: Field, raw: Any, place: str, today: date, decimals: int) -> Any:
    if each.kind is FieldKind.TABLE:
        value: Any = _rows(each, raw, place, today, decimals)
    elif each.kind is FieldKind.CHOICES:
        value = _several(each, raw, place)
    else:
        value = _single(each, raw, place, today, decimals)
    if value is None and each.is_required:
        raise Unfit(place, "REQUIRED")
    return value


def _single(each: Field, raw: Any, place: str, today: date, decimals: int) -> Any:
    if isinstance(raw, list) and raw:
        raw = raw[-1]  # a box that is ticked sends its hidden "no" first
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if each.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return _figure(raw, place, decimals if each.kind is FieldKind.MONEY else 6)
    return _KINDS[each.kind](each, raw, place, today)


def _text(each: Field, raw: Any, place: str, today: date) -> str:
    if not isinstance(raw, str):
        raise Unfit(place, "NOT_A_TEXT")
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").strip())
    if len(text) > (LONGEST_LONG if each.kind is FieldKind.LONG_TEXT else LONGEST):
        raise Unfit(place, "TOO_LONG")
    allowed = "\n\t" if each.kind is FieldKind.LONG_TEXT else ""
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in allowed for letter in text):
        raise Unfit(place, "UNPRINTABLE")
    return text


def _figure(raw: Any, place: str, decimals: int) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        raise Unfit(place, "NOT_PLAIN_DIGITS")
    if isinstance(raw, int) and abs(raw) >= 10**WHOLE_DIGITS:
        raise Unfit(place, "TOO_LARGE")
    try:
        return wire(parse_digits(_plain(str(raw)), decimals=decimals, whole_digits=WHOLE_DIGITS))
    except BadFigure as unfit:
        raise Unfit(place, unfit.reason) from None


def _plain(text: str) -> str:
    """A figure as people type it: wide digits, commas between thousands, a sign for yen.

    >>> _plain("１，２００"), _plain("¥1,200"), _plain("1,2")
    ('1200', '1200', '1,2')
    """
    narrow = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("円")
    return narrow.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", narrow) else narrow


def _day(each: Field, raw: Any, place: str, today: date) -> str:
    try:
        day = understand_date(raw, today) if isinstance(raw, str) else None
    except NotADate:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise Unfit(place, "NOT_A_DATE")
    return day.isoformat()


def _yes_no(each: Field, raw: Any, place: str, today: date) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in YES + NO:
        return raw.strip().lower() in YES
    raise Unfit(place, "NOT_YES_OR_NO")


def _choice(each: Field, raw: Any, place: str, today: date) -> str:
    if not isinstance(raw, str) or raw not in each.choices:
        raise Unfit(place, "NOT_A_CHOICE")
    return raw


def _several(each: Field, raw: Any, place: str) -> list[str] | None:
    given = raw if isinstance(raw, list) else [] if raw is None or raw == "" else [raw]
    chosen = [value for value in given if value != ""]
    if any(not isinstance(value, str) or value not in each.choices for value in chosen):
        raise Unfit(place, "NOT_A_CHOICE")
    # In the order of the form, each once, whatever the order in which they were ticked.
    return [value for value in each.choices if value in chosen] or None


def _key(each: Field, raw: Any, place: str, today: date) -> str:
    if not isinstance(raw, str) or not _KEY.fullmatch(raw.strip()):
        raise Unfit(place, "NOT_AN_ID")
    return str(UUID(raw.strip()))


def _rows(table: Field, raw: Any, place: str, today: date, decimals: int) -> list[Values] | None:
    if raw is None or raw == "" or raw == {}:
        return None
    if not isinstance(raw, list):
        raise Unfit(place, "NOT_A_TABLE")
    if len(raw) > MOST_ROWS:
        raise Unfit(place, "TOO_MANY_LINES")
    found = []
    known = {each.code for each in table.columns}
    for at, row in enumerate(raw):
        if not isinstance(row, Mapping):
            raise Unfit(f"{place}.{at}", "NOT_AN_OBJECT")
        for name in row:
            if name not in known:
                raise Unfit(f"{place}.{at}.{str(name)[:60]}", "UNKNOWN_FIELD")
        if not any(_written(value) for value in row.values()):
            continue
        cells = {
            each.code: _one(
                each, row.get(each.code, each.default), f"{place}.{at}.{each.code}", today, decimals
            )
            for each in table.columns
        }
        found.append({code: value for code, value in cells.items() if value is not None})
    return found or None


def _written(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip()) and value != []


def _sum(fields: Sequence[Field], total: Field, found: Values) -> str:
    """The sum of what it names; what is empty counts nothing."""
    parts: list[str] = []
    for code, column in summed(fields, total):
        if column is None:
            parts.append(found.get(code) or "0")
        else:
            parts += [row.get(column) or "0" for row in found.get(code) or ()]
    return wire(sum((Decimal(each) for each in parts), Decimal(0)))


def _check_sum(total: Field, given: Any, computed: str) -> None:
    """A sum may come back as it was read; any other is a sign that the sender counts differently."""
    if given in (None, ""):
        return
    if not isinstance(given, str) or _plain(given) != computed:
        raise Unfit(total.code, "NOT_THE_SUM")


_KINDS: Mapping[FieldKind, Callable[[Field, Any, str, date], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.DATE: _day,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.FILE: _key,
    **{kind: _key for kind in REFERENCES},
}
