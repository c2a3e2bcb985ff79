"""Fields that people designed: the schema knows their place as structured data, the page says what
each one is.

{{ f.free("values.price", "MONEY", "単価", required=true) }}
{{ f.free("values.lines", "TABLE", "明細", columns=[{"code": "price", "kind": "MONEY", "label": "単価"}]) }}
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from erp.web import formats
from erp.web.fields import LONG, Field, display
from erp.web.forms import LINE
from erp.web.lines import AHEAD, Line, Lines

if TYPE_CHECKING:
    from erp.web.fields import Form

KINDS = {
    "TEXT": "text", "LONG_TEXT": "text", "NUMBER": "quantity", "MONEY": "money", "DATE": "date",
    "YES_NO": "flag", "CHOICE": "select", "FILE": "file", "SECRET": "password",
}  # fmt: skip
LOOKUPS = {
    "PARTY": "party", "PRODUCT": "product", "DEPARTMENT": "department", "USER": "user", "ACCOUNT": "account",
}  # fmt: skip


def free_field(form: "Form", path: str, kind: str, label: str, **options: Any) -> Markup:
    """One field, drawn as its kind wants it."""
    if kind == "TABLE":
        return form._macro("lines")(_table(form, path, label, options), form)
    found = _info(form, path, str(kind), label, options)
    if kind == "FILE":
        form.brings_files = True
    if kind == "CHOICES":
        return form._macro("boxes")(found, form)
    return form._macro("field")(found, form)


def _info(form: "Form", path: str, kind: str, label: str, options: Mapping[str, Any]) -> Field:
    form.told.add(path)
    found = Field(
        name=f"input.{path}",
        path=path,
        id=f"{form.id}-{path.replace('.', '-')}",
        label=label,
        kind="lookup" if kind in LOOKUPS else KINDS.get(kind, "text"),
        required=bool(options.get("required")),
        error=form.sent.errors.get(path, "") if form.sent else "",
        hint=str(options.get("hint") or ""),
        rows=4 if kind == "LONG_TEXT" and not options.get("narrow") else 0,
        lookup=LOOKUPS.get(kind, ""),
        limit=LONG if kind == "LONG_TEXT" else 500,
    )
    choices = [(str(each["value"]), str(each["label"])) for each in options.get("choices") or ()]
    if kind in ("CHOICE", "CHOICES"):
        found.options = choices
    if kind == "YES_NO" and options.get("narrow"):
        words = ("はい", "いいえ") if form.view.language == "ja" else ("Yes", "No")
        found.kind, found.options = "select", list(zip(("true", "false"), words, strict=True))
    if kind == "CHOICES":
        given = options.get("value") or ()
        found.more = {"picked": form.picked(path, [given] if isinstance(given, str) else list(given))}
    else:
        _fill(form, found, kind, options)
    if form.sent and (several := form.sent.choices.get(path)):
        found.kind, found.options = "select", [(str(each["id"]), display(each)) for each in several]
    return found


def _fill(form: "Form", found: Field, kind: str, options: Mapping[str, Any]) -> None:
    """What was sent for it, else what the record has, else its default; a secret is never sent back."""
    if options.get("secret"):
        return
    if form.sent:
        values = [value for name, value in form.sent.pairs if name == found.name]
        beside = "__file" if kind == "FILE" else "__text"
        texts = [value for name, value in form.sent.pairs if name == found.name + beside]
        if values or texts:
            found.value = values[-1] if values else ""
            found.shown = texts[-1] if texts else found.value
            return
    given = options.get("value")
    text = {True: "true", False: "false"}.get(given) if isinstance(given, bool) else str(given or "")
    found.value = text or ""
    found.shown = str(_names(options).get(found.value) or found.value)
    if found.kind == "date" and found.value[:1].isdigit():
        found.value = formats.day(found.value)
    elif found.kind in ("money", "quantity") and found.value:
        found.value = formats.quantity(found.value)


def _names(options: Mapping[str, Any]) -> dict[str, Any]:
    """What the records that are named already are called: rows of key and words."""
    return {str(each["reference"]): each["text"] for each in options.get("names") or ()}


def _table(form: "Form", path: str, label: str, options: Mapping[str, Any]) -> Lines:
    """The rows of a table to type in: those that were sent, those the record has, and some empty ones."""
    columns: Sequence[Mapping[str, Any]] = options.get("columns") or ()
    known: Sequence[Any] = options.get("value") or ()
    shown = _names(options)
    sent = _sent_rows(form, path)
    count = len(known) if sent is None else sent
    more = bool(form.sent and ("more", path) in form.sent.pairs)
    ahead = max(AHEAD - count, 1) + (AHEAD if more else 0)
    rows = []
    for at in range(count + ahead):
        given = known[at] if sent is None and at < len(known) else {}
        rows.append(_row(form, path, str(at), columns, given, shown))
    form.told.add(path)
    blank = _row(form, path, "__n__", columns, {}, shown)
    error = form.sent.errors.get(path, "") if form.sent else ""
    currency = form.view.asking.currency
    return Lines(
        path,
        label,
        blank.fields,
        rows,
        blank,
        (),
        "",
        formats.symbol(currency),
        formats.places(currency),
        error,
    )


def _row(
    form: "Form",
    path: str,
    number: str,
    columns: Sequence[Mapping[str, Any]],
    given: Any,
    shown: Mapping[str, Any],
) -> Line:
    fields = []
    for column in columns:
        code = str(column["code"])
        value = given.get(code) if isinstance(given, Mapping) else None
        options = {
            "narrow": True,
            "required": column["isRequired"],
            "choices": column["choices"],
            "value": value,
            "names": [{"reference": key, "text": text} for key, text in shown.items()],
        }
        place = f"{path}.{number}.{code}"
        fields.append(_info(form, place, str(column["kind"]), str(column["label"]), options))
    return Line(number, fields, "", [])


def _sent_rows(form: "Form", path: str) -> int | None:
    if not form.sent:
        return None
    found = [LINE.match(name) for name, _ in form.sent.pairs]
    numbers = {int(each[2]) for each in found if each and each[1] == f"input.{path}"}
    return max(numbers) + 1 if numbers else 0
