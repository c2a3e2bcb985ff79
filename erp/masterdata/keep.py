"""The difference between "leave it as it is" and "make it empty" in a change.

A field that is not mentioned in a change stays; a field that is mentioned as nothing becomes empty. So the
default of a field in a change is neither a value nor nothing.
"""

from typing import Any

KEEP: Any = ...


def given(**values: Any) -> dict[str, Any]:
    """Only what was mentioned.

    >>> given(name="山田商店", note=None, phone=KEEP)
    {'name': '山田商店', 'note': None}
    """
    return {name: value for name, value in values.items() if value is not KEEP}
