"""Entra ID: an application of the tenant, with permissions of its own."""

from collections.abc import Mapping
from typing import Any

from adapters.entra_id.calls import Calls, tokens
from adapters.entra_id.directory import EntraDirectory
from erp.sync.contract import Adapter, Limits, Setting

GRAPH = "https://graph.microsoft.com/v1.0"


def directory(settings: Mapping[str, str], client: Any) -> EntraDirectory:
    drawn = tokens(settings, client)
    return EntraDirectory(
        Calls(client, drawn.headers),
        settings.get("base_url") or GRAPH,
        settings.get("usage_location") or "JP",
    )


ADAPTER = Adapter(
    name="entra_id",
    label_ja="Microsoft Entra ID（Microsoft 365）",
    label_en="Microsoft Entra ID (Microsoft 365)",
    hosts=("login.microsoftonline.com",),
    limits=Limits(at_once=4, per_minute=1000),
    settings=(
        Setting(
            name="base_url", label_ja="APIのアドレス", label_en="Address of Graph", kind="url", default=GRAPH
        ),
        Setting(name="tenant", label_ja="テナントID", label_en="Tenant"),
        Setting(name="client_id", label_ja="アプリケーション（クライアント）ID", label_en="Client id"),
        Setting(
            name="client_secret",
            label_ja="クライアントシークレット",
            label_en="Client secret",
            secret=True,
            help_ja="User.ReadWrite.All と Group.ReadWrite.All（アプリケーションの許可）が必要です。",
            help_en="Needs the application permissions User.ReadWrite.All and Group.ReadWrite.All.",
        ),
        Setting(
            name="usage_location",
            label_ja="利用場所（国）",
            label_en="Usage location",
            required=False,
            default="JP",
            help_ja="ライセンスの割り当てに必要です。",
            help_en="Needed before licences.",
        ),
    ),
    directory=directory,
)
