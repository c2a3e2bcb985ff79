"""Points per minute: spent, refused when gone, given again with the next minute, and shared between
processes."""

from datetime import UTC, datetime, timedelta

import pytest

from erp.kernel import clock
from erp.kernel.errors import TooOften
from erp.kernel.limits import Limits
from tests.server import background

NOON = datetime(2026, 4, 1, 12, 0, 10, tzinfo=UTC)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock that stands still until it is moved."""
    times = [NOON]
    monkeypatch.setattr(clock, "now", lambda: times[-1])
    return times


def test_points_run_out_and_come_back(noon: list[datetime]) -> None:
    limits = Limits(100)
    assert limits.spend("a", 60) == 40
    with pytest.raises(TooOften) as refused:
        limits.spend("a", 50)
    assert refused.value.facts == {"retry_after_s": 50, "limit": 100}
    assert limits.spend("a", 40) == 0 and limits.spend("b", 100) == 0
    noon.append(NOON + timedelta(minutes=1))
    assert limits.spend("a", 60) == 40


def test_one_request_may_always_be_made(noon: list[datetime]) -> None:
    assert Limits(100).spend("a", 2_000) == 0


def test_without_valkey_each_process_allows_a_part(noon: list[datetime]) -> None:
    async def try_it() -> None:
        limits = Limits(100, "redis://127.0.0.1:1/0")
        limits.spend("a", 20)
        await limits._tell()
        assert limits.limit == 25
        with pytest.raises(TooOften):
            limits.spend("a", 20)
        await limits.close()

    background().run(try_it())
