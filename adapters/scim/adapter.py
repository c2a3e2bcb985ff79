"""The generic SCIM adapter, with every dialect setting open to the person who connects."""

from collections.abc import Mapping
from typing import Any

from adapters.scim.dialect import SETTINGS, Dialect
from adapters.scim.directory import ScimDirectory
from erp.sync.contract import Adapter, Setting


def directory(settings: Mapping[str, str], client: Any) -> ScimDirectory:
    return ScimDirectory(client, Dialect.of(settings), {"Authorization": f"Bearer {settings['token']}"})


ADAPTER = Adapter(
    name="scim",
    label_ja="SCIM 2.0（汎用）",
    label_en="SCIM 2.0 (generic)",
    settings=(
        Setting(
            name="base_url",
            label_ja="SCIMのアドレス",
            label_en="Address of the SCIM service",
            kind="url",
            help_ja="例: https://example.com/scim/v2",
            help_en="For example https://example.com/scim/v2",
        ),
        Setting(name="token", label_ja="アクセストークン", label_en="Access token", secret=True),
        Setting(
            name="ca_certificate",
            label_ja="認証局の証明書（PEM）",
            label_en="Certificate authority (PEM)",
            kind="file",
            required=False,
            help_ja="社内の認証局を使う相手だけ。",
            help_en="Only for a service with a certificate of your own authority.",
        ),
        *SETTINGS,
    ),
    directory=directory,
)
