"""`token`: keys for programs, made and ended on the server itself."""

from typing import Any
from uuid import UUID

import rich_click as click

from erp.commands.user import run


@click.group()
def command() -> None:
    """Create, list or revoke API tokens."""


@command.command("create")
@click.option("--user", "login", required=True, help="Login of the holder, a person or a service account.")
@click.option("--name", default="command line", show_default=True, help="What it is for.")
@click.option(
    "--scope", "scopes", multiple=True, metavar="PATTERN", help="Only these rights, e.g. 'ordering.*'."
)
@click.option("--company", metavar="CODE", help="Company it works in; not given: the holder's own.")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True)
def create(login: str, name: str, scopes: tuple[str, ...], company: str | None, days: int) -> None:
    """Create a token. Prints the token and nothing else; it cannot be shown again."""
    from erp.access.at_the_console import make_token

    print(run(lambda database: make_token(database, login, name, list(scopes) or None, company, days)))


@command.command("list")
def list_tokens() -> None:
    """Every token that has not ended: id, beginning, holder, name, end."""
    from erp.access.at_the_console import tokens

    for token in run(tokens):
        print("\t".join(token))


@command.command("revoke")
@click.argument("token", metavar="ID", type=click.UUID)
def revoke(token: UUID) -> None:
    """End a token: the next request with it is refused."""
    from erp.access.actions.revoke_token import revoke_token
    from erp.access.at_the_console import do

    async def work(act: Any) -> UUID:
        return await revoke_token(act=act, token=token)

    run(lambda database: do(database, "revoke_token", work))
