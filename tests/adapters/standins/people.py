"""People to be provisioned in tests."""

from typing import Any

from erp.sync.contract import Wanted


def wanted(key: str, user_name: str, **other: Any) -> Wanted:
    """Hanako Sato of the sales department, under this number and name."""
    said = {
        "email": user_name if "@" in user_name else f"{user_name}@example.com",
        "family_name": "佐藤",
        "given_name": "花子",
        "display_name": "佐藤 花子",
        "department": "営業部",
        "title": "主任",
    }
    return Wanted(key=key, user_name=user_name, **(said | other))
