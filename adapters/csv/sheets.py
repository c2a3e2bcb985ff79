"""The list that a person brings, and the file that a person is given."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence

from erp.sync.contract import Account, Rejected

BOM = "\ufeff"
# A spreadsheet would take a text that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
INACTIVE = {
    "停止",
    "無効",
    "退職",
    "削除",
    "false",
    "0",
    "no",
    "n",
    "inactive",
    "disabled",
    "suspended",
    "×",
    "利用停止",
}
ACTIVE = {"有効", "利用中", "在職", "true", "1", "yes", "y", "active", "enabled", "○", "〇"}
# What each column may be called when nobody entered another name.
USUAL = {
    "id": ("ID", "アカウントID", "id", "account_id"),
    "key": ("社員番号", "従業員番号", "employee_number", "employee number"),
    "user_name": ("ログイン名", "ログインID", "ユーザー名", "user_name", "username", "login"),
    "email": ("メールアドレス", "メール", "email", "mail"),
    "family_name": ("姓", "family_name"),
    "given_name": ("名", "given_name"),
    "display_name": ("氏名", "表示名", "名前", "display_name", "name"),
    "department": ("部署", "部門", "department"),
    "title": ("役職", "title"),
    "active": ("状態", "利用状態", "有効", "active", "status"),
    "groups": ("グループ", "権限", "ロール", "groups", "role"),
}


def read(text: str, columns: Mapping[str, str]) -> list[Account]:
    """Everybody in the list; refused when a row is not understood or an account stands there twice."""
    lines = text.removeprefix(BOM).lstrip("\n")
    first = lines.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter="\t" if "\t" in first else ","))
    rows = [[each.strip() for each in row] for row in rows if any(each.strip() for each in row)]
    if not rows:
        return []
    places = _places(rows[0], columns)
    if "user_name" not in places:
        raise _wrong("ログイン名の列が見つかりません。列の名前の設定を確認してください")
    accounts: list[Account] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            raise _wrong(f"{number}行目の列の数が見出しと違います")
        account = _account({name: row[place] for name, place in places.items()}, number)
        if account.id in seen:
            raise _wrong(f"{number}行目の「{account.id}」は二度目です")
        seen.add(account.id)
        accounts.append(account)
    return accounts


def _places(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    known = {_name(each): place for place, each in enumerate(header)}
    places = {}
    for field, usual in USUAL.items():
        wanted = columns.get(field)
        if wanted:
            if _name(wanted) not in known:
                raise _wrong(f"「{wanted}」という列がありません")
            places[field] = known[_name(wanted)]
            continue
        found = next((known[_name(each)] for each in usual if _name(each) in known), None)
        if found is not None:
            places[field] = found
    return places


def _name(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _account(said: dict[str, str], number: int) -> Account:
    user_name = said.get("user_name", "")
    if not user_name:
        raise _wrong(f"{number}行目にログイン名がありません")
    state = _name(said.get("active", ""))
    if state and state not in ACTIVE | INACTIVE:
        raise _wrong(f"{number}行目の状態「{said['active']}」が有効か停止か分かりません")
    groups = said.get("groups")
    return Account(
        id=said.get("id") or user_name,
        key=said.get("key") or None,
        user_name=user_name,
        email=said.get("email", ""),
        family_name=said.get("family_name", ""),
        given_name=said.get("given_name", ""),
        display_name=said.get("display_name", ""),
        department=said.get("department", ""),
        title=said.get("title", ""),
        active=None if not state else state in ACTIVE,
        groups=None if groups is None else frozenset(each for each in _split(groups) if each),
    )


def _split(text: str) -> list[str]:
    for mark in ("、", ";", "；", "|", "\n"):
        text = text.replace(mark, ",")
    return [each.strip() for each in text.split(",")]


def _wrong(what: str) -> Rejected:
    return Rejected(f"アカウントの一覧を読めません: {what}。", "FILE")


def written(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A file for a spreadsheet: UTF-8 with its mark, and no text that could be taken for a formula."""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: plain(value) for name, value in row.items()} for row in rows)
    return (BOM + made.getvalue()).encode()


def plain(text: str) -> str:
    """
    >>> plain('=HYPERLINK("x")')
    '\\'=HYPERLINK("x")'
    >>> plain("E001")
    'E001'
    """
    return f"'{text}" if text.startswith(FORMULA) else text
