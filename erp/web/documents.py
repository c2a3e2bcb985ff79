"""The pages that are there: pairs of a document and a template of one name, checked before anybody opens one.

The document is the page's manifest: what it shows (exactly one query) and what it can do (any number of
mutations). Its first comment lines name it:

    # title: 受注 | Sales orders
    # nav: 110 cart              place in the navigation and icon; without it the page is not listed there
    # parent: ordering/sales_orders    the page that leads here
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInputType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    parse,
    parse_type,
    print_ast,
    type_from_ast,
    validate,
    visit,
)
from graphql.language import ArgumentNode, FieldNode, NameNode, VariableDefinitionNode, VariableNode

from erp.web.shapes import Shape

FOLDER = Path(__file__).resolve().parents[2] / "graphql" / "pages"


class PageFault(Exception):
    """A page that cannot work; the house does not start with one."""


@dataclass(frozen=True)
class Change:
    """One mutation of a page: its name, its text, and the type of its input."""

    name: str
    text: str
    input_type: GraphQLInputType | None


@dataclass(frozen=True)
class Page:
    """One page: what it asks, what it can do, where it is shown."""

    name: str
    titles: Mapping[str, str]
    query: OperationDefinitionNode
    fragments: tuple[FragmentDefinitionNode, ...]
    changes: Mapping[str, Change]
    variables: Mapping[str, GraphQLInputType]
    nav: int | None = None
    icon: str = ""
    parent: str | None = None
    kinds: tuple[str, ...] = ()  # what else is shown on it, beside the kind it is named after
    cache: dict[frozenset[str], tuple[str, "Shape"]] = field(default_factory=dict, compare=False)

    @property
    def path(self) -> str:
        return "/" if self.name == "home" else f"/{self.name}"

    @property
    def folder(self) -> str:
        return self.name.rpartition("/")[0]

    @cached_property
    def roots(self) -> tuple[FieldNode, ...]:
        """The root fields in the order of the document; the first is the page's subject."""
        return tuple(each for each in self.query.selection_set.selections if isinstance(each, FieldNode))

    @property
    def keys(self) -> set[str]:
        """The names under which a template finds the answers."""
        return {(each.alias or each.name).value for each in self.roots}

    @cached_property
    def uses(self) -> dict[str, str]:
        """Where each variable goes: the coordinate of the first root argument that takes it."""
        found: dict[str, str] = {}
        for root in self.roots:
            for given in root.arguments or ():
                if isinstance(given.value, VariableNode):
                    found.setdefault(given.value.name.value, f"{root.name.value}.{given.name.value}")
        return found


def text_of(operation: OperationDefinitionNode, fragments: tuple[FragmentDefinitionNode, ...]) -> str:
    """One operation with the fragments it needs, as it is sent."""
    wanted, seen = _spreads(operation), dict[str, FragmentDefinitionNode]()
    by_name = {each.name.value: each for each in fragments}
    while wanted:
        name = wanted.pop()
        if name not in seen and name in by_name:
            seen[name] = by_name[name]
            wanted |= _spreads(by_name[name])
    return print_ast(DocumentNode(definitions=(operation, *seen.values())))


def _spreads(node: OperationDefinitionNode | FragmentDefinitionNode) -> set[str]:
    names: set[str] = set()

    class Collect(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            names.add(node.name.value)

    visit(node, Collect())
    return names


def find(schema: GraphQLSchema, folder: Path = FOLDER) -> dict[str, Page]:
    """Every page by name; a document without a template, or one the schema does not answer, is a fault."""
    pages: dict[str, Page] = {}
    shared = _shared(folder)
    for path in sorted(folder.rglob("*.graphql")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if name.split("/")[-1].startswith("_") or name.startswith("_"):
            continue
        if not path.with_suffix(".html").exists():
            raise PageFault(f"{name}.graphql has no template of the same name beside it")
        pages[name] = read(name, path.read_text(encoding="utf-8"), schema, shared)
    for page in pages.values():
        if page.parent and page.parent not in pages:
            raise PageFault(f"{page.name} names a parent that is no page: {page.parent}")
    return pages


def _shared(folder: Path) -> tuple[FragmentDefinitionNode, ...]:
    path = folder / "_fragments.graphql"
    if not path.exists():
        return ()
    definitions = parse(path.read_text(encoding="utf-8")).definitions
    return tuple(each for each in definitions if isinstance(each, FragmentDefinitionNode))


def read(
    name: str, source: str, schema: GraphQLSchema, shared: tuple[FragmentDefinitionNode, ...] = ()
) -> Page:
    """One page from its document."""
    document = parse(source, no_location=True)
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    own = tuple(each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    queries = [each for each in operations if each.operation is OperationType.QUERY]
    if len(queries) != 1:
        raise PageFault(f"{name}.graphql has {len(queries)} queries; a page has exactly one")
    fragments = own + tuple(each for each in shared if each.name.value not in {f.name.value for f in own})
    for operation in operations:
        _check(name, parse(text_of(operation, fragments)), schema)
    facts = dict(re.findall(r"^#\s*(title|nav|parent|kinds):\s*(.+?)\s*$", source, re.M))
    nav, _, icon = facts.get("nav", "").partition(" ")
    ja, _, en = facts.get("title", name).partition("|")
    changes = [_change(name, each, fragments, schema) for each in operations if each not in queries]
    return Page(
        name=name,
        titles={"ja": ja.strip(), "en": (en or ja).strip()},
        query=queries[0],
        fragments=fragments,
        changes={each.name: each for each in changes},
        variables=_variables(queries[0], schema),
        nav=int(nav) if nav else None,
        icon=icon.strip(),
        parent=facts.get("parent"),
        kinds=tuple(facts.get("kinds", "").split()),
    )


def _check(name: str, document: DocumentNode, schema: GraphQLSchema) -> None:
    if errors := validate(schema, document):
        raise PageFault(f"{name}.graphql: " + "; ".join(error.message for error in errors))


def _change(
    page: str,
    operation: OperationDefinitionNode,
    fragments: tuple[FragmentDefinitionNode, ...],
    schema: GraphQLSchema,
) -> Change:
    fields = operation.selection_set.selections
    if len(fields) != 1 or not isinstance(fields[0], FieldNode):
        raise PageFault(f"{page}.graphql: a mutation changes one thing")
    name = fields[0].name.value
    root = schema.mutation_type
    takes_key = isinstance(root, GraphQLObjectType) and "idempotencyKey" in root.fields[name].args
    if takes_key and not any(each.name.value == "idempotencyKey" for each in fields[0].arguments or ()):
        operation = _with_key(operation, fields[0])
    text = text_of(operation, fragments)
    _check(page, parse(text), schema)
    return Change(name, text, _variables(operation, schema).get("input"))


def _with_key(operation: OperationDefinitionNode, root: FieldNode) -> OperationDefinitionNode:
    """A page need not write down that doing it twice is doing it once."""
    key = VariableNode(name=NameNode(value="idempotencyKey"))
    argument = ArgumentNode(name=NameNode(value="idempotencyKey"), value=key)
    definition = VariableDefinitionNode(
        variable=key, type=parse_type("String"), default_value=None, directives=()
    )
    keyed = FieldNode(
        alias=root.alias,
        name=root.name,
        arguments=(*(root.arguments or ()), argument),
        directives=root.directives,
        selection_set=root.selection_set,
    )
    return OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=(*(operation.variable_definitions or ()), definition),
        directives=operation.directives,
        selection_set=type(operation.selection_set)(selections=(keyed,)),
    )


def _variables(operation: OperationDefinitionNode, schema: GraphQLSchema) -> dict[str, GraphQLInputType]:
    found: dict[str, GraphQLInputType] = {}
    for each in operation.variable_definitions or ():
        kind = type_from_ast(schema, each.type)
        if kind is not None and each.variable.name.value != "idempotencyKey":
            found[each.variable.name.value] = kind  # type: ignore[assignment]  # validated: input types only
    return found


__all__ = ["FOLDER", "Change", "Page", "PageFault", "find", "read", "text_of"]
