"""Exchange rates as banks publish them: a CSV with a day, a currency and a rate in each row.

>>> text = "日付,通貨,レート,種類\\n2026/11/20,USD,151.25,TTM\\n2026-11-20,usd,152.25,TTS\\n"
>>> [(row.currency, row.rate, row.kind.value) for row in rates_of(text.encode("cp932"))]
[('USD', Decimal('151.25'), 'TTM'), ('USD', Decimal('152.25'), 'TTS')]

A quotation for a hundred units (won, rupiah) says so in the column 単位:

>>> rates_of("日付,通貨,レート,単位\\n2026-11-20,KRW,10.80,100".encode())[0].rate
Decimal('0.108')
>>> try:
...     rates_of("日付,通貨,レート\\n2026-11-31,USD,151".encode())
... except RateRowUnreadable as no:
...     no.facts["line"], no.facts["column"], no.facts["reason"]
(2, '日付', 'NOT_A_DATE')
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from erp.kernel.errors import TooLong
from erp.kernel.money import UnknownCurrency, decimals_of
from erp.masterdata.refusals import RateRowUnreadable
from erp.masterdata.states import RateKind

NEEDED = {"day": "日付", "currency": "通貨", "rate": "レート"}
OPTIONAL = {"kind": "種類", "until": "終了日", "units": "単位"}
SHOWN = NEEDED | OPTIONAL
MOST_ROWS = 5000
MOST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row that makes sense."""

    line: int
    currency: str
    valid_from: date
    valid_to: date
    rate: Decimal
    kind: RateKind


def sound_rate(rate: Decimal) -> bool:
    """Above nothing, and no finer than what is kept."""
    return rate.is_finite() and 0 < rate < MOST and rate == round(rate, 6)


def rates_of(content: bytes) -> list[RateRow]:
    """All rows, or the first that cannot be read by its line and column."""
    rows = list(csv.reader(io.StringIO(_text(content))))
    if len(rows) < 2:
        raise RateRowUnreadable(1, NEEDED["day"], "NO_ROWS")
    if len(rows) > MOST_ROWS:
        raise TooLong("file", MOST_ROWS, given=len(rows))
    by_title = {title: name for name, title in SHOWN.items()} | {name: name for name in SHOWN}
    heads = [by_title.get(normalize("NFKC", each).strip(), "") for each in rows[0]]
    for name, title in NEEDED.items():
        if name not in heads:
            raise RateRowUnreadable(1, title, "COLUMN_MISSING")
    found = []
    for line, cells in enumerate(rows[1:], 2):
        values = {name: normalize("NFKC", cell).strip() for name, cell in zip(heads, cells, strict=False)}
        if any(values.values()):
            found.append(_row(line, values))
    _require_once(found)
    return found


def _require_once(rows: Sequence[RateRow]) -> None:
    """Two rates of one currency for one day in one file are a slip of its writer."""
    seen: dict[tuple[str, RateKind], list[RateRow]] = {}
    for row in rows:
        others = seen.setdefault((row.currency, row.kind), [])
        if any(each.valid_from <= row.valid_to and row.valid_from <= each.valid_to for each in others):
            raise RateRowUnreadable(row.line, SHOWN["day"], "TWICE_IN_FILE", row.valid_from.isoformat())
        others.append(row)


def _row(line: int, values: Mapping[str, str]) -> RateRow:
    begins = _day(line, "day", values.get("day", ""))
    ends = _day(line, "until", values["until"]) if values.get("until") else begins
    if ends < begins:
        raise RateRowUnreadable(line, SHOWN["until"], "ENDS_BEFORE_IT_BEGINS", values["until"])
    currency = values.get("currency", "").upper()
    try:
        decimals_of(currency)
    except UnknownCurrency:
        raise RateRowUnreadable(line, SHOWN["currency"], "UNKNOWN_CURRENCY", currency) from None
    units = _number(line, "units", values.get("units") or "1")
    rate = _number(line, "rate", values.get("rate", "")) / units
    if not sound_rate(rate):
        raise RateRowUnreadable(line, SHOWN["rate"], "NOT_AN_EXCHANGE_RATE", values["rate"])
    kind = values.get("kind", "").upper() or RateKind.TTM.value
    if kind not in RateKind.__members__:
        raise RateRowUnreadable(line, SHOWN["kind"], "UNKNOWN_RATE_KIND", kind)
    return RateRow(line, currency, begins, ends, rate, RateKind(kind))


def _day(line: int, column: str, text: str) -> date:
    try:
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise RateRowUnreadable(line, SHOWN[column], "NOT_A_DATE", text) from None


def _number(line: int, column: str, text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise RateRowUnreadable(line, SHOWN[column], "NOT_A_NUMBER", text) from None
    if not found.is_finite() or not 0 < found < MOST:
        raise RateRowUnreadable(line, SHOWN[column], "NOT_A_NUMBER", text)
    return found


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RateRowUnreadable(1, NEEDED["day"], "NOT_TEXT")
