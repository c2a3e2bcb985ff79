"""The lines of a document as they are typed: a table of fields, some rows empty, each with its amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from erp.kernel.labels import label as label_of
from erp.web import formats
from erp.web.fields import Field, Form, input_at
from erp.web.forms import LINE

HUNDRED = Decimal(100)
AHEAD = 5  # empty lines that are there without asking


@dataclass
class Line:
    number: str
    fields: list[Field]
    amount: str
    kept: list[Field]  # what the row carries without showing it; it goes with the row


@dataclass
class Lines:
    """What the macro draws: heads, rows, the empty row to copy, and how amounts are made."""

    path: str
    label: str
    heads: list[Field]
    rows: list[Line]
    blank: Line
    amount: Sequence[str]
    total: str
    currency: str
    decimals: int
    error: str


def lines_of(
    form: Form,
    path: str,
    columns: Sequence[Any],
    *,
    rows: Sequence[Mapping[str, Any]] | None = None,
    blank: int = AHEAD,
    amount: Sequence[str] = (),
    currency: str | None = None,
) -> Lines:
    """The table for one list of the input; rows come from the sender, from `rows`, or are empty."""
    specs = [dict(each) if isinstance(each, Mapping) else {"field": each} for each in columns]
    currency = currency or form.view.asking.currency
    known = rows if rows is not None else form.values.get(path) or []
    sent = _sent_rows(form, path)
    count = len(known) if sent is None else sent
    more = _more(form, path)
    ahead = max(blank - count, 1 if blank else 0) + (AHEAD if more else 0)
    lines = []
    for at in range(count + ahead):
        given = known[at] if sent is None and at < len(known) else {}
        lines.append(_line(form, path, str(at), specs, given, amount, currency))
    owner, _ = input_at(form.change.input_type, path)
    form.told.add(path)
    empty = _line(form, path, "__n__", specs, {}, amount, currency)
    total = sum((_figure(each.amount) or Decimal(0) for each in lines), Decimal(0))
    return Lines(
        path=path,
        label=label_of(f"{owner.name}.{path.rpartition('.')[2]}", form.view.language),
        heads=empty.fields,
        rows=lines,
        blank=empty,
        amount=amount,
        total=formats.amount(f"{total:f}", currency),
        currency=formats.symbol(currency),
        decimals=formats.places(currency),
        error=(form.sent.errors.get(path, "") if form.sent else ""),
    )


def _line(
    form: Form,
    path: str,
    number: str,
    specs: Sequence[Mapping[str, Any]],
    given: Mapping[str, Any],
    amount: Sequence[str],
    currency: str,
) -> Line:
    fields = []
    for spec in specs:
        options = {name: value for name, value in spec.items() if name != "field"}
        name = spec["field"]
        fields.append(form.info(f"{path}.{number}.{name}", value=given.get(name), **options))
    by_name = {each.path.rpartition(".")[2]: each.value for each in fields}
    shown = [each for each in fields if each.kind != "hidden"]
    kept = [each for each in fields if each.kind == "hidden"]
    return Line(number, shown, _product([by_name.get(name, "") for name in amount], currency), kept)


def _product(factors: Sequence[str], currency: str) -> str:
    """Quantity times price, less a discount in per cent; empty while a figure is missing.

    >>> _product(["2", "１，０００", "15"], "JPY"), _product(["2", ""], "JPY")
    ('1,700', '')
    """
    count, price = (_figure(each) for each in (*factors, "", "")[:2])
    if count is None or price is None:
        return ""
    less = _figure(factors[2]) if len(factors) > 2 else None
    exact = count * price * (HUNDRED - (less or 0)) / HUNDRED
    coin = Decimal(1).scaleb(-formats.places(currency))
    return formats.amount(f"{exact.quantize(coin, ROUND_HALF_UP):f}", currency)


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(formats.plain_digits(text)) if text else None
    except InvalidOperation:
        return None


def _sent_rows(form: Form, path: str) -> int | None:
    if not form.sent:
        return None
    found = [LINE.match(name) for name, _ in form.sent.pairs]
    numbers = {int(each[2]) for each in found if each and each[1] == f"input.{path}"}
    return max(numbers) + 1 if numbers else 0


def _more(form: Form, path: str) -> bool:
    return bool(form.sent and ("more", path) in form.sent.pairs)
