"""Make an account so: the order of steps over a directory, each of which may be repeated.

Nothing is created before it was looked for, and nobody is let in under an account that may be another's:
our key decides, and a name alone only where a person or a rule has said so. Whoever leaves is stopped in any
case: a step that fails keeps none of the others from being tried, and only a fresh read proves anything.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from erp.sync.contract import (
    Account,
    Broken,
    ByHand,
    Directory,
    Group,
    Proof,
    ProvedState,
    Rejected,
    Retry,
    UnknownOutcome,
    WaitUntil,
)
from erp.sync.contract.outcomes import Outcome
from erp.sync.identities.items import Item, Result, Step, Want

T = TypeVar("T")
Wait = Callable[[float], None]
Named = tuple[str, Callable[[], None]]
PAUSES = (0.0, 1.0, 2.0)
NAME_TAKEN = "同じログイン名のアカウントが既にあります。どの人のものか確認してください。"
KEY_OF_ANOTHER = "このアカウントには別の社員番号が登録されています。"
SEVERAL = "同じ社員番号のアカウントが複数あります。どれを使うか確認してください。"
TOLD = ("user_name", "email", "family_name", "given_name", "display_name", "department", "title")


class Stopped(Exception):
    """Going on makes no sense: they ask for patience, nothing works, or a person has to do it."""


def make(directory: Directory, item: Item, wait: Wait = time.sleep) -> Result:
    """Make it so, and say what came of it; raises nothing that the contract knows."""
    result = Result()
    work = _let_in if item.want is Want.ACTIVE else _stop
    try:
        work(directory, item, result, wait)
    except Stopped:
        pass
    except Outcome as outcome:
        result.take(outcome)
    return result


def _done(result: Result, what: str, do: Callable[[], T]) -> T:
    """A step that has to succeed before the next one makes sense."""
    try:
        found = do()
    except Outcome as outcome:
        result.steps.append(Step(what=what, outcome=type(outcome).__name__, detail=outcome.reason))
        raise
    result.steps.append(Step(what=what))
    return found


def _tried(result: Result, what: str, do: Callable[[], object]) -> None:
    """A step of its own: its failure is kept, and the next one is tried nevertheless."""
    try:
        _done(result, what, do)
    except Outcome as outcome:
        result.take(outcome)
        if isinstance(outcome, (WaitUntil, Broken, ByHand)):
            raise Stopped() from None


def _found(directory: Directory, item: Item) -> list[Account]:
    """Accounts with our key or name; whatever a filter did, we compare ourselves."""
    wanted = item.wanted
    found = {each.id: each for each in directory.find(key=wanted.key, user_name=wanted.user_name)}
    name = wanted.user_name.casefold()
    return [each for each in found.values() if _is_key(each, item) or each.user_name.casefold() == name]


def _is_key(account: Account, item: Item) -> bool:
    return bool(account.key) and account.key == item.wanted.key


def _not_anothers(account: Account, item: Item) -> Account:
    """The account, unless it says that it belongs to somebody else."""
    if account.key and account.key != item.wanted.key:
        raise Rejected(KEY_OF_ANOTHER, "DUPLICATE")
    return account


def _own(directory: Directory, item: Item) -> Account | None:
    """The person's account: the one that is known, else the one with our key, else one that was matched."""
    for id in (item.account, item.adopt):
        known = directory.read(id) if id else None
        if known is not None:
            return _not_anothers(known, item)
    found = _found(directory, item)
    by_key = [each for each in found if _is_key(each, item)]
    if len(by_key) > 1:
        raise Rejected(SEVERAL, "DUPLICATE")
    if by_key:
        return by_key[0]
    if found:
        raise Rejected(NAME_TAKEN, "DUPLICATE")
    return None


def _created(directory: Directory, item: Item, wait: Wait) -> Account:
    """A new account, or the one that an earlier call made without our hearing of it."""
    try:
        return directory.create(item.wanted)
    except Rejected as taken:
        if taken.code != "DUPLICATE":
            raise
        for pause in PAUSES:
            # What was made a moment ago is not shown everywhere at once.
            wait(pause)
            own = _own(directory, item)
            if own is not None:
                return own
        if item.account:
            raise Retry("作成したアカウントが相手側の一覧にまだ現れません。") from None
        raise


def _let_in(directory: Directory, item: Item, result: Result, wait: Wait) -> None:
    can = directory.capabilities
    account = _done(result, "探す", lambda: _own(directory, item))
    if account is None:
        account = _done(result, "作成", lambda: _created(directory, item, wait))
    result.account = account
    wanted = item.wanted if can.rename else replace(item.wanted, user_name=account.user_name)
    if _differs(account, item, wanted.user_name):
        before = account
        account = _done(result, "更新", lambda: directory.change(before, wanted))
        result.account = account
    id = account.id
    if account.active is False:
        account = _done(result, "再開", lambda: directory.set_active(id, True))
        result.account = account
    _change_rights(directory, item, result, account)
    if item.end_sessions and can.sessions:
        _done(result, "セッション終了", lambda: directory.end_sessions(id))
    read = _done(result, "読み返し", lambda: directory.read(id))
    if read is None or read.active is False:
        raise Retry("読み返すと、アカウントがまだ使える状態になっていません。")
    result.account = _not_anothers(read, item)
    state = ProvedState.ACTIVE if read.active else ProvedState.UNKNOWN
    result.proof = Proof(state=state, how="読み返し")


def _differs(account: Account, item: Item, user_name: str) -> bool:
    wanted = replace(item.wanted, user_name=user_name)
    # Where no key is kept there is nothing to compare, once the account is known to be his.
    if account.key != wanted.key and (account.key or not item.account):
        return True
    return any(getattr(account, name) != getattr(wanted, name) for name in TOLD)


def _change_rights(directory: Directory, item: Item, result: Result, account: Account) -> None:
    """Into what is wanted first, then out of what is not, so that nobody stands without rights between."""
    id, can = account.id, directory.capabilities
    held, licensed = account.groups or frozenset(), account.licences or frozenset()
    for group in [each for each in item.groups if can.groups and each not in held]:
        _done(result, f"グループ {group} に追加", partial(directory.join, group, id))
    for licence in [each for each in item.licences if can.licences and each not in licensed]:
        _done(result, f"ライセンス {licence} を付与", partial(directory.give_licence, licence, id))
    for what, do in _departures(directory, item, account, every=False):
        _done(result, what, do)


def _departures(directory: Directory, item: Item, account: Account, *, every: bool) -> list[Named]:
    """What has to be left or given back; `every` for somebody who leaves altogether."""
    id, can, steps = account.id, directory.capabilities, list[Named]()
    if can.groups:
        for group in _to_leave(item.groups_to_leave, account.groups, every=every):
            steps.append((f"グループ {group} から削除", partial(directory.leave, group, id)))
    if can.licences:
        for licence in _to_leave(item.licences_to_take, account.licences, every=every):
            steps.append((f"ライセンス {licence} を返却", partial(directory.take_licence, licence, id)))
    return steps


def _to_leave(ordered: tuple[str, ...], held: frozenset[str] | None, *, every: bool) -> list[str]:
    if held is None:
        return sorted(ordered)
    return sorted(held if every else held & set(ordered))


def _stop(directory: Directory, item: Item, result: Result, wait: Wait) -> None:
    accounts = _all_own(directory, item, result)
    for account in accounts:
        _stop_one(directory, item, result, account)
    if item.want is Want.DELETED and result.outcome == "DONE":
        for account in accounts:
            _delete(directory, item, result, account)
    ids = [each.id for each in accounts] or ([item.account] if item.account else [])
    if not ids and result.outcome == "DONE":
        result.proof = Proof(state=ProvedState.ABSENT, how="検索して見つかりません", groups_left=0)
        return
    result.proof = _worst([_proof(directory, result, id) for id in ids]) if ids else None
    if result.outcome == "DONE" and accounts:
        result.account = directory.read(accounts[0].id) or accounts[0]
    if result.outcome == "DONE" and result.proof is not None and not _is_out(item, result.proof):
        raise Retry("停止の操作は済みましたが、まだ停止を確認できません。")


def _all_own(directory: Directory, item: Item, result: Result) -> list[Account]:
    """Everything this person could still come in by: the known account, and whatever carries our key."""
    own: dict[str, Account] = {}
    for id in dict.fromkeys(each for each in (item.account, item.adopt) if each):
        try:
            known = _done(result, "読み取り", partial(directory.read, id))
        except (Retry, UnknownOutcome) as trouble:
            # It is ours, so it is stopped even while it cannot be read.
            result.take(trouble)
            known = Account(id=id, key=None, user_name=item.wanted.user_name)
        if known is not None:
            own[id] = _not_anothers(known, item)
    others: list[Account] = []
    try:
        others = _done(result, "探す", partial(_found, directory, item))
    except (Retry, UnknownOutcome) as trouble:
        result.take(trouble)
    own |= {each.id: each for each in others if _is_key(each, item) and each.id not in own}
    # A name alone may be another person's by now; it is nothing we may stop, and nothing we may call absent.
    if not own and any(not each.key for each in others):
        raise Rejected(NAME_TAKEN, "DUPLICATE")
    return list(own.values())


def _stop_one(directory: Directory, item: Item, result: Result, account: Account) -> None:
    id, sessions = account.id, directory.capabilities.sessions
    if sessions:
        _tried(result, "セッション終了", lambda: directory.end_sessions(id))
    if account.active is not False:
        _tried(result, "停止", lambda: directory.set_active(id, False))
    if item.is_leaver:
        account = _with_groups(directory, item, result, account)
    for what, do in _departures(directory, item, account, every=item.is_leaver):
        _tried(result, what, do)
    if sessions:
        # Whoever signed in between the first time and the stop is put out as well.
        _tried(result, "セッション終了（再）", lambda: directory.end_sessions(id))
    if item.hand_over_to and directory.capabilities.hand_over:
        to = item.hand_over_to
        _tried(result, "データの引き継ぎ", lambda: directory.hand_over(id, to))


def _with_groups(directory: Directory, item: Item, result: Result, account: Account) -> Account:
    """Where an account does not tell its groups, the groups are asked: nobody's order names all of them."""
    if account.groups is not None or not directory.capabilities.groups:
        return account
    told: list[Group] = []
    _tried(result, "グループの確認", lambda: told.extend(directory.groups()))
    held = {each.id for each in told if each.members and account.id in each.members}
    return replace(account, groups=frozenset(held.union(item.groups_to_leave)))


def _delete(directory: Directory, item: Item, result: Result, account: Account) -> None:
    can = directory.capabilities
    if item.hand_over_to and not can.hand_over:
        result.take(
            ByHand("データの引き継ぎは管理画面で行ってください。終わるまでアカウントは削除しません。")
        )
    elif not can.delete:
        result.take(
            ByHand("この接続先ではアカウントを削除できません。管理画面で削除し、結果を登録してください。")
        )
    else:
        _tried(result, "削除", partial(directory.delete, account.id))


def _proof(directory: Directory, result: Result, id: str) -> Proof:
    try:
        return _done(result, "確認", lambda: directory.proof(id))
    except Outcome as outcome:
        result.take(outcome)
        return Proof(state=ProvedState.UNKNOWN, how=outcome.reason)


def _is_out(item: Item, proof: Proof) -> bool:
    """Whoever comes back keeps the groups; whoever leaves keeps none."""
    stopped = proof.state in (ProvedState.SUSPENDED, ProvedState.ABSENT)
    return stopped and not (item.is_leaver and proof.groups_left)


def _worst(proofs: list[Proof]) -> Proof:
    """What is proved of all is what is proved of the worst."""
    order = (ProvedState.ACTIVE, ProvedState.UNKNOWN, ProvedState.SUSPENDED, ProvedState.ABSENT)
    return min(proofs, key=lambda each: (order.index(each.state), -(each.groups_left or 0)))
