"""The pages people work in: a document and a template each, run in this process, rendered on the server."""

from typing import Any


def routes() -> list[Any]:
    """Every handler of the web part, for the application to mount."""
    from erp.web import files, session, single_sign_on
    from erp.web.mounting import handlers

    return [*handlers(), *session.HANDLERS, *single_sign_on.HANDLERS, *files.HANDLERS]


__all__ = ["routes"]
