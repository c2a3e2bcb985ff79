"""The files a browser keeps: styles, small modules and pictures, each under a name that tells its content.

A name changes when the content does, so a browser may keep a file for a year and never shows an old one.
Modules name each other by the same names. Everything is read once and packed once.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("static")
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
IMPORT = re.compile(r'(?<=from ")\./([a-z_]+\.js)(?=")|(?<=import ")\./([a-z_]+\.js)(?=")')


@dataclass(frozen=True)
class Asset:
    name: str
    kind: str
    body: bytes
    packed: bytes


@cache
def load(name: str) -> Asset:
    """One file, with the modules it imports named by their content."""
    path = FOLDER / name
    if path.parent != FOLDER or path.suffix not in KINDS or not path.is_file():
        raise LookupError(f"there is no static file {name}")
    body = path.read_bytes()
    if path.suffix == ".js":
        text = IMPORT.sub(lambda found: "./" + load(found[1] or found[2]).name, body.decode())
        body = text.encode()
    digest = hashlib.sha256(body).hexdigest()[:10]
    packed = gzip.compress(body, 9, mtime=0)
    return Asset(f"{path.stem}.{digest}{path.suffix}", KINDS[path.suffix], body, packed)


@cache
def by_address() -> dict[str, Asset]:
    """Every file by the name under which it is served."""
    found = [load(path.name) for path in sorted(FOLDER.iterdir()) if path.suffix in KINDS]
    return {asset.name: asset for asset in found}


def address_of(name: str) -> str:
    """Where a browser finds a file."""
    return f"/static/{load(name).name}"
