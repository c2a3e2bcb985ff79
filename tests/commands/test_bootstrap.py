"""The first start, on a machine with nothing but Python and pip."""

import ast
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "erp" / "__main__.py"


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The bootstrap, looking at another folder; nothing in it is installed there yet."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("run", "dev"):
        (tmp_path / f"{name}.lock").write_text(
            f"# {name}\nuv==1.0 \\\n    --hash=sha256:{name}\nzebra==2.0\n"
        )
        module.LOCKS[name] = tmp_path / f"{name}.lock"
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    module.STAMP, module.PYTHON = module.VENV / "installed.json", module.VENV / "bin" / "python"
    return module


def stamp(bootstrap: ModuleType, kind: str, lock: bytes | None = None) -> None:
    """As after an installation that was finished."""
    bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    bootstrap.PYTHON.touch()
    content = bootstrap.LOCKS[kind].read_bytes() if lock is None else lock
    bootstrap.STAMP.write_text(json.dumps({"kind": kind, "lock": hashlib.sha256(content).hexdigest()}))


def test_only_the_standard_library_is_imported_before_the_environment_is_there() -> None:
    names = set()
    for path in (SOURCE, ROOT / "erp" / "__init__.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    assert names and names <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["up"], "run"),
        (["test", "-k", "x"], "dev"),
        (["check"], "dev"),
        (["bench"], "dev"),
        ([], "run"),
        (["-h"], "run"),
    ],
)
def test_tests_and_checks_get_the_development_lock(
    bootstrap: ModuleType, words: list[str], kind: str
) -> None:
    assert bootstrap.wanted_kind(words) == kind


@pytest.mark.parametrize(
    ("there", "wanted", "to_install"),
    [
        (None, "run", "run"),
        (None, "dev", "dev"),
        ("run", "run", None),
        ("run", "dev", "dev"),
        ("dev", "dev", None),
        ("dev", "run", None),
    ],
)
def test_what_is_installed_is_not_installed_again(
    bootstrap: ModuleType, there: str | None, wanted: str, to_install: str | None
) -> None:
    if there is not None:
        stamp(bootstrap, there)
    assert bootstrap.missing(wanted) == to_install


def test_a_development_environment_is_renewed_as_one(bootstrap: ModuleType) -> None:
    stamp(bootstrap, "dev", b"an older lock")
    assert bootstrap.missing("run") == "dev"


def test_an_environment_whose_python_is_gone_is_not_believed(bootstrap: ModuleType) -> None:
    stamp(bootstrap, "run")
    bootstrap.PYTHON.unlink()
    assert bootstrap.missing("run") == "run"


def test_a_failed_installation_leaves_no_stamp(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(bootstrap, "run", b"an older lock")
    (bootstrap.VENV / "bin" / "uv").touch()
    monkeypatch.setattr(bootstrap, "run", lambda *words: False)
    with pytest.raises(SystemExit, match="could not be installed"):
        bootstrap.ensure("run")
    assert bootstrap.installed() is None


def test_an_installation_is_checked_by_hash(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[Any, ...]] = []
    monkeypatch.setattr(bootstrap, "run", lambda *words: ran.append(words) or True)
    monkeypatch.setattr(bootstrap, "make_venv", lambda: stamp(bootstrap, "run"))
    assert bootstrap.ensure("run") is True
    assert len(ran) == 2 and all("--require-hashes" in words for words in ran)
    assert bootstrap.missing("run") is None


def test_the_installer_is_taken_from_the_lock_with_its_hashes(bootstrap: ModuleType) -> None:
    block = bootstrap.block_of("uv", bootstrap.LOCKS["dev"])
    assert block.split() == ["uv==1.0", "\\", "--hash=sha256:dev"]


def test_an_old_python_is_told_so(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"^Python 3\.11 or newer is needed; this is 3\.9\.2"):
        bootstrap.main()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "pyproject.toml"])
def test_no_index_is_named_and_every_package_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    if name.endswith(".lock"):
        packages = [block for block in text.split("\n") if block and not block.startswith(" ")]
        assert packages and all("==" in line and line.endswith("\\") for line in packages)
