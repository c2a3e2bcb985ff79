"""Every page shows what it asks for and asks for what it shows; the pages are found by being there."""

from dataclasses import replace
from itertools import zip_longest
from typing import Any

import pytest
from graphql import GraphQLEnumType
from jinja2 import UndefinedError

from erp.web import mounting
from erp.web.documents import Page
from erp.web.pages import Engine
from erp.web.view import View
from tests.web.fake_answers import ID, answer_for, asked_for
from tests.web.sample import a_house, asking

# Read by the engine itself: the currency dresses the amounts beside it.
BY_THE_ENGINE = {"currency", "__typename"}
PAGES = sorted(mounting.engine().pages)
SAMPLES = sorted(a_house().pages)


class Everything(frozenset[str]):
    """Rights to all there is."""

    def __contains__(self, name: object) -> bool:
        return True


def states_of(engine: Engine, shape: Any) -> list[dict[str, str]]:
    """One answer a row: each state of every enumeration turns up at least once."""
    kinds = [kind for kind in engine.schema.type_map.values() if isinstance(kind, GraphQLEnumType)]
    columns = [[(kind.name, value) for value in kind.values] for kind in kinds if kind.name[:2] != "__"]
    return [dict(each for each in row if each) for row in zip_longest(*columns)] or [{}]


def render(engine: Engine, page: Page, wanted: dict[str, str], language: str = "ja") -> tuple[str, set, Any]:
    """A page drawn for somebody who may do everything, and which fields it read."""
    seen: set[tuple[int, str]] = set()
    reader = replace(asking(language=language), permissions=Everything())
    answer, shape = answer_for(engine, page, wanted, seen, reader)
    query = [("id", ID)] if "id" in page.variables else []
    view = View(asking=reader, engine=engine, page=page, path=page.path, query=query)
    html = engine.renderer.render(f"{page.name}.html", view, answer)
    return html, seen, shape


def check(engine: Engine, page: Page) -> None:
    seen: set[tuple[int, str]] = set()
    shape: Any = None
    for wanted in states_of(engine, shape):
        _, read, shape = render(engine, page, wanted)
        seen |= read
    render(engine, page, {}, "en")
    file_of_list = page.roots[0].name.value in {"nodes"} or "after" in page.variables
    unread = []
    for place, key, path in asked_for(shape):
        in_file = file_of_list and ".nodes." in f".{path}."
        if (place, key) not in seen and key not in BY_THE_ENGINE and "." in path and not in_file:
            unread.append(path)
    assert not unread, f"{page.name}.graphql asks for what its template never reads: {unread}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_what_it_asks_for_and_nothing_else(name: str) -> None:
    engine = mounting.engine()
    check(engine, engine.pages[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_reached_and_is_named_in_both_languages(name: str) -> None:
    page = mounting.engine().pages[name]
    assert page.titles["ja"] and page.titles["en"] and page.titles["ja"] != page.name
    assert page.nav is not None or page.parent is not None, "neither in the navigation nor under a page"


def test_the_pages_were_found() -> None:
    assert len(PAGES) >= 17, PAGES


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_pages_keep_the_rule_too(name: str) -> None:
    engine = a_house()
    check(engine, engine.pages[name])


def a_page(engine: Engine, document: str, template: str) -> Page:
    from erp.web.documents import read

    page = engine.pages["sample"] = read("sample", document, engine.schema)
    templates = {
        "sample.html": '{% extends "_layout.html" %}{% block content %}' + template + "{% endblock %}"
    }
    from jinja2 import ChoiceLoader, DictLoader

    engine.renderer.environment.loader = ChoiceLoader(
        [DictLoader(templates), engine.renderer.environment.loader]
    )
    return page


def test_a_field_that_was_not_asked_for_is_an_error() -> None:
    engine = a_house()
    page = a_page(
        engine, "query { warehouses { id code } }", "{% for w in warehouses %}{{ w.name }}{% endfor %}"
    )
    with pytest.raises(UndefinedError):
        check(engine, page)


def test_a_field_that_is_asked_for_in_vain_is_found() -> None:
    engine = a_house()
    page = a_page(
        engine, "query { warehouses { id code } }", "{% for w in warehouses %}{{ w.id }}{% endfor %}"
    )
    with pytest.raises(AssertionError, match=r"warehouses\.code"):
        check(engine, page)


def test_a_method_of_a_dict_is_no_field() -> None:
    engine = a_house()
    page = a_page(engine, "query { warehouses { id } }", "{% for w in warehouses %}{{ w.items }}{% endfor %}")
    with pytest.raises(UndefinedError):
        check(engine, page)
