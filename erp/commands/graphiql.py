"""`graphiql`: fetches the files of GraphiQL, so that developers find it beside the plain query page."""

import sys

import rich_click as click


@click.command()
def command() -> None:
    """Fetch GraphiQL (needs npm); each file is checked by its hash."""
    from erp.api.graphiql_files import CannotFetch, fetch
    from erp.settings import load

    try:
        folder = fetch(load().data_dir)
    except CannotFetch as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
    print(f"GraphiQL is in {folder}; developers find it at /query/graphiql.")
