"""The pages people work in: a document and a template each, run in this process, rendered on the server."""

from typing import Any


def routes() -> list[Any]:
    """Every handler of the web part, for the application to mount."""
    from erp.web.mounting import handlers
    from erp.web.session import HANDLERS

    return [*handlers(), *HANDLERS]


__all__ = ["routes"]
