"""What the architecture tests look at: the source files of the house, parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("erp", "modules", "adapters")


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the product; a test that looks at them asserts that there are some."""
    found = [path for package in OURS for path in (ROOT / package).rglob("*.py")]
    return tuple(sorted(found))


@cache
def tree(path: Path) -> ast.Module:
    """The file, parsed. One that cannot be parsed fails here instead of being skipped."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The file as people name it."""
    return str(path.relative_to(ROOT))


def module(path: Path) -> str:
    """The file as Python names it."""
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Every module a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found
