"""Slack's manners on top of SCIM: names are rewritten, the address is the sign-in, deleting only stops."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.scim.dialect import Dialect
from adapters.scim.directory import ScimDirectory
from erp.sync.contract import Account, Adapter, Capabilities, Setting, Wanted

LONGEST_NAME = 21


class SlackDirectory(ScimDirectory):
    """People sign in by their address; the user name is a nickname that Slack rewrites as it likes."""

    capabilities = Capabilities(delete=False)

    def find(self, *, key: str, user_name: str) -> list[Account]:
        by_name = super().find(key=key, user_name=nickname(user_name))
        others = {each.id for each in by_name}
        # The nickname of another person may be the same; an address is nobody else's.
        return [
            each
            for each in [*by_name, *(one for one in self._by_address(user_name) if one.id not in others)]
            if each.key == key or user_name.casefold() in (each.email.casefold(), each.user_name)
        ]

    def _by_address(self, address: str) -> list[Account]:
        if self.dialect.filter == "none":
            return [each for each in self.accounts() if each.email.casefold() == address.casefold()]
        return self.search("email", address)

    def create(self, wanted: Wanted) -> Account:
        return super().create(replace(wanted, user_name=nickname(wanted.user_name)))

    def change(self, account: Account, wanted: Wanted) -> Account:
        # A nickname is left alone: what counts is the address.
        return super().change(account, replace(wanted, user_name=account.user_name))

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
        change_by="path", filter="both", etag="no", memberships="user", page_size=200, key_in="external_id"
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
