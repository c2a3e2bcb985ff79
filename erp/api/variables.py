"""Arguments as they were written: literals of the document, with the variables of the request in their
places.

Here nothing is converted. Each value is checked where it is used, against the parameter it becomes, so a
value meets one check and not two that might differ.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    NonNullTypeNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

from erp.api.documents import Document
from erp.kernel.errors import BadInput


class _Absent:
    """A variable that was not sent and has no default: the argument is as good as not written."""


ABSENT = _Absent()


def variables_of(operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that the operation declares; others are not looked at."""
    found: dict[str, Any] = {}
    for each in operation.variable_definitions or ():
        name = each.variable.name.value
        needed = isinstance(each.type, NonNullTypeNode)
        if name in given:
            found[name] = given[name]
        elif each.default_value is not None:
            found[name] = value_of(each.default_value, {})
        if needed and found.get(name) is None:
            raise BadInput(name, "REQUIRED")
    return found


def conditions_of(document: Document, variables: Mapping[str, Any]) -> dict[str, bool]:
    """The variables that fields may depend on."""
    found = {}
    for name in document.conditions:
        value = variables.get(name)
        if value is not None and not isinstance(value, bool):
            raise BadInput(name, "NOT_YES_OR_NO")
        found[name] = bool(value)
    return found


def arguments_of(arguments: Iterable[ArgumentNode] | None, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a field by name; those left open are left out."""
    found = {each.name.value: value_of(each.value, variables) for each in arguments or ()}
    return {name: value for name, value in found.items() if value is not ABSENT}


def value_of(node: ValueNode, variables: Mapping[str, Any]) -> Any:
    """A literal as JSON would have brought it."""
    if isinstance(node, VariableNode):
        return variables.get(node.name.value, ABSENT)
    if isinstance(node, StringValueNode | EnumValueNode | BooleanValueNode):
        return node.value
    if isinstance(node, IntValueNode):
        return _whole(node.value)
    if isinstance(node, FloatValueNode):
        return node.value
    if isinstance(node, ListValueNode):
        values = (value_of(each, variables) for each in node.values)
        return [None if value is ABSENT else value for value in values]
    if isinstance(node, ObjectValueNode):
        fields = {each.name.value: value_of(each.value, variables) for each in node.fields}
        return {name: value for name, value in fields.items() if value is not ABSENT}
    assert isinstance(node, NullValueNode)
    return None


def _whole(text: str) -> int | str:
    # A number of thousands of digits takes long to read and fits nowhere.
    return int(text) if len(text) <= 20 else text
