"""A vendor of a test: its accounts lie in memory, its settings are of every kind."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from erp.sync import adapters
from erp.sync.contract import Adapter, Directory, Limits, Setting

SETTINGS = (
    Setting(name="base_url", label_ja="アドレス", label_en="Address", kind="url"),
    Setting(name="token", label_ja="トークン", label_en="Token", secret=True),
    Setting(name="client_key", label_ja="鍵", label_en="Key", secret=True, required=False, kind="file"),
    Setting(name="paging", label_ja="ページ", label_en="Page size", kind="whole", default="100"),
    Setting(name="strict", label_ja="厳密", label_en="Strict", kind="flag", required=False),
    Setting(
        name="dialect",
        label_ja="方言",
        label_en="Dialect",
        kind="choice",
        default="a",
        choices=(("a", "A式", "Form A"), ("b", "B式", "Form B")),
    ),
)


class Trial:
    """What is behind the adapter; a test puts a directory here."""

    def __init__(self) -> None:
        self.directory: Directory | None = None
        self.opened: list[dict[str, str]] = []

    def adapter(self) -> Adapter:
        def open_directory(settings: Mapping[str, str], client: Any) -> Directory:
            self.opened.append(dict(settings))
            assert self.directory is not None
            return self.directory

        return Adapter(
            name="trial",
            label_ja="試験用",
            label_en="Trial",
            settings=SETTINGS,
            limits=Limits(at_once=2, per_minute=600),
            directory=open_directory,
        )


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """The only adapter that is installed."""
    made = Trial()
    found = {"trial": made.adapter()}
    monkeypatch.setattr(adapters, "adapters", lambda: found)
    yield made
