"""How one system speaks SCIM. What nobody entered is found out once per connection and remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from erp.sync.contract import Setting

AUTO = ("auto", "自動で判断", "find out")


def _choice(name: str, ja: str, en: str, choices: tuple[tuple[str, str, str], ...], **other: str) -> Setting:
    return Setting(
        name=name,
        label_ja=ja,
        label_en=en,
        kind="choice",
        required=False,
        default=choices[0][0],
        choices=choices,
        **other,  # type: ignore[arg-type]
    )


SETTINGS = (
    _choice(
        "change_by",
        "変更の送り方",
        "Changes are sent as",
        (
            AUTO,
            ("path", "PATCH（path あり）", "PATCH with paths"),
            ("value", "PATCH（path なし）", "PATCH without paths"),
            ("put", "PUT（全体）", "PUT of the whole record"),
        ),
        help_ja="自動では PATCH を試し、断られたときだけ PUT に切り替えて覚えます。",
        help_en="Found out by trying PATCH; PUT is used when it is refused.",
    ),
    _choice(
        "remove_member_by",
        "グループから外す送り方",
        "Members are removed by",
        (
            AUTO,
            ("filter", 'path=members[value eq "…"]', 'path=members[value eq "…"]'),
            ("list", "path=members と一覧", "path=members with a list"),
        ),
    ),
    _choice(
        "filter",
        "検索条件",
        "Searching by filter",
        (
            AUTO,
            ("both", "ログイン名と externalId", "user name and externalId"),
            ("user_name", "ログイン名だけ", "user name only"),
            ("none", "使わない（全件を読む）", "none (read everybody)"),
        ),
        help_ja="答えはいつもこちらで照合します。条件を無視する相手では全件を読みます。",
        help_en="Answers are always compared here. Everybody is read where the filter is ignored.",
    ),
    _choice(
        "active_as",
        "有効・停止の書き方",
        "Active is written as",
        (("boolean", "true / false", "true / false"), ("text", '"True" / "False"', '"True" / "False"')),
    ),
    _choice(
        "key_in",
        "社員番号の置き場所",
        "The employee number is kept in",
        (
            ("external_id", "externalId", "externalId"),
            ("employee_number", "employeeNumber（企業拡張）", "employeeNumber (enterprise)"),
            ("nowhere", "置けない", "nowhere"),
        ),
    ),
    _choice(
        "etag",
        "版番号（ETag）の照合",
        "Versions (ETag)",
        (AUTO, ("yes", "照合する", "compared"), ("no", "照合しない", "not compared")),
    ),
    _choice(
        "memberships",
        "所属グループの読み方",
        "Memberships are read from",
        (
            ("group", "グループの members", "the group's members"),
            ("user", "利用者の groups", "the user's groups"),
        ),
    ),
    Setting(
        name="leave_out",
        label_ja="送らない項目",
        label_en="Attributes that are not sent",
        kind="lines",
        required=False,
        help_ja="相手が受け付けない項目を1行に1つ（例: title、preferredLanguage）。",
        help_en="One a line, for attributes they refuse (e.g. title, preferredLanguage).",
    ),
    Setting(
        name="page_size",
        label_ja="1ページの件数",
        label_en="Records a page",
        kind="whole",
        required=False,
        default="100",
    ),
    Setting(
        name="first_index",
        label_ja="最初の番号（startIndex）",
        label_en="First startIndex",
        kind="choice",
        required=False,
        default="1",
        choices=(("1", "1（標準）", "1 (standard)"), ("0", "0", "0")),
    ),
)


@dataclass(kw_only=True)
class Dialect:
    """Changed while the connection is used: each guess at most once."""

    change_by: str = "auto"
    remove_member_by: str = "auto"
    filter: str = "auto"
    active_as: str = "boolean"
    key_in: str = "external_id"
    etag: str = "auto"
    memberships: str = "group"
    leave_out: frozenset[str] = frozenset()
    page_size: int = 100
    first_index: int = 1
    # Where people sign in by their address, the user name is somebody's nickname and no more.
    signs_in_by: str = "userName"

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "Dialect":
        texts = {
            each.name: settings[each.name]
            for each in SETTINGS
            if each.kind == "choice" and each.name != "first_index" and settings.get(each.name)
        }
        return cls(
            **texts,
            leave_out=frozenset(settings.get("leave_out", "").split()),
            page_size=max(1, min(1000, int(settings.get("page_size") or 100))),
            first_index=int(settings.get("first_index") or 1),
        )

    def learn(self, config: Mapping[str, Any]) -> None:
        """What they announce in /ServiceProviderConfig settles what is still open."""

        def says(what: str, otherwise: bool) -> bool:
            announced = config.get(what)
            return (
                bool(announced.get("supported", otherwise)) if isinstance(announced, Mapping) else otherwise
            )

        if self.change_by == "auto" and not says("patch", True):
            self.change_by = "put"
        if self.filter == "auto":
            self.filter = "both" if says("filter", True) else "none"
        if self.etag == "auto":
            self.etag = "yes" if says("etag", False) else "no"
