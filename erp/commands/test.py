"""`test`: runs all tests, with everything they need; the words after it go to pytest."""

import sys

import rich_click as click


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run the tests; what follows goes to pytest, for example `test -k invoice`."""
    from erp.tools import ensure_browser, run_tests

    ensure_browser()
    sys.exit(run_tests(list(arguments)))
