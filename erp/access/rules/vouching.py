"""What a provider's word is worth."""

from collections.abc import Mapping
from typing import Any

LONGEST = 200


def verified_value(claims: Mapping[str, Any], claim: str) -> str | None:
    """The claim's text, or nothing. A mail address counts only when the provider has verified it.

    >>> verified_value({"employee_number": 1042}, "employee_number")
    '1042'
    >>> verified_value({"email": "a@example.jp", "email_verified": True}, "email")
    'a@example.jp'
    >>> verified_value({"email": "a@example.jp"}, "email") is None
    True
    >>> verified_value({"email": "a@example.jp", "email_verified": "true"}, "email") is None
    True
    >>> verified_value({"groups": ["a"]}, "groups") is None, verified_value({}, "sub") is None
    (True, True)
    """
    value = claims.get(claim)
    if claim == "email" and claims.get("email_verified") is not True:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    return text if 0 < len(text) <= LONGEST else None
