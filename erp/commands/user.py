"""`user`: people and service accounts, from the server itself; also when nobody can get in any more."""

import sys
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import rich_click as click


@click.group()
def command() -> None:
    """Add, list, disable people, or give somebody a new password."""


@command.command("add")
@click.argument("login")
@click.option("--name", help="Full name; the login where none is given.")
@click.option("--email")
@click.option(
    "--role", "roles", multiple=True, metavar="CODE", help="Role to give; may be given several times."
)
@click.option("--company", metavar="CODE", help="Company the roles count in; not given: all companies.")
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--service", is_flag=True, help="An account for programs: no password, only tokens.")
@click.option("--developer", is_flag=True, help="May use the developers' pages.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")
def add(login: str, roles: tuple[str, ...], company: str | None, password_stdin: bool, **person: Any) -> None:
    """Add somebody. Prints the drawn password and nothing else; with --password-stdin it prints nothing."""
    from erp.access.at_the_console import add_person

    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    drawn = run(lambda database: add_person(database, login, roles, company, given, **person))
    if drawn:
        print(drawn)


@command.command("list")
def list_people() -> None:
    """Everybody: login, state, name, roles."""
    from erp.access.at_the_console import people

    for person in run(people):
        print("\t".join(person))


@command.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """Let somebody in no more, from this moment; sessions and tokens end."""
    from erp.access.actions.disable_user import disable_user
    from erp.access.at_the_console import do, user_of

    async def work(act: Any) -> UUID:
        return await disable_user(act=act, user=await user_of(act, login))

    run(lambda database: do(database, "disable_user", work))


@command.command("password")
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")
def password(login: str, password_stdin: bool) -> None:
    """Give somebody a new password. Prints the drawn one and nothing else; all sessions of the person end."""
    from erp.access.at_the_console import set_password

    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    drawn = run(lambda database: set_password(database, login, given))
    if drawn:
        print(drawn)


def run(work: Callable[[Any], Awaitable[Any]]) -> Any:
    """Do it on the database, wherever it is; a refusal is one sentence and exit code 1."""
    import asyncio

    from erp.child import ServerError
    from erp.kernel.database import Database
    from erp.kernel.errors import Refused
    from erp.kernel.labels import refusal_message
    from erp.servers import servers

    async def opened(url: str) -> Any:
        database = await Database.open(url)
        try:
            return await work(database)
        finally:
            await database.close()

    with servers() as settings:
        assert settings.database_url is not None
        try:
            return asyncio.run(opened(settings.database_url.get_secret_value()))
        except Refused as refusal:
            raise ServerError(refusal_message(refusal, "en")) from refusal
