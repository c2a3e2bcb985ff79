"""The documents that ship with the product: what a browser may send without its owner being a developer."""

from functools import cache
from pathlib import Path

from erp.api.documents import digest_of

ROOT = Path(__file__).resolve().parents[2]


@cache
def shipped() -> frozenset[str]:
    """The digests of every document under `graphql/`."""
    files = (path for path in (ROOT / "graphql").rglob("*.graphql") if path.name != "schema.graphql")
    return frozenset(digest_of(path.read_text(encoding="utf-8")) for path in files)


def is_shipped(text: str) -> bool:
    return digest_of(text) in shipped()
