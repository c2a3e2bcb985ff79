"""A list read page by page from somebody who goes on working: it is whole, or it is not believed."""

from erp.sync.contract import Broken, Retry


class Whole:
    """Counts what came. A page that shifts shows one record twice and leaves another one out."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._total: int | None = None
        self._last_page: list[str] = []

    def page(self, ids: list[str], total: int | None = None) -> None:
        """Another page came, of a list that is said to have so many records."""
        if ids and ids == self._last_page:
            raise Broken(
                "相手がページの指定を無視し、同じページを繰り返します。設定の「1ページの件数」を見直してください。"
            )
        self._last_page = ids
        if total is not None:
            if self._total is not None and self._total != total:
                raise Retry(
                    f"一覧の総数が読み取り中に{self._total}件から{total}件に変わりました。初めから読み直します。"
                )
            self._total = total
        if len(set(ids)) != len(ids) or self._seen & set(ids):
            raise Retry(
                "同じ記録が一覧に二度出てきました。読み取り中に一覧がずれたので、初めから読み直します。"
            )
        self._seen |= set(ids)

    def count(self) -> int:
        return len(self._seen)

    def end(self) -> None:
        """No page follows."""
        if self._total is not None and len(self._seen) != self._total:
            raise Retry(f"一覧は{self._total}件のはずが{len(self._seen)}件でした。初めから読み直します。")
