"""The verbs of master data that an approved request may carry out, each by its own action.

Its values come in as a program would send them and are checked as such, so a form can enter nothing that
could not be entered by hand.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from erp.api.declarations import Mutation
from erp.api.inputs import input_of_action
from erp.kernel.asking import Act
from erp.masterdata.actions.change_party import change_party
from erp.masterdata.actions.change_product import change_product
from erp.masterdata.actions.deactivate_party import deactivate_party
from erp.masterdata.actions.deactivate_product import deactivate_product
from erp.masterdata.actions.register_department import register_department
from erp.masterdata.actions.register_party import register_party
from erp.masterdata.actions.register_product import register_product

_ACTIONS = (
    register_party,
    change_party,
    deactivate_party,
    register_product,
    change_product,
    deactivate_product,
    register_department,
)
MASTER_VERBS: Mapping[str, str] = {each.__name__: f"masterdata.{each.__name__}" for each in _ACTIONS}


@cache
def _mutation(verb: str) -> Mutation:
    action = next(each for each in _ACTIONS if each.__name__ == verb)
    return Mutation(action, object, verb, MASTER_VERBS[verb])


@cache
def inputs_of(verb: str) -> set[str]:
    """The names of what a verb takes."""
    return {each.name for each in input_of_action(_mutation(verb)).parameters}


async def carry_out(act: Act, verb: str, values: Mapping[str, Any]) -> UUID:
    """Do it; answers the record that was made or changed."""
    mutation = _mutation(verb)
    shape = input_of_action(mutation)
    by_name = {each.name: each.key for each in shape.parameters}
    given = shape.take({by_name[name]: value for name, value in values.items()}, "input")
    made = await mutation.action(act=act, **given)
    return UUID(str(getattr(made, "id", made)))
