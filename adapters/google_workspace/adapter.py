"""Google Workspace: a service account that acts in the name of an administrator."""

from collections.abc import Mapping
from typing import Any

from adapters.google_workspace.calls import Calls, tokens
from adapters.google_workspace.directory import GoogleDirectory
from erp.sync.contract import Adapter, Limits, Setting


def directory(settings: Mapping[str, str], client: Any) -> GoogleDirectory:
    drawn = tokens(settings, client)
    products = settings.get("licence_products", "").split()
    return GoogleDirectory(Calls(client, drawn.headers), settings.get("org_unit", ""), products)


ADAPTER = Adapter(
    name="google_workspace",
    label_ja="Google Workspace",
    label_en="Google Workspace",
    hosts=("oauth2.googleapis.com", "licensing.googleapis.com"),
    limits=Limits(at_once=4, per_minute=1200),
    settings=(
        Setting(
            name="base_url",
            label_ja="APIのアドレス",
            label_en="Address of the interface",
            kind="url",
            default="https://admin.googleapis.com",
        ),
        Setting(
            name="service_account",
            label_ja="サービスアカウントの鍵（JSON）",
            label_en="Key of the service account (JSON)",
            kind="file",
            secret=True,
            help_ja="ドメイン全体の委任で、利用者・グループ・ライセンスの範囲を許可しておきます。",
            help_en="With domain-wide delegation for users, groups and licences.",
        ),
        Setting(
            name="administrator",
            label_ja="代理で操作する管理者のアドレス",
            label_en="Administrator in whose name it acts",
        ),
        Setting(
            name="org_unit",
            label_ja="組織部門のパス",
            label_en="Organisational unit",
            required=False,
            help_ja="空欄なら作成時は最上位（/）、以後は動かしません。",
            help_en="Empty: the top (/) when created, and never moved.",
        ),
        Setting(
            name="licence_products",
            label_ja="ライセンスを読む製品",
            label_en="Products whose licences are read",
            kind="lines",
            required=False,
            help_ja="製品IDを1行に1つ（例: Google-Apps、101031）。空欄ならライセンスは読みません。",
            help_en="One product id a line (e.g. Google-Apps, 101031). Empty: licences are not read.",
        ),
    ),
    directory=directory,
)
