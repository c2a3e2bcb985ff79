"""`migrate`: brings the database to the state this version of the program needs."""

import rich_click as click

from erp.child import ServerError
from erp.servers import servers


@click.command()
@click.option(
    "--new", "module", metavar="MODULE", help="For developers: write the next migration of a module."
)
def command(module: str | None) -> None:
    """Bring the database up to date; safe to run twice and from two places at once."""
    from erp.kernel.migrating import CannotMigrate, migrate, new_migration

    try:
        if module is not None:
            written = new_migration(module)
            print(written or f"The tables of {module} have not changed.")
            return
        with servers() as settings:
            assert settings.database_url is not None
            for name in migrate(settings.database_url.get_secret_value()):
                print(f"Done: {name}")
    except CannotMigrate as error:
        raise ServerError(str(error)) from error
    print("The database is up to date.")
