"""Slack's manners on top of SCIM: names are rewritten, the address is the sign-in, deleting only stops."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.scim.dialect import Dialect
from adapters.scim.directory import ScimDirectory
from erp.sync.contract import Adapter, Capabilities, Setting, Wanted

LONGEST_NAME = 21


class SlackDirectory(ScimDirectory):
    """People sign in by their address; the user name is a nickname that Slack rewrites as it likes."""

    capabilities = Capabilities(delete=False)

    def _new(self, wanted: Wanted) -> dict[str, Any]:
        """The nickname is said once; what counts from then on is the address."""
        return {**super()._new(wanted), "userName": nickname(wanted.user_name)}

    def delete(self, account_id: str) -> None:
        """Slack keeps everybody who ever wrote something: removing is stopping."""
        self.set_active(account_id, False)


def nickname(user_name: str) -> str:
    """The name Slack would make of it, so that what is compared later is what was sent.

    >>> nickname("Sato.Hanako+x@example.com")
    'sato.hanakox'
    """
    return re.sub(r"[^a-z0-9._-]", "", user_name.partition("@")[0].lower())[:LONGEST_NAME]


def directory(settings: Mapping[str, str], client: Any) -> SlackDirectory:
    dialect = Dialect(
        change_by="path",
        filter="both",
        etag="no",
        memberships="user",
        page_size=200,
        signs_in_by="email",
    )
    return SlackDirectory(client, dialect, {"Authorization": f"Bearer {settings['token']}"})


ADAPTER = Adapter(
    name="slack",
    label_ja="Slack",
    label_en="Slack",
    settings=(
        Setting(
            name="base_url",
            label_ja="SCIMのアドレス",
            label_en="Address of the SCIM service",
            kind="url",
            default="https://api.slack.com/scim/v2",
        ),
        Setting(
            name="token",
            label_ja="ユーザートークン（admin 権限）",
            label_en="User token with the scope admin",
            secret=True,
            help_ja="Business+ または Enterprise Grid の管理者が発行します。",
            help_en="Issued by an administrator of Business+ or Enterprise Grid.",
        ),
    ),
    directory=directory,
)
