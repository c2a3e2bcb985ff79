"""What an answer means for what comes next.

>>> met = (401, 429, 500, 503, 404, 422, 302)
>>> [type(outcome(status, {}, safe=True, now=NOON)).__name__ for status in met]
['Broken', 'WaitUntil', 'Retry', 'Retry', 'Rejected', 'Rejected', 'Broken']
>>> type(outcome(500, {}, safe=False, now=NOON)).__name__
'UnknownOutcome'
>>> outcome(429, {"Retry-After": "90"}, safe=True, now=NOON).until.isoformat()
'2026-04-01T12:01:30+00:00'

A date is read against their own clock, which may be wrong:

>>> theirs = {"Retry-After": "Wed, 01 Apr 2026 15:00:30 GMT", "Date": "Wed, 01 Apr 2026 15:00:00 GMT"}
>>> outcome(503, theirs, safe=False, now=NOON).until.isoformat()
'2026-04-01T12:00:30+00:00'
>>> used_up({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "20"}, NOON).isoformat()
'2026-04-01T12:00:20+00:00'
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome, WaitUntil
from erp.sync.contract.outcomes import Outcome

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
PATIENCE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=24)
A_YEAR_S = 31_536_000
_REMAINING = ("ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining")
_RESET = ("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset")


def outcome(status: int, headers: Mapping[str, str], *, safe: bool, now: datetime) -> Outcome:
    """The outcome of a status nobody expected. `safe`: the same call may be sent again without harm."""
    if status == 401:
        return Broken("相手がサインインを受け付けません（401）。認証情報を確認してください。")
    if status == 403:
        return Broken("相手がこの操作を許可していません（403）。付与した権限を確認してください。")
    if 300 <= status < 400:
        return Broken(f"相手が別のアドレスへ案内しました（{status}）。転送には従いません。")
    wait = asked_to_wait(headers, now)
    if status == 429 or (status == 503 and wait is not None):
        return WaitUntil(f"相手が待つように求めています（{status}）。", wait or now + PATIENCE)
    if status >= 500 or status == 408:
        if safe:
            return Retry(f"相手が一時的に応答できません（{status}）。")
        return UnknownOutcome(f"相手のエラー（{status}）のため、実行されたか分かりません。")
    return Rejected(f"相手が受け付けませんでした（{status}）。", code=str(status))


def asked_to_wait(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when they ask for patience; never longer than a day, whatever they say."""
    given = _header(headers, "retry-after")
    if given is None:
        return None
    if given.strip().isdigit():
        return now + min(timedelta(seconds=min(int(given), A_YEAR_S)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        clock = _header(headers, "date")
        theirs = parsedate_to_datetime(clock) if clock else now
    except (TypeError, ValueError):
        return now + PATIENCE
    wait = until - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))
    return now + min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)


def used_up(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when nothing is left of what they allow, as their headers say it."""
    left = next((found for name in _REMAINING if (found := _header(headers, name))), None)
    if left is None or not left.strip().isdigit() or int(left) > 0:
        return None
    reset = next((found for name in _RESET if (found := _header(headers, name))), "")
    if not reset.strip().isdigit():
        return now + PATIENCE
    # Some say an instant, some how long it takes.
    seconds = int(reset)
    wait = timedelta(seconds=min(seconds, A_YEAR_S))
    if seconds > A_YEAR_S:
        wait = datetime.fromtimestamp(min(seconds, 4 * 10**9), UTC) - now
    return now + min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
