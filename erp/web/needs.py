"""Which rights a part of a question needs: what the schema's declarations say, asked by coordinate."""

from collections.abc import Callable, Sequence
from functools import cache

from graphql import GraphQLObjectType, get_named_type

from erp.api.schema import Built


def needs_of(built: Built) -> Callable[[str, str], Sequence[str]]:
    """The rights for `Query.salesOrders`, `Mutation.confirmSalesOrder` or `SalesOrder.customer`."""

    @cache
    def needs(owner: str, name: str) -> tuple[str, ...]:
        if owner == "Mutation":
            entry = built.mutations.get(name)
            return (entry.permission,) if entry else ()
        own = None
        if owner == "Query":
            own = getattr(built.queries.get(name), "permission", None)
        elif owner in built.types and name in built.types[owner].fields:
            own = built.types[owner].fields[name].permission
        return tuple(each for each in (own, below(owner, name)) if each)

    def below(owner: str, name: str) -> str | None:
        kind = built.graphql.type_map.get(owner)
        if not isinstance(kind, GraphQLObjectType) or name not in kind.fields:
            return None
        reached = get_named_type(kind.fields[name].type)
        if isinstance(reached, GraphQLObjectType) and "nodes" in reached.fields:
            reached = get_named_type(reached.fields["nodes"].type)
        return built.types[reached.name].permission if reached.name in built.types else None

    return needs
