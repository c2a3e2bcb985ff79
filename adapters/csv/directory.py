"""Accounts that a person keeps by hand: each verb says what is to be done, with a file."""

import re
from collections.abc import Iterator
from typing import NoReturn

from adapters.csv import sheets
from erp.sync.contract import Account, ByHand, Capabilities, Group, Proof, ProvedState, Rejected, Wanted

TOLD = ("key", "user_name", "email", "family_name", "given_name", "display_name", "department", "title")


class HandDirectory:
    """What is known comes from the list that a person brought; what is wanted goes to a person."""

    capabilities = Capabilities(licences=True, hand_over=True, by_hand=True)

    def __init__(self, system: str, listed: str, columns: dict[str, str], note: str = "") -> None:
        self._system, self._listed, self._columns, self._note = system, listed, columns, note

    def check(self) -> str:
        count = len(self._accounts())
        if not self._listed.strip():
            return "人が操作するシステムです。アカウントの一覧はまだ登録されていません。"
        return f"人が操作するシステムです。一覧から{count}件を読みました。"

    def _accounts(self) -> list[Account]:
        return sheets.read(self._listed, self._columns)

    def accounts(self) -> Iterator[Account]:
        if not self._listed.strip():
            raise ByHand(
                f"「{self._system}」の管理画面からアカウントの一覧をCSVで取り出し、接続の設定「アカウントの一覧」に"
                "貼り付けてください。"
            )
        yield from self._accounts()

    def groups(self) -> Iterator[Group]:
        members: dict[str, set[str]] = {}
        for account in self._accounts():
            for name in account.groups or ():
                members.setdefault(name, set()).add(account.id)
        for name in sorted(members):
            yield Group(id=name, name=name, members=frozenset(members[name]))

    def find(self, *, key: str, user_name: str) -> list[Account]:
        return [
            each
            for each in self._accounts()
            if (key and each.key == key) or each.user_name.casefold() == user_name.casefold()
        ]

    def read(self, account_id: str) -> Account | None:
        return next((each for each in self._accounts() if each.id == account_id), None)

    def create(self, wanted: Wanted) -> Account:
        if self.find(key=wanted.key, user_name=wanted.user_name):
            raise Rejected("同じ番号またはログイン名が一覧にあります。", "DUPLICATE")
        self._ask("作成", f"「{self._system}」に次のアカウントを作成してください。", _wanted(wanted))

    def change(self, account: Account, wanted: Wanted) -> Account:
        # A column that the list does not have is not a difference.
        told = [name for name in TOLD if getattr(account, name)]
        if all(getattr(account, name) == getattr(wanted, name) for name in told):
            return account
        said = {**_wanted(wanted), "変更前のログイン名": account.user_name, "アカウントID": account.id}
        self._ask(
            "変更",
            f"「{self._system}」のアカウント「{account.user_name}」を次のように変更してください。",
            said,
        )

    def set_active(self, account_id: str, active: bool) -> Account:
        known = self.read(account_id)
        if known is not None and known.active is active:
            return known
        if active:
            self._ask(
                "再開",
                f"「{self._system}」で{self._named(known, account_id)}を再び有効にしてください。",
                _known(known, account_id),
            )
        self._ask(
            "停止",
            f"「{self._system}」で{self._named(known, account_id)}を停止し、ログイン中の端末をすべて"
            "ログアウトさせてください。終わったら、ログインできないことを確かめてから完了にしてください。",
            _known(known, account_id),
        )

    def end_sessions(self, account_id: str) -> bool:
        """Said together with the suspension."""
        return False

    def join(self, group_id: str, account_id: str) -> None:
        known = self.read(account_id)
        if known is None or group_id not in (known.groups or ()):
            self._group("追加", f"を「{group_id}」に追加してください。", group_id, account_id)

    def leave(self, group_id: str, account_id: str) -> None:
        known = self.read(account_id)
        if known is None or known.groups is None or group_id in known.groups:
            self._group("解除", f"を「{group_id}」から外してください。", group_id, account_id)

    def _group(self, what: str, do: str, group_id: str, account_id: str) -> NoReturn:
        known = self.read(account_id)
        said = {**_known(known, account_id), "グループ": group_id}
        self._ask(f"グループ{what}", f"「{self._system}」で{self._named(known, account_id)}{do}", said)

    def give_licence(self, licence_id: str, account_id: str) -> None:
        self._licence("割当", "割り当てて", licence_id, account_id)

    def take_licence(self, licence_id: str, account_id: str) -> None:
        self._licence("解除", "外して", licence_id, account_id)

    def _licence(self, what: str, do: str, licence_id: str, account_id: str) -> NoReturn:
        known = self.read(account_id)
        said = {**_known(known, account_id), "ライセンス": licence_id}
        whose = f"「{self._system}」で{self._named(known, account_id)}のライセンス"
        self._ask(f"ライセンス{what}", f"{whose}「{licence_id}」を{do}ください。", said)

    def hand_over(self, account_id: str, to_account_id: str) -> bool:
        known, heir = self.read(account_id), self.read(to_account_id)
        sentence = (
            f"「{self._system}」で{self._named(known, account_id)}のデータを"
            f"{self._named(heir, to_account_id)}に引き継いでください。"
        )
        self._ask("引き継ぎ", sentence, {**_known(known, account_id), "引き継ぎ先": to_account_id})

    def delete(self, account_id: str) -> None:
        known = self.read(account_id)
        if known is None and self._listed.strip():
            return
        self._ask(
            "削除",
            f"「{self._system}」から{self._named(known, account_id)}を削除してください。",
            _known(known, account_id),
        )

    def proof(self, account_id: str) -> Proof:
        """What the person who brought the list says, and told as that; an old list proves nothing."""
        known = self.read(account_id)
        if self._listed.strip() and known is None:
            return Proof(state=ProvedState.ABSENT, how="担当者が登録した一覧にありません。", groups_left=0)
        if known is not None and known.active is False:
            left = None if known.groups is None else len(known.groups)
            return Proof(
                state=ProvedState.SUSPENDED,
                how="担当者が登録した一覧で停止になっています。",
                groups_left=left,
            )
        how = "人が操作するシステムのため、ここからは確かめられません。担当者の確認が必要です。"
        return Proof(state=ProvedState.UNKNOWN, how=how)

    def _named(self, known: Account | None, account_id: str) -> str:
        name = (known.display_name or known.user_name) if known else ""
        return (
            f"アカウント「{name}（{account_id}）」"
            if name and name != account_id
            else f"アカウント「{account_id}」"
        )

    def _ask(self, what: str, sentence: str, said: dict[str, str]) -> NoReturn:
        words = f"{sentence}\n{self._note}" if self._note else sentence
        safe = re.sub(r'[\\/:*?"<>|\s]+', "_", f"{self._system}_{what}")
        raise ByHand(words, f"{safe}.csv", sheets.written([{"操作": what, "システム": self._system, **said}]))


def _wanted(wanted: Wanted) -> dict[str, str]:
    return {
        "社員番号": wanted.key,
        "ログイン名": wanted.user_name,
        "メールアドレス": wanted.email,
        "姓": wanted.family_name,
        "名": wanted.given_name,
        "表示名": wanted.display_name,
        "部署": wanted.department,
        "役職": wanted.title,
        "勤務地": wanted.place,
        "上司の社員番号": wanted.manager_key,
    }


def _known(known: Account | None, account_id: str) -> dict[str, str]:
    return {
        "アカウントID": account_id,
        "社員番号": (known.key or "") if known else "",
        "ログイン名": known.user_name if known else "",
        "氏名": known.display_name if known else "",
    }
