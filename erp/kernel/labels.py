"""Labels: what people read instead of names, in Japanese and English, from one small file a part.

A label is keyed by schema coordinate (`SalesOrder.number`, `SalesOrderState.DRAFT`,
`Mutation.confirmSalesOrder`). Each part of the house carries `labels.ja.toml`, one table a type, `_` for the
type itself; `labels.en.toml` only where the English name in words would read badly. Five tables are no types:
`[Field]` holds names shared by many types, `[Refusal]` sentences by code with `{facts}`, `[Permission]` the
few permissions that are not called like their mutation, `[Module]` the names of the parts, `[Check]` what a
close asks for.

    >>> words("confirmSalesOrder"), words("CREDIT_NOTE"), words("accounting.read_trial_balance")
    ('Confirm sales order', 'Credit note', 'Accounting: read trial balance')
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from erp.kernel.errors import Refused

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ja", "en")
# Facts whose digits are a name and not a figure.
NAMES = {"number", "code", "account", "year", "id", "key", "name", "row", "line", "given", "file", "on"}
NO_TYPES = ("Field", "Refusal", "Permission", "Module", "Check")

Table = dict[str, dict[str, str]]


def words(name: str) -> str:
    """A name of the code as an English phrase."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.replace(".", ": ")).replace("_", " ").lower()
    return spaced[:1].upper() + spaced[1:]


def camel(name: str) -> str:
    """
    >>> camel("confirm_sales_order")
    'confirmSalesOrder'
    """
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def files(language: str) -> Iterator[Path]:
    """The label files of every installed part, the house first: being a folder is being installed."""
    for folder in ("erp", "modules", "adapters"):
        yield from sorted((ROOT / folder).glob(f"*/labels.{language}.toml"))


@cache
def table(language: str) -> Table:
    """All labels of one language; the part that is loaded first keeps a name that two parts give."""
    merged: Table = {}
    for path in files(language):
        for section, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            into = merged.setdefault(section, {})
            for key, text in entries.items():
                into.setdefault(key, text)
    return merged


def label(coordinate: str, language: str = "ja") -> str:
    """What people read for a coordinate; never fails, for a page must not break over a word.

    >>> label("InvoiceState.OPEN_ITEM", "en")
    'Open item'
    """
    return _find(coordinate, table(language)) or words(coordinate.rpartition(".")[2])


def _find(coordinate: str, labels: Table) -> str | None:
    owner, _, name = coordinate.partition(".")
    if not name:
        return labels.get(owner, {}).get("_") or _of_input(owner, labels)
    if own := labels.get(owner, {}).get(name):
        return own
    if name.isupper():
        return None
    for kind in _nouns(owner):
        if inherited := labels.get(kind, {}).get(name):
            return inherited
    shared = labels.get("Field", {}).get(name)
    return shared or labels.get(name[:1].upper() + name[1:], {}).get("_")


def _of_input(owner: str, labels: Table) -> str | None:
    if not owner.endswith("Input"):
        return None
    verb = owner.removesuffix("Input")
    mutation = labels.get("Mutation", {}).get(verb[:1].lower() + verb[1:])
    return mutation or labels.get(verb, {}).get("_")


def _nouns(owner: str) -> Iterator[str]:
    """The types whose words an input type may borrow: ChangeSalesOrderInput speaks of a SalesOrder.

    >>> list(_nouns("ChangeSalesOrderInput"))
    ['ChangeSalesOrder', 'SalesOrder', 'Order']
    """
    if owner.endswith("Input"):
        parts = re.findall(r"[A-Z][a-z0-9]*", owner.removesuffix("Input"))
        yield from ("".join(parts[at:]) for at in range(len(parts)))


def permission_label(permission: str, language: str = "ja") -> str:
    """A permission is called like its mutation, or like reading its type.

    >>> permission_label("ordering.read_mystery", "en")
    'Ordering: read mystery'
    """
    labels = table(language)
    own = labels.get("Permission", {}).get(permission)
    if own or language == "en":
        return own or words(permission)
    module, _, verb = permission.partition(".")
    prefix = labels.get("Module", {}).get(module, words(module))
    if verb.startswith("read_"):
        kind = camel(verb.removeprefix("read_"))
        what = _find(kind[:1].upper() + kind[1:], labels) or labels.get("Query", {}).get(kind)
        return f"{prefix}：{what or words(kind)}の閲覧"
    return f"{prefix}：{labels.get('Mutation', {}).get(camel(verb)) or words(verb)}"


def refusal_message(refused: Refused, language: str = "ja") -> str:
    """The sentence a person reads when the house says no, with the facts of this case in it.

    >>> from erp.kernel.errors import TwoCurrencies
    >>> refusal_message(TwoCurrencies("JPY", "USD"), "en")
    'One document has one currency. (Expected: JPY, Found: USD)'
    """
    meaning = (type(refused).__doc__ or "").strip().split("\n\n")[0].split("; ")[0]
    return message_of(refused.code, refused.facts, language, meaning=" ".join(meaning.split()))


def message_of(code: str, facts: Mapping[str, Any], language: str, meaning: str = "") -> str:
    """The same from the code alone, as it came over the wire."""
    sentences = table(language).get("Refusal", {})
    reason = f"{code}.{facts.get('reason')}"
    sentence = sentences.get(reason) or sentences.get(code)
    if sentence:
        return _Facts(language).vformat(sentence, (), _Shown(facts, language))
    if language != "en" and not meaning:
        meaning = words(code)
    told = _listed(facts, language)
    return f"{meaning or words(code)}{f' ({told})' if told else ''}"


class _Facts(Formatter):
    """A sentence may group digits by writing {amount:n}; a fact that is not there is left out."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        return grouped(value) if format_spec == "n" else str(value)


class _Shown(dict[str, Any]):
    def __init__(self, facts: Mapping[str, Any], language: str) -> None:
        super().__init__({name: _fact(name, value, language) for name, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return ""


def _fact(name: str, value: Any, language: str) -> str:
    """A figure is read in groups of three, unless it is the name of something.

    >>> _fact("limit", "500000.5", "en"), _fact("account", "1100", "en"), _fact("limit", "007", "en")
    ('500,000.5', '1100', '007')
    """
    figure = isinstance(value, (str, int)) and re.fullmatch(r"-?[1-9]\d{3,}(\.\d+)?", str(value))
    named = any(part in NAMES for part in name.split("_"))
    return grouped(value) if figure and not named else shown(value, language)


def shown(value: Any, language: str) -> str:
    """One fact as text: codes by their label, lists one after the other.

    >>> shown([{"wanted": "6", "free": "5"}, "x"], "en")
    'Wanted: 6, Free: 5; x'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"ja": ("いいえ", "はい")}.get(language, ("no", "yes"))[value]
    if isinstance(value, Mapping):
        return _listed(value, language)
    if isinstance(value, (list, tuple)):
        nested = any(isinstance(each, Mapping) for each in value)
        between = "、" if language == "ja" and not nested else "; "
        return between.join(shown(each, language) for each in value)
    return _code(str(value), language) or str(value)


def _listed(facts: Mapping[str, Any], language: str) -> str:
    return ", ".join(
        f"{label(f'Field.{camel(name)}', language)}: {_fact(name, value, language)}"
        for name, value in facts.items()
        if value is not None
    )


def _code(text: str, language: str) -> str | None:
    """The label of a bare code: a state, a verb or a permission among the facts of a refusal."""
    labels = table(language)
    if re.fullmatch(r"[A-Z][A-Z0-9_]{2,}", text):
        known = (own for kind, own in labels.items() if kind == "Check" or kind not in NO_TYPES)
        return next((own[text] for own in known if text in own), None)
    if re.fullmatch(r"[a-z]+(_[a-z]+)+", text):
        return labels.get("Mutation", {}).get(camel(text)) or labels.get("Field", {}).get(camel(text))
    if re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)+", text):
        return permission_label(text, language)
    return None


def grouped(value: Any) -> str:
    """
    >>> grouped("-1234567.50"), grouped("unknown")
    ('-1,234,567.50', 'unknown')
    """
    text = str(value)
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole not in ("-0",) else text


def problems(coordinates: Iterable[str], refusals: Iterable[str], language: str = "ja") -> list[str]:
    """What the labels lack and what they have left over; the architecture test wants an empty list."""
    labels, found = table(language), []
    wanted = list(coordinates)
    found += [f"no label: {each}" for each in wanted if not _has(each, labels)]
    found += [f"no sentence: Refusal.{each}" for each in refusals if each not in labels.get("Refusal", {})]
    known, codes = set(wanted), set(refusals)
    parts = [each.partition(".") for each in wanted]
    borrowed = {(kind, name or "_") for owner, _, name in parts for kind in _nouns(owner)}
    names = {each.rpartition(".")[2] for each in wanted}
    for section, entries in labels.items():
        for name in entries:
            if section == "Refusal":
                left_over = name.partition(".")[0] not in codes
            elif section in NO_TYPES:
                left_over = False
            else:
                left_over = (section if name == "_" else f"{section}.{name}") not in known
                left_over = left_over and (section, name) not in borrowed
                left_over = left_over and not (section == "Mutation" and name in names)
            if left_over:
                found.append(f"left over: {section}.{name}")
    return found


def _has(coordinate: str, labels: Table) -> bool:
    return _find(coordinate, labels) is not None
