"""The same small house as the kernel's tests, to break things in."""

from tests.kernel.conftest import database, house

__all__ = ["database", "house"]
