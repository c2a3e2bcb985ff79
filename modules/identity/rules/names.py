"""User names and addresses from a pattern, and another one where the first is taken.

>>> taro = {"given_latin": "Taro", "family_latin": "Yamada", "number": "E0012"}
>>> filled("{given_latin}.{family_latin}", taro), filled("{number}@example.jp", taro)
('taro.yamada', 'e0012@example.jp')
>>> filled("{given_latin:1}{family_latin}", taro)
'tyamada'
>>> filled("{given_latin}.{family_latin}", taro | {"given_latin": ""})  # without a Latin name: the number
'e0012'
>>> free_name("taro.yamada@example.jp", {"taro.yamada@example.jp", "taro.yamada2@example.jp"})
'taro.yamada3@example.jp'
>>> free_name("taro.yamada", set())
'taro.yamada'
>>> unknown_fields("{given_latin}.{surname}")
['surname']
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

FIELDS = ("given_latin", "family_latin", "number")
_FIELD = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
_ALLOWED = re.compile(r"[^a-z0-9._@-]+")


def unknown_fields(pattern: str) -> list[str]:
    """Names in braces that a pattern may not use."""
    return [name for name, _ in _FIELD.findall(pattern) if name not in FIELDS]


def latin(text: str) -> str:
    """Letters an address may have.

    >>> latin("Ōno Søren-O'Neil")
    'onosren-oneil'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _ALLOWED.sub("", plain.lower())


def filled(pattern: str, person: Mapping[str, str]) -> str:
    """The pattern with a person's values in it; the employee number stands where a Latin name is missing."""
    used = [name for name, _ in _FIELD.findall(pattern)]
    at = pattern.find("@")
    domain = pattern[at:] if at >= 0 else ""
    if any(not latin(person.get(name, "")) for name in used):
        return latin(person.get("number", "")) + domain.lower()
    return _FIELD.sub(lambda found: _piece(found, person), pattern).lower()


def _piece(found: "re.Match[str]", person: Mapping[str, str]) -> str:
    value = latin(person.get(found.group(1), ""))
    return value[: int(found.group(2))] if found.group(2) else value


def free_name(base: str, taken: Collection[str]) -> str:
    """The name itself, or with the first number behind it that nobody has or ever had."""
    local, at, domain = base.partition("@")
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{local}{number}{at}{domain}"
    return name
