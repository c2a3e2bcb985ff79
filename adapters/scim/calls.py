"""Calls to a SCIM service: headers, pages, and the one second try of a form they refuse."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from adapters.lists import Whole
from adapters.scim.dialect import Dialect
from erp.sync.contract import Broken, Rejected

MEDIA = "application/scim+json"
# Refused for the way it was said, perhaps; 501 means that nothing was done.
FORM_REFUSED = ("400", "422", "501")


class Calls:
    """One connection to a SCIM service, and what was learnt of it."""

    def __init__(self, client: Any, dialect: Dialect, headers: Mapping[str, str]) -> None:
        self._client, self.dialect = client, dialect
        self._headers = {"Accept": f"{MEDIA}, application/json", **headers}
        self._learnt = False

    def learn(self) -> None:
        """Ask once what they can do. Many have no answer; then it is found out as we go."""
        if self._learnt:
            return
        try:
            said = self.get("ServiceProviderConfig")[0]
        except Rejected:
            said = {}
        self.dialect.learn(said)
        self._learnt = True

    def get(
        self, path: str, params: Mapping[str, str] | None = None
    ) -> tuple[dict[str, Any], Mapping[str, str]]:
        headers = {**self._headers, "Cache-Control": "no-cache"}
        answer = self._client.call("GET", path, params=params, headers=headers)
        if not isinstance(answer.json, dict):
            raise Broken("相手の答えがSCIMの形ではありません。アドレスを確かめてください。")
        return answer.json, answer.headers

    def send(
        self, method: str, path: str, body: Any = None, *, keyed: bool = False, version: str | None = None
    ) -> tuple[dict[str, Any] | None, Mapping[str, str]]:
        """A write. `keyed` where doing it twice is doing it once."""
        headers = {**self._headers, "Content-Type": MEDIA}
        if version and self.dialect.etag == "yes":
            headers["If-Match"] = version
        answer = self._client.call(
            method,
            path,
            json=body,
            headers=headers,
            keyed=keyed,
            expect=(200, 201, 202, 204, 501),
        )
        if answer.status == 501:
            raise Rejected("相手はこの操作に対応していません。", "501")
        return (answer.json if isinstance(answer.json, dict) else None), answer.headers

    def pages(self, kind: str, params: Mapping[str, str] | None = None) -> Iterator[list[dict[str, Any]]]:
        """All of a kind; ends normally only when it was everything they counted."""
        whole, dialect = Whole(), self.dialect
        while True:
            start = str(whole.count() + dialect.first_index)
            said, _ = self.get(kind, {**(params or {}), "startIndex": start, "count": str(dialect.page_size)})
            total = said.get("totalResults")
            entries = said.get("Resources") or []
            if not isinstance(total, int) or not isinstance(entries, list):
                raise Broken("相手の一覧がSCIMの形ではありません（totalResults がありません）。")
            whole.page([str(each.get("id")) for each in entries], total)
            yield entries
            if not entries or whole.count() >= total:
                whole.end()
                return

    def one_of(self, setting: str, forms: Mapping[str, Callable[[], Any]]) -> Any:
        """By the form that was entered or learnt; else the first, and the second when the first is refused.
        Only a form that worked is remembered, so that bad data is not taken for a dialect."""
        chosen = getattr(self.dialect, setting)
        if chosen in forms:
            return forms[chosen]()
        first, second = forms
        try:
            done = forms[first]()
        except Rejected as no:
            if no.code not in FORM_REFUSED:
                raise
            done = forms[second]()
            setattr(self.dialect, setting, second)
            return done
        setattr(self.dialect, setting, first)
        return done


def quoted(value: str) -> str:
    r"""A text inside a filter.

    >>> print(quoted('a"b\\'))
    "a\"b\\"
    """
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
