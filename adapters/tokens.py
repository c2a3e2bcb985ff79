"""Access tokens that are asked for, used for a while, and asked for again."""

from collections.abc import Callable, Mapping

from erp.kernel import clock

# Nobody is sent away because a token died on the way.
BEFORE_ITS_END_S = 120


class Drawn:
    """The token of one connection; `draw` answers it and how many seconds it lives."""

    def __init__(self, draw: Callable[[], tuple[str, int]]) -> None:
        self._draw = draw
        self._token, self._until = "", -1.0

    def headers(self) -> Mapping[str, str]:
        if clock.monotonic() >= self._until:
            self._token, lives_s = self._draw()
            self._until = clock.monotonic() + lives_s - BEFORE_ITS_END_S
        return {"Authorization": f"Bearer {self._token}"}
