"""Who asks for rows: a transaction, or a reader outside any."""

from collections.abc import Sequence
from typing import Any, Protocol


class AsksForRows(Protocol):
    """Whatever answers the rows of one statement."""

    async def rows(self, sql: str, /, *args: Any) -> Sequence[Any]:
        """One statement; its rows."""
