"""LDAP: where the server is, what lies where in its tree, and how somebody is stopped there."""

from collections.abc import Mapping
from typing import Any

from adapters.ldap.calls import Calls, Place
from adapters.ldap.directory import LdapDirectory, Tree
from adapters.ldap.kinds import KINDS
from erp.sync.contract import Adapter, Setting

SETTINGS = (
    Setting(
        name="kind",
        label_ja="種類",
        label_en="Kind",
        kind="choice",
        default="openldap",
        choices=(
            ("openldap", "OpenLDAP", "OpenLDAP"),
            ("active_directory", "Active Directory", "Active Directory"),
        ),
    ),
    Setting(name="host", label_ja="ホスト名", label_en="Host", kind="host"),
    Setting(
        name="security",
        label_ja="暗号化",
        label_en="Encryption",
        kind="choice",
        default="ldaps",
        choices=(("ldaps", "LDAPS", "LDAPS"), ("starttls", "StartTLS", "StartTLS")),
        help_ja="暗号化しない接続には対応していません。",
        help_en="There is no connection without encryption.",
    ),
    Setting(
        name="port",
        label_ja="ポート",
        label_en="Port",
        kind="whole",
        required=False,
        help_ja="空欄なら LDAPS は 636、StartTLS は 389。",
        help_en="Empty: 636 for LDAPS, 389 for StartTLS.",
    ),
    Setting(
        name="ca_certificate",
        label_ja="認証局の証明書（PEM）",
        label_en="Certificate authority (PEM)",
        kind="file",
        required=False,
    ),
    Setting(
        name="user",
        label_ja="接続に使うアカウント（DN）",
        label_en="Our account (DN)",
        help_ja="例: cn=erp,ou=services,dc=example,dc=jp。ADでは erp@example.jp の形も使えます。",
        help_en="For example cn=erp,ou=services,dc=example,dc=jp; in AD erp@example.jp as well.",
    ),
    Setting(name="password", label_ja="パスワード", label_en="Password", secret=True),
    Setting(
        name="base",
        label_ja="起点（ベースDN）",
        label_en="Base DN",
        help_ja="例: dc=example,dc=jp",
        help_en="For example dc=example,dc=jp",
    ),
    Setting(name="people", label_ja="社員の置き場所（DN）", label_en="People are under (DN)"),
    Setting(name="groups", label_ja="グループの置き場所（DN）", label_en="Groups are under (DN)"),
    Setting(
        name="suspend_by",
        label_ja="停止の方法（OpenLDAP）",
        label_en="Suspension (OpenLDAP)",
        kind="choice",
        required=False,
        default="auto",
        choices=(
            ("auto", "ロックし、効かなければパスワードを無効にする", "lock, else void the password"),
            ("lock", "ロックだけ（ppolicy）", "lock only (ppolicy)"),
            ("password", "パスワードを無効にする", "void the password"),
            ("move", "退職者の場所へ移し、パスワードを無効にする", "move to the leavers, void the password"),
        ),
        help_ja="どの方法でも、正しいパスワードでのサインインが拒まれることを確かめます。",
        help_en="Always verified by a sign-in that is refused.",
    ),
    Setting(
        name="leavers",
        label_ja="退職者の置き場所（DN）",
        label_en="Leavers are under (DN)",
        required=False,
        help_ja="「退職者の場所へ移す」を選んだとき。",
        help_en="For moving to the leavers.",
    ),
    Setting(
        name="placeholder",
        label_ja="空のグループに残すDN",
        label_en="DN that stays in empty groups",
        required=False,
        help_ja="groupOfNames は空にできません。空欄なら「cn=nobody」とベースDN。",
        help_en="A groupOfNames cannot be empty. Empty: cn=nobody and the base DN.",
    ),
)


def place(settings: Mapping[str, str], client: Any = None) -> Place:
    start_tls = settings.get("security") == "starttls"
    return Place(
        host=settings["host"],
        port=int(settings.get("port") or (389 if start_tls else 636)),
        start_tls=start_tls,
        ca=settings.get("ca_certificate", ""),
        user=settings["user"],
        password=settings["password"],
        **({"address_of": client.address_of} if client is not None else {}),
    )


def tree(settings: Mapping[str, str]) -> Tree:
    return Tree(
        base=settings["base"],
        people=settings["people"],
        groups=settings["groups"],
        leavers=settings.get("leavers", ""),
        placeholder=settings.get("placeholder") or f"cn=nobody,{settings['base']}",
    )


def directory(settings: Mapping[str, str], client: Any = None) -> LdapDirectory:
    """The client of the connection speaks HTTP; here it only says where we may connect to."""
    kind = KINDS[settings.get("kind") or "openldap"]
    return LdapDirectory(
        Calls(place(settings, client)), kind, tree(settings), settings.get("suspend_by") or "auto"
    )


ADAPTER = Adapter(
    name="ldap",
    label_ja="LDAP（OpenLDAP・Active Directory）",
    label_en="LDAP (OpenLDAP, Active Directory)",
    settings=SETTINGS,
    directory=directory,
)
