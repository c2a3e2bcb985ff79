"""Where one can go: the pages that ask to be listed, by part, as far as the reader may open them."""

from dataclasses import dataclass, field
from typing import Any

from erp.kernel.labels import table, words
from erp.kernel.module import installed
from erp.web.view import current


@dataclass
class Entry:
    title: str
    url: str
    icon: str
    here: bool


@dataclass
class Part:
    name: str
    title: str
    entries: list[Entry] = field(default_factory=list)
    open: bool = False


def module_label(name: str, language: str) -> str:
    titles = {"masterdata": "Master data", "ordering": "Sales", "access": "Users", "system": "System"}
    own = table(language).get("Module", {}).get(name)
    said = {each.name: each.label_ja if language == "ja" else each.label_en for each in installed()}
    return own or titles.get(name) or said.get(name) or words(name)


def navigation() -> list[Part]:
    """The navigation of this reader, the part of the page he is on marked."""
    view = current()
    if view.engine is None or not hasattr(view.asking, "permissions"):
        return []
    parts: dict[str, Part] = {}
    listed = [page for page in view.engine.pages.values() if page.nav is not None]
    for page in sorted(listed, key=lambda page: page.nav):
        if not view.engine.may_open(view.asking, page):
            continue
        part = parts.setdefault(page.folder, Part(page.folder, _title(page.folder)))
        part.entries.append(
            Entry(page.titles[view.language], page.path, page.icon or "dot", page.name in _way(view))
        )
    inside = [part for part in parts.values() if part.title and any(entry.here for entry in part.entries)]
    # Where one is has its entries shown; where one is nowhere yet, all of them have.
    for part in inside or parts.values():
        part.open = True
    return list(parts.values())


def _title(folder: str) -> str:
    return module_label(folder, current().language) if folder else ""


def _way(view: Any) -> list[str]:
    """The page and those above it."""
    way, page = [], view.page
    while page is not None and page.name not in way:
        way.append(page.name)
        page = view.engine.pages.get(page.parent) if page.parent else None
    return way


def breadcrumb() -> list[Entry]:
    """The way back: the pages above this one, the start page first."""
    view = current()
    if view.page is None or view.page.name == "home":
        return []
    pages = [view.engine.pages[name] for name in reversed(_way(view))]
    home = view.engine.pages.get("home")
    pages = [home, *pages] if home and home not in pages else pages
    return [Entry(each.titles[view.language], each.path, "", each is view.page) for each in pages]
