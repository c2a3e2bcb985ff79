"""Where templates lie: `modules/<module>/prints/*.typ`, and `paper.typ` here, which all of them share.
`sheet.typ` prints any list: a title, facts, columns, rows.

A press sees copies of these and nothing else of the house, so no template reads a key or another file.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = "erp/printing/paper.typ"


def all_templates() -> list[Path]:
    """Every template of the house."""
    return [
        *sorted((ROOT / "erp/printing").glob("*.typ")),
        *sorted((ROOT / "modules").glob("*/prints/*.typ")),
    ]


def version_of(template: str) -> str:
    """The same text as long as neither the template nor the common paper changes."""
    parts = ((ROOT / name).read_bytes() for name in (template, PAPER))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def font_folder() -> str:
    """The folder of the Japanese font that is installed with the house; its package is never loaded."""
    found = find_spec("matplotlib_fontja")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the package matplotlib-fontja, which carries the Japanese font, is not installed")
    return str(Path(next(iter(found.submodule_search_locations))) / "fonts")
