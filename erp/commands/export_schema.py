"""`export-schema`: prints what programs rely on and what reviewers should see: the schema and who may do
what."""

import sys
from pathlib import Path

import rich_click as click

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "graphql" / "schema.graphql"
RIGHTS = ROOT / "tests" / "architecture" / "permissions.txt"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a printed file is not up to date.")
def command(check: bool) -> None:
    """Print the schema to graphql/schema.graphql and the rights of the built-in roles beside the tests."""
    wanted = printed()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    if check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what the code prints: run export-schema", file=sys.stderr)
        sys.exit(1 if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path])
        print(path.relative_to(ROOT))


def printed() -> dict[Path, str]:
    """Each printed file and what should be in it."""
    from erp.access.rules.permissions import BUILT_IN, covered
    from erp.api.known_rights import matrix, permissions
    from erp.api.schema import build

    known = permissions()
    roles = {role.code: covered(role.patterns, known) for role in BUILT_IN}
    return {SCHEMA: build().printed(), RIGHTS: matrix(roles)}
