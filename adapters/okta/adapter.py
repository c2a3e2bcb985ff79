"""Okta: an API token of an administrator."""

from collections.abc import Mapping
from typing import Any

from adapters.okta.directory import OktaDirectory
from erp.sync.contract import Adapter, Limits, Setting


def directory(settings: Mapping[str, str], client: Any) -> OktaDirectory:
    return OktaDirectory(client, settings["api_token"])


ADAPTER = Adapter(
    name="okta",
    label_ja="Okta",
    label_en="Okta",
    limits=Limits(at_once=4, per_minute=500),
    settings=(
        Setting(
            name="base_url",
            label_ja="Oktaのアドレス",
            label_en="Address of the organisation",
            kind="url",
            help_ja="例: https://example.okta.com",
            help_en="For example https://example.okta.com",
        ),
        Setting(
            name="api_token",
            label_ja="APIトークン（SSWS）",
            label_en="API token (SSWS)",
            secret=True,
            help_ja="利用者とグループを管理できる管理者が発行します。",
            help_en="Issued by an administrator of users and groups.",
        ),
    ),
    directory=directory,
)
