"""Systems without a way in: clear instructions, safe files, and lists that are read strictly."""

import csv
import io
from collections.abc import Callable

import pytest

from adapters.csv.adapter import ADAPTER
from erp.sync.contract import ByHand, Directory, ProvedState, Rejected
from erp.sync.identities.items import Want
from erp.sync.identities.making import make
from tests.adapters.standins.people import wanted
from tests.adapters.test_making import item

LIST = """\ufeff社員番号,ログイン名,氏名,状態,グループ
E001,sato,佐藤 花子,有効,"経理;共通"
E002,suzuki,鈴木 一郎,停止,
"""


def opened(listed: str = LIST, **other: str) -> Directory:
    assert ADAPTER.directory is not None
    return ADAPTER.directory({"system": "会計ソフトX", "accounts": listed, **other}, None)


def test_the_list_is_the_inventory() -> None:
    outside = opened()
    assert [(each.id, each.key, each.active) for each in outside.accounts()] == [
        ("sato", "E001", True),
        ("suzuki", "E002", False),
    ]
    groups = {each.name: each.members for each in outside.groups()}
    assert groups == {"経理": frozenset({"sato"}), "共通": frozenset({"sato"})}
    assert [each.id for each in outside.find(key="", user_name="SATO")] == ["sato"]
    assert "2件" in outside.check()


VERBS: dict[str, tuple[Callable[[Directory], object], str]] = {
    "作成": (lambda outside: outside.create(wanted("E003", "tanaka")), "作成してください"),
    "停止": (lambda outside: outside.set_active("sato", False), "ログインできないことを確かめて"),
    "再開": (lambda outside: outside.set_active("suzuki", True), "再び有効に"),
    "グループ追加": (lambda outside: outside.join("人事", "sato"), "「人事」に追加"),
    "グループ解除": (lambda outside: outside.leave("経理", "sato"), "「経理」から外して"),
    "ライセンス割当": (lambda outside: outside.give_licence("標準", "sato"), "「標準」を割り当てて"),
    "ライセンス解除": (lambda outside: outside.take_licence("標準", "sato"), "「標準」を外して"),
    "引き継ぎ": (lambda outside: outside.hand_over("sato", "suzuki"), "引き継いで"),
    "削除": (lambda outside: outside.delete("sato"), "削除してください"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_a_task_with_a_file(verb: str) -> None:
    do, said = VERBS[verb]
    with pytest.raises(ByHand) as task:
        do(opened(note="管理画面 > 利用者"))
    assert said in task.value.reason and "会計ソフトX" in task.value.reason
    assert task.value.reason.endswith("管理画面 > 利用者")
    assert task.value.file_name == f"会計ソフトX_{verb}.csv"
    assert task.value.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(task.value.content.decode("utf-8-sig"), newline=""))
    assert row["操作"] == verb


def test_what_is_so_already_is_no_task() -> None:
    outside = opened()
    assert outside.set_active("suzuki", False).active is False
    outside.join("経理", "sato")
    outside.leave("人事", "sato")
    outside.delete("nobody")
    assert outside.end_sessions("sato") is False
    assert outside.proof("suzuki").state is ProvedState.SUSPENDED
    assert "担当者が登録した一覧" in outside.proof("suzuki").how
    assert outside.proof("nobody").state is ProvedState.ABSENT
    # Still active in a list of yesterday says nothing of today.
    assert outside.proof("sato").state is opened("").proof("sato").state is ProvedState.UNKNOWN
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E001", "other"))
    assert twice.value.code == "DUPLICATE"


def test_a_column_that_is_not_there_is_no_difference() -> None:
    outside = opened()
    (known,) = outside.find(key="E001", user_name="")
    same = wanted("E001", "sato", display_name="佐藤 花子", department="経理部")
    assert outside.change(known, same) == known
    with pytest.raises(ByHand) as task:
        outside.change(known, wanted("E001", "sato", display_name="鈴木 花子"))
    assert "変更してください" in task.value.reason and "鈴木 花子" in task.value.content.decode()
    joined = make(outside, item(Want.ACTIVE, "sato", groups=("経理",), wanted=same), lambda seconds: None)
    assert (joined.outcome, joined.steps[-1].what) == ("DONE", "読み返し")
    left = make(outside, item(Want.SUSPENDED, "sato", wanted=same), lambda seconds: None)
    assert (left.outcome, left.file_name) == ("BY_HAND", "会計ソフトX_停止.csv")


def test_a_file_never_runs_in_a_spreadsheet() -> None:
    with pytest.raises(ByHand) as task:
        opened().create(
            wanted("E003", "=cmd|' /C calc'!A0", display_name="@SUM(1)", title="+1", department="-2")
        )
    (row,) = csv.DictReader(io.StringIO(task.value.content.decode("utf-8-sig"), newline=""))
    assert not [each for each in row.values() if each.startswith(("=", "+", "-", "@"))]
    assert row["ログイン名"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("社員番号,氏名\nE001,佐藤\n", "ログイン名の列"),
        ("ログイン名,状態\nsato,有効\nsato,有効\n", "二度目"),
        ("ログイン名,状態\nsato\n", "列の数"),
        ("ログイン名,状態\nsato,たぶん\n", "分かりません"),
        ("ログイン名,状態\n,有効\n", "ログイン名がありません"),
    ],
)
def test_a_list_that_is_not_understood_is_refused_whole(listed: str, said: str) -> None:
    with pytest.raises(Rejected) as refused:
        list(opened(listed).accounts())
    assert said in refused.value.reason


def test_columns_may_have_other_names() -> None:
    outside = opened("Kennung\tNummer\nsato\tE1\n", column_user_name="kennung", column_key="ＮＵＭＭＥＲ")
    assert [(each.user_name, each.key, each.active, each.groups) for each in outside.accounts()] == [
        ("sato", "E1", None, None)
    ]
    with pytest.raises(Rejected):
        list(opened(column_key="ない列").accounts())


def test_without_a_list_nobody_is_believed_gone() -> None:
    with pytest.raises(ByHand):
        list(opened("").accounts())
    with pytest.raises(ByHand):
        opened("").delete("sato")
