"""The files of GraphiQL: fetched on wish by npm, checked by hash, kept beside the data and never in the
project."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path


class CannotFetch(Exception):
    """The files cannot be had; the text is the sentence to show."""


# Name → package, its path in the package, the hash of what we looked at.
FILES: dict[str, tuple[str, str, str]] = {
    "graphiql.min.js": (
        "graphiql@3.9.0",
        "package/graphiql.min.js",
        "a330a2be1d2389486840a9d0a834767d9083a23f105879e0de54e4fce83d3513",
    ),
    "graphiql.min.css": (
        "graphiql@3.9.0",
        "package/graphiql.min.css",
        "bdddd50aac5bdb0edd83e5c862ba2fed9db2964e4c75d4655ab62b0a7d5bd730",
    ),
    "react.production.min.js": (
        "react@18.3.1",
        "package/umd/react.production.min.js",
        "d949f1c3687aedadcedac85261865f29b17cd273997e7f6b2bfc53b2f9d4c4dd",
    ),
    "react-dom.production.min.js": (
        "react-dom@18.3.1",
        "package/umd/react-dom.production.min.js",
        "35f4f974f4b2bcd44da73963347f8952e341f83909e4498227d4e26b98f66f0d",
    ),
}


def folder_of(data_dir: Path) -> Path:
    """Where the files lie."""
    return data_dir / "graphiql"


def is_complete(folder: Path) -> bool:
    """Whether all of them are there; what is in them was checked when they were put there."""
    return all((folder / name).is_file() for name in FILES)


def fetch(data_dir: Path) -> Path:
    """Fetch the packages, check each file, put them in their place."""
    npm = shutil.which("npm")
    if npm is None:
        raise CannotFetch("npm is needed to fetch GraphiQL; the page at /query works without it.")
    folder = folder_of(data_dir)
    with tempfile.TemporaryDirectory() as place:
        packages = sorted({package for package, _, _ in FILES.values()})
        done = subprocess.run(
            [npm, "pack", "--silent", "--ignore-scripts", *packages],
            cwd=place,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode != 0:
            raise CannotFetch(f"npm could not fetch {', '.join(packages)}.")
        found = {name: _checked(Path(place), name) for name in FILES}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return folder


def _checked(place: Path, name: str) -> bytes:
    package, path, wanted = FILES[name]
    archive = place / f"{package.replace('@', '-')}.tgz"
    with tarfile.open(archive) as packed:
        member = packed.extractfile(path)
        content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != wanted:
        raise CannotFetch(f"{name} of {package} is not the file it should be; nothing was kept.")
    return content
