"""The templates' world: strict, escaping, with the few words that a template may use.

Names are looked up in the answer first and nowhere else, so `order.items` is a field and never a method of
a Python dict; a name that the document did not ask for is an error and not an empty place.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from erp.kernel.labels import label as label_of
from erp.kernel.labels import permission_label
from erp.web import assets, charts, formats, lists, navigation, records
from erp.web.documents import FOLDER
from erp.web.fields import display, form
from erp.web.shapes import Leaf, MoneyText
from erp.web.view import View, address, current, showing


class House(Environment):
    """Jinja that looks into the answer first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return self._of(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping):
            return self._of(obj, argument)
        return super().getitem(obj, argument)

    def _of(self, obj: Mapping[Any, Any], name: Any) -> Any:
        try:
            return obj[name]
        except KeyError:
            return self.undefined(obj=obj, name=name)


class Renderer:
    """One environment for all pages; who reads is known from the view in hand."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.environment = House(
            loader=FileSystemLoader([folder, FOLDER]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
            extensions=["jinja2.ext.do"],
        )
        self.environment.globals.update(WORDS)
        self.environment.filters.update(
            items=lambda record: list(record.items()), amount=_amount, plain=str, display=display
        )
        self._modules: dict[str, Any] = {}
        self.environment.globals["ui"] = self.module("_macros.html")

    def module(self, name: str) -> Any:
        """The macros of one file, ready to be called."""
        if name not in self._modules:
            self._modules[name] = self.environment.get_template(name).make_module()
        return self._modules[name]

    def render(self, template: str, view: View, values: Mapping[str, Any]) -> str:
        with showing(view):
            return self.environment.get_template(template).render({**values, "view": view})


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if value is True or value is False:
        return t("はい", "Yes") if value else t("いいえ", "No")
    return value


def _amount(value: Any) -> str:
    """An amount without its currency, for columns in which all have the same."""
    if isinstance(value, MoneyText):
        return value.amount()
    return formats.amount(str(value or ""), current().asking.currency)


def t(ja: str, en: str, **facts: Any) -> str | Markup:
    """A sentence of a page in the reader's language, both written where it stands."""
    sentence = ja if current().language == "ja" else en
    return Markup(escape(sentence)).format(**facts) if facts else sentence


def label(what: Any, language: str | None = None) -> str:
    """The label of a coordinate, or of a value of the answer that knows its own."""
    if isinstance(what, Leaf):
        return what.text()
    return label_of(str(what), language or current().language)


def permission(name: str) -> str:
    return permission_label(name, current().language)


def money(value: Any, currency: str | None = None) -> str:
    own = getattr(value, "currency", "")
    return formats.money(str(value or ""), currency or own or current().asking.currency)


def quantity(value: Any) -> str:
    return formats.quantity(str(value or ""))


def date(value: Any) -> str:
    return formats.day(str(value or ""))


def time(value: Any) -> str:
    return formats.moment(str(value or ""), current().asking.timezone)


def url(page: str, **parameters: Any) -> str:
    """The address of a page; a name that is no page is an error in the template."""
    known = current().engine.pages
    if page not in known and not page.startswith("/"):
        raise LookupError(f"there is no page {page}")
    return address(page, parameters)


def may(permission: str) -> bool:
    """Whether the reader has a permission, or may use a mutation given by its name."""
    view = current()
    if "." in permission:
        return permission in view.asking.permissions
    return bool(view.engine.may_change(view.asking, permission))


def page_of(kind: Any, id: Any) -> str:
    """The page on which a document or a master record of a kind is shown; empty where there is none."""
    name = current().engine.page_of_kind(str(kind).lower())
    return address(name, {"id": id}) if name else ""


def layout_name() -> str:
    """Whose books these are: the name of the company the reader works in."""
    return str(current().layout.get("company") or "ERP")


def companies() -> list[Mapping[str, Any]]:
    """The companies the reader may change to; none when there is only one."""
    found = list(current().layout.get("companies") or ())
    return found if len(found) > 1 else []


class _Asking:
    """`asking` in a template is whoever reads now."""

    def __getattr__(self, name: str) -> Any:
        return getattr(current().asking, name)


WORDS: dict[str, Any] = {
    "asking": _Asking(),
    "breadcrumb": navigation.breadcrumb,
    "changed_fields": records.changed_fields,
    "chart": charts.chart,
    "layout_companies": companies,
    "date": date,
    "facts": lists.facts,
    "filters": lists.filters,
    "form": form,
    "here": lists.here,
    "kind_label": records.kind_label,
    "state_label": records.state_label,
    "label": label,
    "layout_name": layout_name,
    "may": may,
    "money": money,
    "navigation": navigation.navigation,
    "page_of": page_of,
    "paging": lists.paging,
    "permission_label": permission,
    "quantity": quantity,
    "static": assets.address_of,
    "t": t,
    "table": lists.table,
    "time": time,
    "total_of": lists.total_of,
    "url": url,
    "verb_label": records.verb_label,
}
