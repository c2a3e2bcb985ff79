"""What is being shown to whom: the one thing that every part of a template may know without being told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from erp.kernel.asking import Asking

Pairs = Sequence[tuple[str, str]]


@dataclass
class Sent:
    """A form as it came, and what was said against it: it is shown again with nothing lost."""

    mutation: str
    form: str
    pairs: Pairs
    key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    keep_key: bool = False


@dataclass
class View:
    """One rendering of one page."""

    asking: Asking
    engine: Any = None
    page: Any = None
    path: str = "/"
    query: Pairs = ()
    sent: Sent | None = None
    done: str = ""
    result: Any = None
    notices: list[str] = field(default_factory=list)
    layout: Mapping[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.asking.language

    def refused(self, mutation: str, code: str) -> Mapping[str, Any] | None:
        """What a refusal of this code was told with, if the mutation was just refused so; never empty."""
        sent = self.sent
        if not sent or sent.mutation != mutation or sent.code != code:
            return None
        return {**sent.facts, "code": code}

    def sent_to(self, mutation: str) -> bool:
        """Whether a form of this mutation was just sent and is shown again."""
        return bool(self.sent and self.sent.mutation == mutation)

    def asked(self, name: str) -> str:
        """The last value of a name in the address."""
        return next((value for key, value in reversed(self.query) if key == name), "")


_current: ContextVar[View] = ContextVar("view")


def current() -> View:
    return _current.get()


@contextmanager
def showing(view: View) -> Iterator[View]:
    """Everything rendered inside is for this reader."""
    token = _current.set(view)
    try:
        yield view
    finally:
        _current.reset(token)


def address(page: str, parameters: Mapping[str, Any] | Pairs = ()) -> str:
    """The address of a page; `{id}` stays as it is, to be filled in when the answer is there.

    >>> address("ordering/sales_order", {"id": "{id}", "note": "a b"}), address("home")
    ('/ordering/sales_order?id={id}&note=a+b', '/')
    """
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    flat: list[tuple[str, str]] = []
    for name, value in pairs:
        values = value if isinstance(value, (list, tuple)) else [value]
        flat += [(name, str(each)) for each in values if each is not None and each != ""]
    path = "/" if page in ("home", "", "/") else "/" + quote(page.strip("/"))
    query = urlencode(flat).replace("%7Bid%7D", "{id}")
    return f"{path}?{query}" if query else path
