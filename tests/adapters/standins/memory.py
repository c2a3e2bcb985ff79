"""A directory that lives in memory, keeps to the contract, and lies on demand.

outside = MemoryDirectory(dialect="slack")
outside.fail(times=5)                                  # the next five calls: Retry, nothing happened
outside.fail(UnknownOutcome, on="create", after=True)  # the answer is lost, the effect is not
outside.fail(UnknownOutcome, on="create", late=True)   # lands only with `outside.land()`
outside.lies.still_active = True                       # "suspended", and the person still signs in
assert outside.may_sign_in(account.id)                 # the truth, which no call of the contract lies about
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from erp.sync.contract import (
    Account,
    Group,
    Proof,
    ProvedState,
    Rejected,
    Retry,
    WaitUntil,
    Wanted,
)
from erp.sync.contract.outcomes import Outcome
from tests.adapters.standins.dialects import DIALECTS, Lies

T = TypeVar("T")


@dataclass
class _Failure:
    make: Callable[[], Outcome]
    on: str
    after: bool
    late: bool


class MemoryDirectory:
    """State is `accounts_by_id`, `groups_by_id`, `sessions`; `calls` says what was asked, in order."""

    def __init__(self, *, dialect: str = "strict", groups: tuple[str, ...] = ()) -> None:
        self.dialect = DIALECTS[dialect]
        self.capabilities = self.dialect.capabilities
        self.lies = Lies()
        self.accounts_by_id: dict[str, Account] = {}
        self.groups_by_id: dict[str, Group] = {
            name: Group(id=name, name=name, members=frozenset()) for name in groups
        }
        self.sessions: dict[str, int] = {}
        self.calls: list[str] = []
        self._licences: dict[str, set[str]] = {}
        self._failures: list[_Failure] = []
        self._waiting: list[Callable[[], object]] = []
        self._hidden: dict[str, int] = {}
        self._numbers = count(1)
        self._lock = threading.RLock()

    # What tests do behind the contract's back.

    def fail(
        self,
        kind: type[Outcome] = Retry,
        *,
        times: int = 1,
        on: str = "",
        after: bool = False,
        late: bool = False,
        reason: str = "They did not answer.",
        until: datetime | None = None,
    ) -> None:
        """The next calls (of the method `on`, or of any) end like this: before the effect, after it, or with
        an effect that comes only with `land()`."""

        def make() -> Outcome:
            if kind is WaitUntil:
                return WaitUntil(reason, until or datetime.now(UTC) + timedelta(seconds=30))
            return kind(reason)

        self._failures += [_Failure(make, on, after, late) for _ in range(times)]

    def land(self) -> int:
        """Everything that was on its way arrives now, as far as it still can."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            for effect in waiting:
                try:
                    effect()
                except Outcome:
                    continue
            return len(waiting)

    def sign_in(self, account_id: str) -> None:
        if not self.may_sign_in(account_id):
            raise PermissionError(account_id)
        self.sessions[account_id] = self.sessions.get(account_id, 0) + 1

    def may_sign_in(self, account_id: str) -> bool:
        account = self.accounts_by_id.get(account_id)
        return account is not None and bool(account.active)

    def still_inside(self, account_id: str) -> bool:
        """Whether somebody can still work with this account, by signing in or by a session that goes on."""
        return self.may_sign_in(account_id) or self.sessions.get(account_id, 0) > 0

    def put(self, **said: Any) -> Account:
        """An account somebody made over there, past us."""
        with self._lock:
            account = Account(**{"id": f"a{next(self._numbers)}", "key": None, "active": True} | said)
            self.accounts_by_id[account.id] = account
            return account

    # The contract.

    def check(self) -> str:
        return self._asked("check", lambda: f"{len(self.accounts_by_id)}件のアカウントが見えます。")

    def accounts(self) -> Iterator[Account]:
        everybody = self._asked("accounts", lambda: [self._told(each) for each in self._everybody()])
        if self.lies.list_shifts:
            yield from everybody[: len(everybody) // 2]
            raise Retry("一覧が読み取り中に変わりました。読み直します。")
        yield from everybody

    def groups(self) -> Iterator[Group]:
        def read() -> list[Group]:
            return [self.groups_by_id[key] for key in sorted(self.groups_by_id)]

        yield from self._asked("groups", read)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        def look() -> list[Account]:
            if self.lies.finds_nobody:
                return []
            return [
                self._told(each)
                for each in self._everybody()
                if self.lies.finds_everybody
                or (each.key is not None and each.key == key)
                or each.user_name.casefold() == self._name(user_name).casefold()
            ]

        return self._asked("find", look)

    def read(self, account_id: str) -> Account | None:
        def look() -> Account | None:
            account = self.accounts_by_id.get(account_id)
            if account is None or self._is_hidden(account_id):
                return None
            return self._told(account)

        return self._asked("read", look)

    def create(self, wanted: Wanted) -> Account:
        def make() -> Account:
            if self.lies.refuses_creation or self._taken(wanted):
                raise Rejected("同じキーまたはログイン名のアカウントがあります。", "DUPLICATE")
            account = Account(id=f"a{next(self._numbers)}", **self._says(wanted), active=True, version="1")
            self.accounts_by_id[account.id] = account
            self._hidden[account.id] = self.dialect.hidden_reads
            return self._told(account)

        return self._asked("create", make)

    def change(self, account: Account, wanted: Wanted) -> Account:
        def make() -> Account:
            now = self._must(account.id)
            if account.version is not None and account.version != now.version:
                raise Rejected("相手側で変更されています。", "412")
            if self._taken(wanted, but=account.id):
                raise Rejected("同じキーまたはログイン名のアカウントがあります。", "DUPLICATE")
            return self._keep(replace(now, **self._says(wanted)))

        return self._asked("change", make)

    def set_active(self, account_id: str, active: bool) -> Account:
        def make() -> Account:
            if not active and account_id not in self.accounts_by_id:
                return Account(id=account_id, key=None, user_name="", active=False)
            now = self._must(account_id)
            if not active and self.lies.still_active:
                return self._told(now)
            return self._keep(replace(now, active=active))

        return self._asked("set_active", make)

    def end_sessions(self, account_id: str) -> bool:
        def make() -> bool:
            if not self.capabilities.sessions:
                return False
            if not self.lies.sessions_stay:
                self.sessions[account_id] = 0
            return True

        return self._asked("end_sessions", make)

    def join(self, group_id: str, account_id: str) -> None:
        def make() -> None:
            self._must(account_id)
            self._members(group_id, lambda members: members | {account_id})

        self._asked("join", make)

    def leave(self, group_id: str, account_id: str) -> None:
        self._asked("leave", lambda: self._members(group_id, lambda members: members - {account_id}))

    def give_licence(self, licence_id: str, account_id: str) -> None:
        self._asked("give_licence", lambda: self._licences.setdefault(account_id, set()).add(licence_id))

    def take_licence(self, licence_id: str, account_id: str) -> None:
        self._asked("take_licence", lambda: self._licences.setdefault(account_id, set()).discard(licence_id))

    def hand_over(self, account_id: str, to_account_id: str) -> bool:
        return self._asked("hand_over", lambda: self.capabilities.hand_over)

    def delete(self, account_id: str) -> None:
        def make() -> None:
            if account_id not in self.accounts_by_id:
                return
            if not self.dialect.deletes:
                self._keep(replace(self.accounts_by_id[account_id], active=False))
                return
            del self.accounts_by_id[account_id]
            self.sessions.pop(account_id, None)
            for group in list(self.groups_by_id):
                self._members(group, lambda members: members - {account_id})

        self._asked("delete", make)

    def proof(self, account_id: str) -> Proof:
        def look() -> Proof:
            account = self.accounts_by_id.get(account_id)
            if account is None:
                return Proof(state=ProvedState.ABSENT, how="読み直したところアカウントはありません。")
            state = ProvedState.ACTIVE if account.active else ProvedState.SUSPENDED
            left = len(self._groups_of(account_id))
            return Proof(state=state, how="読み直しとログインの試行で確かめました。", groups_left=left)

        return self._asked("proof", look)

    # How it is done.

    def _asked(self, method: str, effect: Callable[[], T]) -> T:
        with self._lock:
            self.calls.append(method)
            failure = next((each for each in self._failures if each.on in ("", method)), None)
            if failure is None:
                return effect()
            self._failures.remove(failure)
            if failure.late:
                self._waiting.append(effect)
            elif failure.after:
                effect()
            raise failure.make()

    def _everybody(self) -> list[Account]:
        return [
            self.accounts_by_id[each]
            for each in sorted(self.accounts_by_id, key=lambda known: int(known[1:]))
            if not self._is_hidden(each)
        ]

    def _is_hidden(self, account_id: str) -> bool:
        left = self._hidden.get(account_id, 0)
        self._hidden[account_id] = max(0, left - 1)
        return left > 0

    def _told(self, account: Account) -> Account:
        groups = self._groups_of(account.id) if self.dialect.tells_groups else None
        licences = frozenset(self._licences.get(account.id, ())) if self.capabilities.licences else None
        return replace(account, groups=groups, licences=licences)

    def _groups_of(self, account_id: str) -> frozenset[str]:
        return frozenset(
            each.id for each in self.groups_by_id.values() if each.members and account_id in each.members
        )

    def _name(self, wanted: str) -> str:
        return wanted.partition("@")[0].casefold() if self.dialect.normalises_name else wanted

    def _says(self, wanted: Wanted) -> dict[str, Any]:
        return {
            "key": wanted.key if self.dialect.keeps_key else None,
            "user_name": self._name(wanted.user_name),
            "email": wanted.email,
            "family_name": wanted.family_name,
            "given_name": wanted.given_name,
            "display_name": wanted.display_name,
            "department": wanted.department,
            "title": wanted.title,
        }

    def _taken(self, wanted: Wanted, but: str = "") -> bool:
        says = self._says(wanted)

        def same(one: str, other: str) -> bool:
            return one == other if self.dialect.name_case_matters else one.casefold() == other.casefold()

        return any(
            each.id != but
            and (
                same(each.user_name, says["user_name"])
                or (says["key"] is not None and each.key == says["key"])
            )
            for each in self.accounts_by_id.values()
        )

    def _must(self, account_id: str) -> Account:
        if account_id not in self.accounts_by_id:
            raise Rejected("アカウントがありません。", "404")
        return self.accounts_by_id[account_id]

    def _keep(self, account: Account) -> Account:
        version = str(int(account.version or "0") + 1)
        self.accounts_by_id[account.id] = replace(account, version=version)
        return self._told(self.accounts_by_id[account.id])

    def _members(self, group_id: str, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        if group_id not in self.groups_by_id:
            raise Rejected(f"グループ {group_id} がありません。", "404")
        group = self.groups_by_id[group_id]
        self.groups_by_id[group_id] = replace(group, members=change(group.members or frozenset()))
