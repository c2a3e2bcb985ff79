"""`bench`: measures what was promised about speed, each figure beside its limit in the same run."""

import sys

import rich_click as click

BENCHES = ("order-list", "order-to-cash", "trial-balance", "start")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(BENCHES), metavar="[NAME]...")
@click.option("--strict", is_flag=True, help="Exit with 1 when a goal is missed.")
def command(names: tuple[str, ...], strict: bool) -> None:
    """Measure order-list, order-to-cash, trial-balance and start, or those named; takes some minutes.

    Each runs on a database of its own that is thrown away; nothing of yours is touched.
    """
    from erp.tools import run_benches

    sys.exit(run_benches([*names, *(["--strict"] if strict else [])]))
