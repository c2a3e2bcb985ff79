"""What developers run on the code: the tests with everything they need, and the checks before a merge."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A browser, letters for Japanese, and a library that the browser driver's own node needs.
BROWSER_PACKAGES = ("chromium", "fonts-ipafont-gothic", "libatomic1")
CHECKS: tuple[tuple[str, list[str | Path]], ...] = (
    ("Format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("Lint", [sys.executable, "-m", "ruff", "check", "--quiet", "."]),
    ("Types", [sys.executable, "-m", "mypy"]),
    # Its cache can hide an import that is forbidden.
    ("Layers", [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]),
)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def has_browser() -> bool:
    """Whether a Chromium is there that the browser tests can drive."""
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_japanese() -> bool:
    """Whether pages will be drawn with Japanese letters and not with empty boxes."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def ensure_browser() -> None:
    """Install the browser once where we may; where we may not, say in one sentence what is skipped."""
    if has_browser() and has_japanese():
        return
    wanted = " ".join(BROWSER_PACKAGES)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        say(f"Browser tests are skipped: no Chromium with Japanese letters (apt-get install {wanted}).")
        return
    say(f"Installing the browser for the tests, once: {wanted} …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *BROWSER_PACKAGES]):
        done = subprocess.run(["apt-get", *words], env=environment, stdout=sys.stderr, check=False)
        if done.returncode != 0:
            say("Browser tests may be skipped: apt-get failed, see the lines above.")
            return


def run_tests(arguments: list[str]) -> int:
    """Run pytest as a process of its own, so that a crash is an exit code like any other."""
    spread = [] if any(word.startswith("-n") or word == "--pdb" for word in arguments) else ["-n", "2"]
    words = [sys.executable, "-m", "pytest", *spread, *arguments]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def run_benches(arguments: list[str]) -> int:
    """Run the benches, which live beside the tests, as a process of their own."""
    words = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def run_checks() -> list[str]:
    """Run every check, also after one has failed; the names of those that did."""
    failed = []
    for name, words in CHECKS:
        say(f"{name} …")
        if subprocess.run(words, cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    return failed
