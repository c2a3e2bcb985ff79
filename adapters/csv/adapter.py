"""Work by hand: what the system is called, the list of its accounts, and what its columns are called."""

from collections.abc import Mapping
from typing import Any

from adapters.csv.directory import HandDirectory
from adapters.csv.sheets import USUAL
from erp.sync.contract import Adapter, Setting

COLUMNS = {
    "id": ("アカウントID", "account id"),
    "key": ("社員番号", "employee number"),
    "user_name": ("ログイン名", "user name"),
    "email": ("メールアドレス", "e-mail address"),
    "family_name": ("姓", "family name"),
    "given_name": ("名", "given name"),
    "display_name": ("氏名", "display name"),
    "department": ("部署", "department"),
    "title": ("役職", "title"),
    "active": ("状態", "state"),
    "groups": ("グループ", "groups"),
}


def directory(settings: Mapping[str, str], client: Any = None) -> HandDirectory:
    """Nothing is called; the client is not used."""
    columns = {name: settings[f"column_{name}"] for name in COLUMNS if settings.get(f"column_{name}")}
    return HandDirectory(settings["system"], settings.get("accounts", ""), columns, settings.get("note", ""))


ADAPTER = Adapter(
    name="csv",
    label_ja="手作業（CSV）",
    label_en="By hand (CSV)",
    settings=(
        Setting(
            name="system",
            label_ja="システムの名前",
            label_en="Name of the system",
            help_ja="担当者への指示に書かれます。",
            help_en="Stands in the instructions.",
        ),
        Setting(
            name="note",
            label_ja="担当者への案内",
            label_en="Note to whoever does the work",
            kind="lines",
            required=False,
            help_ja="管理画面の場所や手順。すべての指示の後ろに付きます。",
            help_en="Where and how; added to every instruction.",
        ),
        Setting(
            name="accounts",
            label_ja="アカウントの一覧（CSV）",
            label_en="List of accounts (CSV)",
            kind="file",
            required=False,
            help_ja="1行目は見出し。取り出すたびに貼り替えてください。",
            help_en="With a header line; replace it whenever you export it anew.",
        ),
        *(
            Setting(
                name=f"column_{name}",
                label_ja=f"列の名前: {ja}",
                label_en=f"Column: {en}",
                required=False,
                help_ja=f"空欄なら {'、'.join(USUAL[name][:3])} を探します。",
                help_en=f"Empty: {USUAL[name][-1]} and its Japanese names are looked for.",
            )
            for name, (ja, en) in COLUMNS.items()
        ),
    ),
    directory=directory,
)
