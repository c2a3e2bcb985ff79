"""What is installed: being a folder with a `module.py` is being installed, nothing is registered by hand.

>>> [module.name for module in installed()][0]
'kernel'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from piccolo.conf.apps import AppConfig
from piccolo.table import Table

from erp.kernel import tables as kernel_tables

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("kernel", "masterdata", "access", "approval", "sync")


@dataclass(frozen=True)
class Module:
    """A part of the house: its name, what it needs, its tables."""

    name: str
    label_ja: str
    label_en: str
    needs: tuple[str, ...] = ()
    tables: tuple[type[Table], ...] = ()
    scoped: tuple[type[Table], ...] = ()
    # Columns of encrypted texts, as `schema.table.column`; see `erp.kernel.secrets`.
    secrets: tuple[str, ...] = ()

    @property
    def package(self) -> str:
        return package_of(self.name)

    @property
    def all_needs(self) -> tuple[str, ...]:
        """What it names, and what everybody stands on: the kernel; modules of the business also on the
        house.
        """
        if self.name == "kernel":
            return ()
        given = {"kernel", *self.needs}
        if self.package.startswith("modules."):
            given |= {name for name in ("masterdata", "access", "approval") if _is_part(ROOT / "erp" / name)}
        return tuple(sorted(given - {self.name}))

    @property
    def migrations(self) -> Path:
        return ROOT / "migrations" / self.name

    def piccolo_app(self) -> AppConfig:
        """What Piccolo's migrations need to know of it."""
        return AppConfig(
            app_name=self.name,
            migrations_folder_path=str(self.migrations),
            table_classes=list(self.tables),
            migration_dependencies=[f"{package_of(name)}.module" for name in self.all_needs],
        )


def _is_part(folder: Path) -> bool:
    return (folder / "module.py").is_file()


def package_of(name: str) -> str:
    """Where the part of that name lives.

    >>> package_of("kernel")
    'erp.kernel'
    """
    return f"erp.{name}" if name in HOUSE else f"modules.{name}"


def names() -> list[str]:
    """The folders that are installed, unordered in meaning, sorted for reading."""
    house = [name for name in HOUSE if _is_part(ROOT / "erp" / name)]
    business = sorted(folder.name for folder in (ROOT / "modules").iterdir() if _is_part(folder))
    return house + business


@cache
def installed() -> tuple[Module, ...]:
    """Every part, those that are needed before those that need them."""
    found: dict[str, Module] = {}
    for name in names():
        module = MODULE if name == "kernel" else import_module(f"{package_of(name)}.module").MODULE
        if module.name != name:
            raise ValueError(f"the folder is called {name}, but its module.py says {module.name}")
        found[name] = module
    for module in found.values():
        for needed in module.all_needs:
            if needed not in found:
                raise ValueError(f"{module.name} needs {needed}, which is not installed")
    order = TopologicalSorter({module.name: module.all_needs for module in found.values()}).static_order()
    return tuple(found[name] for name in order)


def part(module: str, name: str) -> ModuleType | None:
    """`<package>.<name>` where the module has such a file (its api, reactions, seeds, …), else nothing."""
    path = f"{package_of(module)}.{name}"
    return import_module(path) if find_spec(path) else None


MODULE = Module(name="kernel", label_ja="基盤", label_en="Kernel", tables=kernel_tables.TABLES)
APP_CONFIG = MODULE.piccolo_app()
