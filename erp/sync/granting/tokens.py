"""Signing in with tokens that come and go: how a client's threads get one that is good."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from erp.kernel import clock
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.sync.calling.words import Attempt
from erp.sync.contract import Adapter, Retry, UnknownOutcome
from erp.sync.contract.outcomes import Outcome
from erp.sync.granting.asking import NEEDS_CONSENT, ConsentNeeded, Pair, fetch, oauth_of
from erp.sync.granting.keeping import Kept

T = TypeVar("T")
PATIENCE_S, LOOK_AGAIN_S = 25.0, 0.1


class Tokens:
    """A `Signing` that fetches a newer token when the old one is over, one worker at a time."""

    renews = True

    def __init__(
        self,
        database: Database,
        row: Any,
        adapter: Adapter,
        settings: Mapping[str, str],
        trace: Callable[[Attempt], None] | None = None,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._kept = Kept(database, row["company"], row["id"])
        self._adapter, self._settings, self._trace = adapter, settings, trace
        self._inner: str = row["inner_addresses"]
        self._used = 0

    def headers(self, *, anew: bool) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token(refused=self._used if anew else None)}"}

    def _token(self, refused: int | None) -> str:
        """A token that is good, and is not the one of the version that they have just refused."""
        began = clock.monotonic()
        while clock.monotonic() - began < PATIENCE_S:
            row = self._wait(self._kept.read())
            if row is None:
                self._wait(self._kept.begin())
                continue
            if row["state"] == "GOOD" and row["is_fresh"] and row["version"] != refused:
                self._used = row["version"]
                return self._kept.access_of(row)
            if not row["is_busy"]:
                self._fetch(row)
                continue
            time.sleep(LOOK_AGAIN_S)
        raise Retry("トークンの更新を待っています。")

    def _fetch(self, row: Any) -> None:
        """Fetch a newer pair under the lease; whoever does not get the lease looks again."""
        by_code = oauth_of(self._adapter).grant == "CODE"
        if by_code and not row["refresh_sealed"]:
            raise ConsentNeeded(NEEDS_CONSENT)
        if by_code and row["state"] == "NEEDS_CONSENT":
            raise ConsentNeeded(row["reason"] or NEEDS_CONSENT)
        holder = new_id()
        leased = self._wait(self._kept.lease(row["version"], holder))
        if leased is None:
            return
        try:
            pair = self._asked(leased, by_code)
        except Outcome as outcome:
            over = isinstance(outcome, ConsentNeeded)
            self._wait(self._kept.let_go(holder, is_over=over, reason=outcome.reason))
            # Whether a lost answer has used up the old pair, only the next try can tell.
            raise outcome if over else _again(outcome) from None
        if not self._wait(self._kept.given(leased, holder, pair)):
            raise Retry("トークンの更新が途中で引き継がれました。")

    def _asked(self, row: Any, by_code: bool) -> Pair:
        asked = {"grant_type": "client_credentials", "scope": oauth_of(self._adapter).scope}
        if by_code:
            asked = {"grant_type": "refresh_token", "refresh_token": self._kept.refresh_of(row)}
        return fetch(self._adapter, self._settings, asked, inner=self._inner, trace=self._trace)

    def _wait(self, ask: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(ask, self._loop).result(30)


def _again(outcome: Outcome) -> Outcome:
    return Retry(outcome.reason) if isinstance(outcome, UnknownOutcome) else outcome
