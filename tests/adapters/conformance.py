"""What every adapter of accounts has to keep, asked of each in the same way.

A vendor of a test is opened by `Opened`: the adapter's own `ADAPTER`, its stand-in, and the settings that go
with it. Each function below is a rule; `test_conformance.py` asks all of them of all that is installed.
"""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from erp.sync.calling.redacting import is_secret_name
from erp.sync.contract import Adapter, Broken, Directory, Retry, WaitUntil
from erp.sync.identities.items import Item, Result, Want
from erp.sync.identities.making import make
from tests.adapters.standins.people import wanted

KEY, NAME, RENAMED = "E001", "sato.hanako@example.com", "suzuki.hanako@example.com"
KINDS = {"text", "url", "host", "whole", "flag", "choice", "lines", "file"}


@dataclass
class Opened:
    """One vendor at work in a test."""

    adapter: Adapter
    vendor: Any
    settings: dict[str, str]

    def directory(self) -> Directory:
        assert self.adapter.directory is not None
        return self.adapter.directory(self.settings, self.vendor.client())

    def living(self) -> int:
        """Accounts that are not stopped."""
        return sum(each.active is not False for each in self.directory().accounts())

    def kept(self) -> str:
        """All that was written down of what was called."""
        return str([client.attempts for client in self.vendor.clients])


def settings_are_described(adapter: Adapter) -> None:
    """Every setting has a name of its own, a label and a help in words; what is secret says so."""
    names = [setting.name for setting in adapter.settings]
    assert len(names) == len(set(names)) and adapter.label_ja and adapter.label_en
    for setting in adapter.settings:
        assert setting.name.isidentifier() and setting.name == setting.name.lower()
        assert setting.label_ja.strip() and setting.label_en.strip() and setting.kind in KINDS
        assert bool(setting.help_ja) == bool(setting.help_en), setting.name
        assert (setting.kind == "choice") == bool(setting.choices), setting.name
        if setting.kind == "choice":
            values = [value for value, ja, en in setting.choices if ja and en]
            assert len(values) == len(setting.choices)
            assert setting.default in values or (not setting.default and not setting.required)
        if is_secret_name(setting.name):
            assert setting.secret, f"{setting.name} sounds like a secret and is none"
        if setting.secret:
            assert not setting.default, f"the secret {setting.name} has a default"
    limits = adapter.limits
    assert 1 <= limits.at_once <= 100 and min(limits.per_minute, limits.per_hour, limits.per_day) >= 0


OUTCOMES: tuple[tuple[str, type[Exception]], ...] = (
    ("401", Broken),
    ("429", WaitUntil),
    ("429 bare", WaitUntil),
    ("500", Retry),
    ("503", WaitUntil),
    ("html", Broken),
    ("redirect", Broken),
    ("broken json", Retry),
    ("timeout before", Retry),
)


def outcomes_of_a_read_are_told_apart(opened: Opened) -> None:
    """A read that fails says how to go on, and the next one works."""
    directory = opened.directory()
    assert directory.check()
    for fault, kind in OUTCOMES:
        opened.vendor.fault(fault, on="GET")
        with pytest.raises(kind):
            list(directory.accounts())
        opened.vendor.forget_faults()
    assert list(directory.accounts()) == []


def order(**said: Any) -> Item:
    known: dict[str, Any] = {"id": "i1", "token": 1, "version": 1, "is_leaver": False, "want": Want.ACTIVE}
    return Item(**(known | {"wanted": wanted(KEY, NAME)} | said))


def until_done(opened: Opened, item: Item, tries: int = 8) -> Result:
    """Ordered again and again, knowing what was told of the account."""
    for _ in range(tries):
        result = make(opened.directory(), item, wait=lambda pause: None)
        if result.account is not None:
            item = replace(item, account=result.account.id)
        if result.outcome == "DONE":
            return result
    raise AssertionError(f"{result.outcome}: {result.reason} {result.steps}")


def one_person_has_one_account(opened: Opened) -> None:
    """Joined under a lost answer, renamed, stopped, renamed while stopped, let in again: one account."""
    opened.vendor.fault("timeout after", on="POST")
    first = make(opened.directory(), order(), wait=lambda pause: None)
    assert first.outcome in ("UNKNOWN", "RETRY", "DONE"), first.reason
    opened.vendor.forget_faults()
    account = until_done(opened, order()).account
    assert account is not None and opened.living() == 1
    assert [each.id for each in opened.directory().find(key=KEY, user_name=NAME)] == [account.id]

    renamed = wanted(KEY, RENAMED, family_name="鈴木")
    assert until_done(opened, order(account=account.id, wanted=renamed)).account.id == account.id
    gone = until_done(opened, order(account=account.id, wanted=renamed, want=Want.SUSPENDED, is_leaver=True))
    assert gone.proof is not None and gone.proof.state.value == "SUSPENDED" and opened.living() == 0
    directory = opened.directory()
    stopped = directory.read(account.id)
    assert stopped is not None
    directory.change(stopped, wanted(KEY, RENAMED, family_name="佐藤"))
    assert opened.living() == 0, "a rename lets nobody in"
    until_done(opened, order(account=account.id, wanted=renamed))
    assert opened.living() == 1 and len(list(opened.directory().accounts())) == 1


def a_leaver_is_stopped_through_every_failure(opened: Opened) -> None:
    """Whatever fails first, he is out in the end, and no sooner is it said to be proved."""
    account = until_done(opened, order()).account
    assert account is not None
    leaving = order(account=account.id, want=Want.SUSPENDED, is_leaver=True)
    for fault in ("500", "429", "timeout after", "broken json"):
        for method in ("POST", "PUT", "PATCH"):
            opened.vendor.fault(fault, on=method)
        result = make(opened.directory(), leaving, wait=lambda pause: None)
        if result.outcome == "DONE":
            assert opened.living() == 0
        opened.vendor.forget_faults()
    assert until_done(opened, leaving).proof.state.value in ("SUSPENDED", "ABSENT")
    assert opened.living() == 0


def no_secret_is_written_down(opened: Opened) -> None:
    """Whatever was called, what is kept of it holds no secret setting and no password that was drawn."""
    account = until_done(opened, order()).account
    assert account is not None
    until_done(opened, order(account=account.id, want=Want.SUSPENDED, is_leaver=True))
    kept, checked = opened.kept(), 0
    for setting in opened.adapter.settings:
        value = opened.settings.get(setting.name, "")
        if setting.secret and len(value) >= 8:
            checked += 1
            assert value not in kept and value[:20] not in kept, setting.name
    assert checked and "••••" in kept
