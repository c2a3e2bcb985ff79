"""Reading and changing accounts: the three kinds of runs over a connection's directory."""

import asyncio
import base64
import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from erp.kernel import clock
from erp.sync.contract import Broken, Capabilities, Directory, Group, Retry
from erp.sync.contract.outcomes import Outcome
from erp.sync.identities.doors import Door, DoorClosed
from erp.sync.identities.items import MOST_VALUES, Item, Result, told_account
from erp.sync.identities.making import make
from erp.sync.opening import Opened
from erp.sync.running.runs import Held
from erp.sync.running.writing import write_attempts, write_check

log = logging.getLogger("erp.sync")
PAGE, GROUPS_PAGE, MOST_ACCOUNTS = 100, 40, 500_000
LANES = 4
# An order is ours for 120 seconds; nothing new is begun when most of that is over.
ITEM_S = 90.0
INSIDE = "プログラム内部のエラーです。管理者に連絡してください。"


class Fenced:
    """A directory that begins nothing more after its time, so that no call outlives its order."""

    def __init__(self, directory: Directory, seconds: float) -> None:
        self._directory, self._ends = directory, clock.monotonic() + seconds
        self.capabilities = directory.capabilities

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._directory, name)

        def call(*given: Any, **named: Any) -> Any:
            if clock.monotonic() > self._ends:
                raise Retry("時間内に終わりませんでした。続きは次回行います。")
            return found(*given, **named)

        return call if callable(found) else found


async def check(held: Held, opened: Opened, door: Door | None) -> str:
    """Sign in and read something small; a system with accounts becomes known to who decides about them."""
    if opened.adapter.directory is None:
        said, can = "設定を保存しました。", None
    else:
        said, can = await asyncio.to_thread(_check, opened)
    said = opened.clean(said)[:500]
    await write_check(held.database, held.company, held.connection, said, True)
    if can is not None and door is not None:
        await door.register(_described(opened, can))
    return said


def _check(opened: Opened) -> tuple[str, Capabilities]:
    directory = opened.directory()
    return directory.check(), directory.capabilities


def _described(opened: Opened, can: Capabilities) -> dict[str, Any]:
    return {
        "connection": str(opened.id),
        "code": opened.row["code"],
        "name": opened.row["name"],
        "adapter": opened.adapter.name,
        "canGroups": can.groups,
        "canLicences": can.licences,
        "canSessions": can.sessions,
        "canRename": can.rename,
        "canDelete": can.delete,
        "canHandOver": can.hand_over,
        "canLastUsed": can.last_used,
        "byHand": can.by_hand,
    }


async def read_all(held: Held, opened: Opened, door: Door) -> str:
    """Everybody and all groups, page by page; whole, or told to be incomplete."""
    inventory = await door.start_inventory(held.connection)
    loop, count = asyncio.get_running_loop(), 0

    async def bring(page: dict[str, Any]) -> None:
        nonlocal count
        count += 1
        await door.page(inventory, count, page)
        held.done += len(page.get("accounts", ()))
        await write_attempts(held.database, opened, held.id)
        await held.tell(f"{held.done} 件を読み取りました。")

    def push(page: dict[str, Any]) -> None:
        # The reader waits for each page to be kept, so that memory stays as it is however long the list.
        asyncio.run_coroutine_threadsafe(bring(page), loop).result(120)

    try:
        await asyncio.to_thread(_read, opened, push)
    except Exception as error:
        reason = error.reason if isinstance(error, Outcome) else INSIDE
        await door.finish_inventory(inventory, False, opened.clean(reason)[:500])
        raise
    await door.finish_inventory(inventory, True, None)
    return f"{held.done} 件を読み取りました。"


def _read(opened: Opened, push: Callable[[dict[str, Any]], None]) -> None:
    directory, seen = opened.directory(), set[str]()
    accounts = directory.accounts()
    while page := list(islice(accounts, PAGE)):
        for account in page:
            if account.id in seen:
                raise Retry("一覧に同じアカウントが二度現れました。読み直します。")
            seen.add(account.id)
        if len(seen) > MOST_ACCOUNTS:
            raise Broken("一覧が終わりません。接続先の設定を確認してください。")
        push({"accounts": [told_account(account) for account in page]})
    if directory.capabilities.groups:
        parts = _group_parts(directory.groups())
        while groups := list(islice(parts, GROUPS_PAGE)):
            push({"groups": groups})


def _group_parts(groups: Iterable[Group]) -> Iterator[dict[str, Any]]:
    """A large group comes in several parts of the same id."""
    for group in groups:
        head = {"externalId": group.id, "name": group.name}
        if group.members is None:
            yield head | {"members": None}
            continue
        members = sorted(group.members)
        for at in range(0, max(len(members), 1), MOST_VALUES):
            yield head | {"members": members[at : at + MOST_VALUES]}


async def work(held: Held, opened: Opened, door: Door) -> str:
    """What is ordered, a few at once, until nothing is due or nobody may call any more."""
    lanes = max(1, min(LANES, opened.row["at_once"]))
    directories: list[Directory] = []
    waits = ""
    while not waits:
        items = await door.take(held.connection, lanes)
        if not items:
            break
        held.total = (held.total or 0) + len(items)
        while len(directories) < len(items):
            directories.append(await asyncio.to_thread(opened.directory))
        pairs = zip(items, directories, strict=False)
        results = await asyncio.gather(*(_one(held, opened, door, *pair) for pair in pairs))
        await write_attempts(held.database, opened, held.id)
        await held.tell(_said(held))
        broken = next((each.reason for each in results if each.outcome == "BROKEN"), None)
        if broken is not None:
            raise Broken(broken)
        waits = next((each.reason for each in results if each.outcome == "WAIT"), "")
    return waits or _said(held)


def _said(held: Held) -> str:
    return f"{held.total or 0} 件中 {held.done} 件を反映しました。"


async def _one(held: Held, opened: Opened, door: Door, item: Item, directory: Directory) -> Result:
    result = await asyncio.to_thread(_made, directory, item)
    try:
        await door.report(_told(opened, item, result))
    except DoorClosed as closed:
        log.warning("a report was refused: %s", closed)
    if result.outcome == "DONE":
        held.done += 1
    else:
        held.failed += 1
    return result


def _made(directory: Directory, item: Item) -> Result:
    try:
        return make(Fenced(directory, ITEM_S), item)
    except Exception:  # whatever an adapter does, it ends as something that is looked up first
        log.exception("an adapter failed")
        return Result(outcome="UNKNOWN", reason=INSIDE)


def _told(opened: Opened, item: Item, result: Result) -> dict[str, Any]:
    clean = opened.clean
    told: dict[str, Any] = {
        "item": item.id,
        "token": item.token,
        "outcome": result.outcome,
        "reason": clean(result.reason)[:1000] or None,
        "retryAt": result.retry_at.isoformat() if result.retry_at else None,
        "account": told_account(result.account) if result.account else None,
        "steps": [
            {
                "what": clean(each.what)[:200],
                "outcome": each.outcome,
                "detail": clean(each.detail)[:500] or None,
            }
            for each in result.steps[:MOST_VALUES]
        ],
    }
    if result.proof is not None:
        proof = result.proof
        told["proof"] = {"state": proof.state.value, "how": proof.how, "groupsLeft": proof.groups_left}
    if result.content:
        told |= {"fileName": result.file_name, "fileBase64": base64.b64encode(result.content).decode()}
    return told
