"""What comes in: arguments of questions and inputs of verbs, each derived from one signature and checked
here.

A value is checked against the annotation of the parameter it will become, so an action never sees anything
else than what it asks for. What does not fit is refused with the path of the value and a stable reason.
"""

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, get_type_hints

from strawberry.scalars import JSON

from erp.api.annotations import FILES, Typed, read
from erp.api.declarations import Mutation, module_of
from erp.api.names import camel, pascal
from erp.api.scalars import KINDS, Unfit, may_have_lines, one_line
from erp.kernel import my_number
from erp.kernel.errors import BadInput

MOST_LINES = 500
MOST_VALUES = 250


class _Missing:
    """No default: the value must be given."""


MISSING = _Missing()


@dataclass(frozen=True)
class Parameter:
    """One value that comes in."""

    name: str
    key: str
    typed: Typed
    default: Any = MISSING
    # Words are looked through for a My Number, unless they are numbers that others gave.
    is_looked_through: bool = False

    @property
    def required(self) -> bool:
        return self.default is MISSING and not self.typed.nullable

    def take(self, given: Mapping[str, Any], path: str) -> Any:
        """The value for this parameter, or `MISSING` where its own default shall hold."""
        where = f"{path}.{self.key}" if path else self.key
        value = given.get(self.key)
        if value is not None:
            words = taken(self.typed, value, where)
            if self.is_looked_through and self.typed.base in (str, JSON):
                my_number.refuse(words, where)
            return (
                words
                if self.typed.base is not str or may_have_lines(self.name)
                else _in_one_line(words, where)
            )
        if self.required:
            raise BadInput(where, "REQUIRED")
        if self.key in given and self.typed.nullable:
            return None
        return self.default if self.default is not MISSING or not self.typed.nullable else None


@dataclass(frozen=True)
class InputShape:
    """An input object: the values it carries and what is made of them."""

    name: str
    parameters: tuple[Parameter, ...]
    make: Callable[..., Any]

    def take(self, given: Any, path: str) -> Any:
        if not isinstance(given, Mapping):
            raise BadInput(path, "NOT_AN_OBJECT")
        known = {each.key for each in self.parameters}
        unknown = next((name for name in given if name not in known), None)
        if unknown is not None:
            raise BadInput(f"{path}.{unknown}"[:200], "UNKNOWN_FIELD")
        values = {each.name: each.take(given, path) for each in self.parameters}
        return self.make(**{name: value for name, value in values.items() if value is not MISSING})


def taken(typed: Typed, value: Any, path: str) -> Any:
    """A value that is not null, as what the annotation says it is."""
    if not typed.many:
        return _one(typed, value, path)
    # GraphQL takes a single value where a list is wanted.
    values = value if isinstance(value, list) else [value]
    limit = MOST_LINES if typed.is_input else MOST_VALUES
    if len(values) > limit:
        raise BadInput(path, "TOO_MANY", limit=limit)
    if any(each is None for each in values):
        raise BadInput(path, "REQUIRED")
    return [_one(typed, each, f"{path}.{at}") for at, each in enumerate(values)]


def _one(typed: Typed, value: Any, path: str) -> Any:
    if typed.is_enum:
        return _member(typed.base, value, path)
    if typed.is_input:
        return input_of(typed.base).take(value, path)
    try:
        return KINDS[typed.base].take(value)
    except Unfit as unfit:
        raise BadInput(path, unfit.reason) from None


def _in_one_line(words: Any, path: str) -> Any:
    try:
        return [one_line(each) for each in words] if isinstance(words, list) else one_line(words)
    except Unfit as unfit:
        raise BadInput(path, unfit.reason) from None


def _member(kind: type[Enum], value: Any, path: str) -> Enum:
    if not isinstance(value, str) or value not in kind.__members__:
        raise BadInput(path, "NOT_ONE_OF", possible=list(kind.__members__))
    return kind[value]


@cache
def input_of(kind: type) -> InputShape:
    """The input object of a dataclass: `Line` comes in as `LineInput`."""
    hints = get_type_hints(kind)
    parameters = tuple(
        Parameter(
            each.name,
            camel(each.name),
            read(hints[each.name]),
            _default(each),
            _looked_through(kind, each.name),
        )
        for each in dataclasses.fields(kind)
        if each.init
    )
    name = kind.__name__ if kind.__name__.endswith("Input") else f"{kind.__name__}Input"
    return InputShape(name, parameters, kind)


def _looked_through(declared: Any, name: str) -> bool:
    """Fields named after numbers of others are not; where people are put down, every field is."""
    return module_of(declared) == "hr" or not my_number.carries_numbers(name)


def _default(each: "dataclasses.Field[Any]") -> Any:
    if each.default is not dataclasses.MISSING:
        return each.default
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return MISSING


@cache
def input_of_action(mutation: Mutation) -> InputShape:
    """The input object of a verb: every keyword of its action but `act`."""
    hints = get_type_hints(mutation.action)
    parameters = tuple(
        Parameter(
            name,
            camel(name),
            read(hints[name]),
            MISSING if each.default is each.empty else each.default,
            _looked_through(mutation.action, name),
        )
        for name, each in inspect.signature(mutation.action).parameters.items()
        if name != "act"
    )
    return InputShape(f"{pascal(mutation.name)}Input", parameters, dict)


@cache
def takes_files(mutation: Mutation) -> bool:
    """Whether a verb's input names uploaded files, at whatever depth."""

    def within(shape: InputShape) -> bool:
        return any(
            each.typed.base in FILES or (each.typed.is_input and within(input_of(each.typed.base)))
            for each in shape.parameters
        )

    return within(input_of_action(mutation))


def arguments_of(args: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """The arguments of a report."""
    return tuple(Parameter(name, camel(name), read(annotation)) for name, annotation in args.items())
