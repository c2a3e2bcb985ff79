"""`check`: everything that has to be in order before a change is merged."""

import sys

import rich_click as click


@click.command()
def command() -> None:
    """Check format, style, types and layers, then run the tests."""
    from erp.tools import ensure_browser, run_checks, run_tests, say

    failed = run_checks()
    ensure_browser()
    code = run_tests([])
    if failed:
        say(f"Not in order: {', '.join(failed)}.")
    sys.exit(code or (1 if failed else 0))
