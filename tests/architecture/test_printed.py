"""What reviewers should see is printed and kept: the schema, the permission matrix, the life cycles."""

import importlib
import re

from tests.architecture.source import ROOT, files, module


def test_the_printed_schema_is_what_the_code_prints() -> None:
    from erp.api.schema import build

    kept = (ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8")

    assert kept == build().printed(), "run: python3 -m erp export-schema"


def test_every_life_cycle_is_drawn_as_it_is() -> None:
    from erp.kernel.states import Lifecycle

    cycles = []
    for path in files():
        if path.name == "states.py" and module(path) != "erp.kernel.states":
            for value in vars(importlib.import_module(module(path))).values():
                if isinstance(value, Lifecycle):
                    cycles.append((path.parent / "README.md", value))

    assert len(cycles) >= 3
    for readme, cycle in cycles:
        drawn = re.findall(r"```mermaid\n(.*?)\n```", readme.read_text(encoding="utf-8"), re.DOTALL)
        assert cycle.mermaid() in drawn, f"{readme}: {cycle.name} is drawn differently:\n{cycle.mermaid()}"
