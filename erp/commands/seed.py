"""`seed`: fills a new database with what every installation needs, and with the demo company if wished."""

import rich_click as click

from erp.servers import servers


@click.command()
@click.option("--empty", is_flag=True, help="Only what every installation needs, no demo company.")
def command(empty: bool) -> None:
    """Bring the database up to date and fill it if it is new; prints the first sign-in once."""
    from erp.preparing import prepare

    with servers() as settings:
        first = prepare(demo=settings.demo and not empty)
    if first is None:
        print("The database is up to date and was filled before.")
    else:
        print(f"First sign-in:  {first['login']}  {first['password']}    (shown once, kept nowhere: note it)")
