"""Declarations become a GraphQL schema: Strawberry is given its classes, and prints what programs may rely
on."""

from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry import UNSET
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.enum import has_enum_definition
from strawberry.types.field import StrawberryField

from erp.api.annotations import FILES, Typed, read
from erp.api.declarations import Many, Mutation, One, Report, shape_of
from erp.api.inputs import MISSING, InputShape, Parameter, arguments_of, input_of, input_of_action
from erp.api.lists import parameters_of, searched
from erp.api.names import camel
from erp.api.shapes import Type, described, type_of

KEY = Parameter("idempotency_key", "idempotencyKey", Typed(str, nullable=True))
BY_ID = Parameter("id", "id", read(strawberry.ID))


@strawberry.type(description="Where in a list a page lies.")
class PageInfo:
    """The cursors are opaque: keep them, do not read them."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class Shelf:
    """The Strawberry classes made so far, each made once."""

    def __init__(self) -> None:
        self.outputs: dict[str, type] = {}
        self.inputs: dict[str, type] = {}
        self.connections: dict[str, type] = {}

    def annotation(self, typed: Typed) -> Any:
        """What Strawberry wants to be told of a type."""
        base = typed.base
        if typed.is_shape:
            base = self.output(type_of(shape_of(base)))  # type: ignore[arg-type]  # it is a shape
        elif base in FILES:
            base = strawberry.ID
        elif typed.is_enum:
            base = enumeration(base)
        elif typed.is_input:
            base = self.input(input_of(base), described(base))
        many = list[base] if typed.many else base  # type: ignore[valid-type]  # made while running
        return many | None if typed.nullable else many

    def output(self, kind: Type) -> type:
        """The class of a declared type. It is put on the shelf before its fields are read: types lead in
        circles."""
        if kind.name not in self.outputs:
            self.outputs[kind.name] = empty(kind.name)
            fields = [field(each.name, self.annotation(each.typed)) for each in kind.fields.values()]
            finished(self.outputs[kind.name], fields, kind.description)
        return self.outputs[kind.name]

    def input(self, shape: InputShape, description: str | None) -> type:
        """The class of an input object."""
        if shape.name not in self.inputs:
            made = self.inputs[shape.name] = empty(shape.name)
            fields = [self.input_field(each) for each in shape.parameters]
            finished(made, fields, description, is_input=True)
        return self.inputs[shape.name]

    def input_field(self, each: Parameter) -> StrawberryField:
        typed, default = printed(each)
        shown = {} if default is UNSET else {"default": default}
        return field(each.name, self.annotation(typed), **shown)

    def connection(self, kind: Type) -> type:
        """The class of a page of records."""
        if kind.name not in self.connections:
            one = self.output(kind)
            edge, page = empty(f"{kind.name}Edge"), empty(f"{kind.name}Connection")
            finished(edge, [field("node", one), field("cursor", str)], "One record of a page and its place.")
            fields = [
                field("nodes", list[one]),  # type: ignore[valid-type]  # made while running
                field("edges", list[edge]),  # type: ignore[valid-type]  # made while running
                field("page_info", PageInfo),
                field("total_count", int),
            ]
            self.connections[kind.name] = finished(page, fields, "A page of a list.")
        return self.connections[kind.name]

    def argument(self, each: Parameter) -> StrawberryArgument:
        typed, default = printed(each)
        annotation = StrawberryAnnotation(self.annotation(typed))
        return StrawberryArgument(each.name, each.key, annotation, default=default)

    def root(self, entry: One | Many | Report | Mutation) -> StrawberryField:
        """The root field of a question or a verb."""
        kind = type_of(shape_of(entry.shape))  # type: ignore[arg-type]  # every entry is of a declared type
        if isinstance(entry, One):
            return self.rooted(entry.name, self.output(kind) | None, [BY_ID], kind.description)
        if isinstance(entry, Many):
            searched(entry)
            return self.rooted(entry.name, self.connection(kind), parameters_of(entry), kind.description)
        if isinstance(entry, Report):
            one = self.output(kind)
            answer = one | None if entry.single else list[one]  # type: ignore[valid-type]  # made while running
            return self.rooted(
                entry.name, answer, arguments_of(entry.args), entry.description or kind.description
            )
        shape = input_of_action(entry)
        arguments = [KEY]
        if shape.parameters:
            made = self.input(shape, described(entry.action))
            taken = StrawberryArgument("input", "input", StrawberryAnnotation(made))
            return self.rooted(
                entry.name, self.output(kind) | None, arguments, described(entry.action), [taken]
            )
        return self.rooted(entry.name, self.output(kind) | None, arguments, described(entry.action))

    def rooted(
        self,
        name: str,
        answer: Any,
        parameters: Iterable[Parameter],
        description: str | None,
        first: Iterable[StrawberryArgument] = (),
    ) -> StrawberryField:
        made = field(name, answer, description=description)
        made.arguments = [*first, *(self.argument(each) for each in parameters)]
        return made


def printed(each: Parameter) -> tuple[Typed, Any]:
    """A default that reads well in the schema is printed; any other makes the value one that may be
    missing."""
    if each.default is MISSING:
        return each.typed, UNSET
    if isinstance(each.default, bool | int | str) and not each.typed.many and not each.typed.nullable:
        return each.typed, each.default
    return each.typed.with_nulls(), UNSET


def enumeration(kind: Any) -> Any:
    """An enumeration in the schema; a text column keeps exactly the names that the wire knows."""
    if not has_enum_definition(kind):
        unlike = [each.name for each in kind if each.name != each.value]
        if unlike:
            raise TypeError(f"{kind.__name__}: name and value differ in {', '.join(unlike)}")
        strawberry.enum(kind, description=described(kind))
    return kind


def empty(name: str) -> type:
    return type(name, (), {"__module__": __name__, "__annotations__": {}})


def finished(
    made: type, fields: list[StrawberryField], description: str | None, *, is_input: bool = False
) -> type:
    """Give a class its fields and hand it to Strawberry."""
    for each in fields:
        setattr(made, each.python_name, each)
        # Every field was made with its type just before, so there is an annotation.
        made.__annotations__[each.python_name] = each.type_annotation.raw_annotation  # type: ignore[union-attr]
    return strawberry.type(made, is_input=is_input, description=description)


def field(name: str, annotation: Any, description: str | None = None, **default: Any) -> StrawberryField:
    return StrawberryField(
        python_name=name,
        graphql_name=camel(name),
        type_annotation=StrawberryAnnotation(annotation),
        description=description,
        **default,
    )
