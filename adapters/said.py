"""Reading what vendors say, and naming what is theirs."""

from collections.abc import Mapping
from urllib.parse import quote

from erp.sync.contract import Rejected


def header(headers: Mapping[str, str], name: str) -> str:
    """A header, however they write its name; empty where there is none.

    >>> header({"ETAG": "1"}, "ETag")
    '1'
    """
    return next((value for known, value in headers.items() if known.lower() == name.lower()), "")


def at(*steps: str, safe: str = "") -> str:
    """A path, each id one step of it. What would be another place than that is nobody's id.

    >>> at("users", "a/b c")
    'users/a%2Fb%20c'
    """
    if any(step.strip() in ("", ".", "..") for step in steps):
        raise Rejected("この識別子のものは相手にありません。", "404")
    return "/".join(quote(step, safe=safe) for step in steps)
