"""How the door says no before anything is looked at: too big, too deep, too costly, not understood."""

from erp.kernel.errors import Refused


class BadRequest(Refused):
    """The request is not one of ours: not JSON, not an object, or without a document."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class RequestTooLarge(Refused):
    """The request, its document or its variables are larger than we take."""

    def __init__(self, part: str, limit: int) -> None:
        super().__init__(part=part, limit=limit)


class GraphqlParseFailed(Refused):
    """The document is not written as GraphQL is."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem=problem, line=line, column=column)


class GraphqlValidationFailed(Refused):
    """The document asks for something that the schema does not have."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem=problem, line=line, column=column)


class TooCostly(Refused):
    """Answering the document would cost more than one request may."""

    def __init__(self, cost: int, limit: int) -> None:
        super().__init__(cost=min(cost, 10**9), limit=limit)


class TooDeep(Refused):
    """The document goes down more levels than we follow."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class TooManyParts(Refused):
    """The document has more aliases, directives, fragments, root fields or words than we take."""

    def __init__(self, part: str, limit: int) -> None:
        super().__init__(part=part, limit=limit)


class OneOperation(Refused):
    """A document carries one operation, and a mutation carries one field."""


class IntrospectionRefused(Refused):
    """The schema is shown to developers only, and in a document of its own."""


class AlreadyThere(Refused):
    """Something of that name or number is there already."""

    def __init__(self, rule: str | None) -> None:
        super().__init__(rule=rule)


class AgainstTheRules(Refused):
    """The database keeps a rule that this would break; nothing was changed."""

    def __init__(self, rule: str | None) -> None:
        super().__init__(rule=rule)


class Internal(Refused):
    """Something went wrong on our side; the number leads to its place in the log."""

    def __init__(self, incident: str) -> None:
        super().__init__(incident=incident)


class DocumentNotKnown(Refused):
    """A browser may send only the documents that ship with the product."""
