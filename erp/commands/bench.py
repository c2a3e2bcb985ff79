"""`bench`: measures what was promised about speed, each figure beside its limit in the same run."""

import sys

import rich_click as click

BENCHES = (
    "order-list",
    "order-to-cash",
    "procure-to-pay",
    "closing-bills",
    "invoice-prints",
    "trial-balance",
    "reports",
    "backdated-move",
    "processes",
    "bank-matching",
    "approval-inbox",
    "form-list",
    "account-plans",
    "start",
)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(BENCHES), metavar="[NAME]...")
@click.option("--strict", is_flag=True, help="Exit with 1 when a goal is missed.")
def command(names: tuple[str, ...], strict: bool) -> None:
    """Measure what was promised about speed, all of it or what is named; takes some minutes.

    Each runs on a database of its own that is thrown away; nothing of yours is touched.
    """
    from erp.tools import run_benches

    sys.exit(run_benches([*names, *(["--strict"] if strict else [])]))
