"""`python3 -m erp …`: everything starts here, on a machine that has Python and pip and nothing else.

The first start makes `.venv`, fills it from the lock, checked by hash, and starts itself again inside; each
later start sees by a stamp that nothing is left to do. Until then only the standard library may be imported.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
PIP_INSTALL = ("install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
DEVELOPMENT = {"test", "check", "bench"}


def say(text):
    """Print a progress line at once, where it does not mix with a command's own output."""
    print(text, file=sys.stderr, flush=True)


def wanted_kind(arguments):
    """Tests and checks need the development tools; everything else runs on less."""
    command = next((word for word in arguments if not word.startswith("-")), "")
    return "dev" if command in DEVELOPMENT else "run"


def fingerprint(kind):
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def installed():
    """The kind and fingerprint of what `.venv` holds; nothing when it was never finished."""
    try:
        stamp = json.loads(STAMP.read_text())
        return (stamp["kind"], stamp["lock"]) if PYTHON.exists() else None
    except (OSError, ValueError, KeyError):
        return None


def missing(kind):
    """The lock that has to be installed, or nothing. A development environment never shrinks."""
    found = installed()
    if found is not None and found[0] == "dev":
        kind = "dev"
    return None if found == (kind, fingerprint(kind)) else kind


@contextlib.contextmanager
def alone():
    """Let one start at a time install; the lock is on the folder itself and ends with the process."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing; waiting for it …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def block_of(package, lock):
    """The lines of one package in a lock, with its hashes."""
    found = re.search(rf"^{package}==.*?(?=^\S|\Z)", lock.read_text(), re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit(f"{lock.name} does not name {package}; make the lock anew.")
    return found.group()


def run(*words):
    return subprocess.run([str(word) for word in words], check=False).returncode == 0


def pip():
    """How pip installs into `.venv`, which has none of its own where the machine has one."""
    if importlib.util.find_spec("pip") is None:
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def make_venv():
    """An empty environment, also where Debian keeps ensurepip in a package of its own."""
    has_pip = importlib.util.find_spec("pip") is not None
    if not has_pip and importlib.util.find_spec("ensurepip") is None:
        raise SystemExit("pip is missing: install it (Debian: apt-get install python3-pip) and start again.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        venv.create(VENV, with_pip=not has_pip)
    except OSError as error:
        raise SystemExit(f"{VENV} cannot be made: {error.strerror}.") from error


def add_uv(lock):
    """Fetch the installer that the lock itself names, by its hashes."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(block_of("uv", lock))
        wanted.flush()
        if not run(*pip(), *PIP_INSTALL, "-r", wanted.name):
            raise SystemExit("uv could not be installed with pip; see the lines above, then start again.")


def add_packages(lock):
    """Install by uv; where only pip knows the way out (its own mirror, its own certificates), by pip."""
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    # Where Python may not keep what it has compiled, every start would compile everything again.
    compiled = ["--compile-bytecode"] if sys.dont_write_bytecode else []
    sync = [
        VENV / "bin" / "uv",
        "pip",
        "sync",
        *quiet,
        *compiled,
        "--python",
        PYTHON,
        "--require-hashes",
        lock,
    ]
    if run(*sync):
        return
    say("That did not work; trying with pip, which is slower …")
    if not run(*pip(), *PIP_INSTALL, "-r", lock):
        raise SystemExit("The packages could not be installed; see the lines above, then start again.")


def install(kind):
    """Bring `.venv` to what the lock says; without a stamp it is not trusted and made anew."""
    lock = LOCKS[kind]
    count = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    if installed() is None or not (VENV / "bin" / "uv").exists():
        say(f"[1/2] Making {VENV.name} …")
        make_venv()
        add_uv(lock)
    say(f"[2/2] Installing {count} packages from {lock.name}, each checked by its hash …")
    STAMP.unlink(missing_ok=True)
    add_packages(lock)
    written = STAMP.with_suffix(".new")
    written.write_text(json.dumps({"kind": kind, "lock": fingerprint(kind)}))
    written.replace(STAMP)


def ensure(kind):
    """Install what is missing and say whether anything was."""
    if missing(kind) is None:
        return False
    with alone():
        still = missing(kind)
        if still is not None:
            install(still)
    return True


def main():
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise SystemExit(f"Python 3.11 or newer is needed; this is {found} ({sys.executable}).")
    arguments = sys.argv[1:]
    changed = ensure(wanted_kind(arguments))
    if changed or Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), "-m", "erp", *arguments])

    from erp.commands import main as commands

    commands()


if __name__ == "__main__":
    main()
