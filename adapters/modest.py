"""A directory that can do only what every system of accounts can; those that can more say so."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from erp.sync.contract import Account, Group, Proof, ProvedState, Rejected, UnknownOutcome


class Modest:
    """What is left to say for a vendor without licences, sessions or documents of its own."""

    def end_sessions(self, account_id: str) -> bool:
        return False

    def give_licence(self, licence_id: str, account_id: str) -> None:
        raise Rejected("このシステムのライセンスはここからは割り当てられません。", "NOT_OFFERED")

    def take_licence(self, licence_id: str, account_id: str) -> None:
        raise Rejected("このシステムのライセンスはここからは外せません。", "NOT_OFFERED")

    def hand_over(self, account_id: str, to_account_id: str) -> bool:
        return False


def told(said: Any) -> dict[str, Any]:
    """The answer to a creation; without one nobody knows what became of it."""
    if not isinstance(said, dict) or not said.get("id"):
        raise UnknownOutcome("作成を送りましたが、答えから結果が分かりません。")
    return said


def nobody(account_id: str) -> Account:
    """An account that is gone: whoever is to be stopped there cannot work with it any more."""
    return Account(id=account_id, key=None, user_name="", active=False)


def told_groups(read: Callable[[], Iterable[str]]) -> frozenset[str] | None:
    """The groups of somebody who was just read; that they know none of him is no list of groups."""
    try:
        return frozenset(read())
    except Rejected as no:
        if no.code == "404":
            return None
        raise


def proved(account: Account | None, how: str, groups_left: int | None = None) -> Proof:
    """What a fresh read says. Silence about the state is not a proof."""
    if account is not None and account.groups is not None:
        groups_left = len(account.groups)
    if account is None:
        return Proof(state=ProvedState.ABSENT, how=f"{how}: アカウントはありません。", groups_left=0)
    state, said = {
        True: (ProvedState.ACTIVE, "有効なままです"),
        False: (ProvedState.SUSPENDED, "停止しています"),
        None: (ProvedState.UNKNOWN, "状態が示されません"),
    }[account.active]
    return Proof(state=state, how=f"{how}: {said}。", groups_left=groups_left)


def groups_of(account_id: str, groups: Iterator[Group]) -> int | None:
    """How many groups have this member; None when a group does not tell its members."""
    left = 0
    for group in groups:
        if group.members is None:
            return None
        left += account_id in group.members
    return left
