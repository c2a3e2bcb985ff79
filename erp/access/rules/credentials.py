"""What a login name, a password and a secret have to be.

>>> login_key("  Ｔａｒｏ.Yamada ")
'taro.yamada'
>>> weakness("correct horse battery", login="taro") is None
True
>>> weakness("short", login="taro"), weakness("aaaaaaaaaaaaaaaa", login="taro")
('TOO_SHORT', 'TOO_SIMPLE')
>>> weakness("taro.yamada.2026", login="taro.yamada")
'CONTAINS_LOGIN'
>>> address_key("2001:db8:1:2:3:4:5:6"), address_key("192.0.2.7"), address_key(None)
('2001:db8:1:2::/64', '192.0.2.7', 'unknown')
"""

import hashlib
import ipaddress
import re
import secrets
import unicodedata

TOKEN_PREFIX = "erp_"
SHOWN = 12
SHORTEST = 12
LONGEST = 256
LEAST_DIFFERENT = 5
WELL_KNOWN = frozenset({
    "123456789012", "1234567890123", "12345678901234", "123456781234", "qwertyuiop12", "qwertyuiop123",
    "password1234", "password12345", "password123456", "passwordpassword", "administrator", "administrator1",
    "adminadminadmin", "letmeinletmein", "iloveyou1234", "welcome12345", "changemechangeme", "1q2w3e4r5t6y",
    "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "zaq12wsxcde3", "abcdefghijkl", "abcd12345678", "abc123456789",
})  # fmt: skip


def login_key(login: str) -> str:
    """The one spelling of a login: half-width, small letters, no space around it."""
    return unicodedata.normalize("NFKC", login).strip().lower()


def is_login(login: str) -> bool:
    """Letters, digits and the signs of a mail address, two to a hundred of them.

    >>> is_login("hanako@example.jp"), is_login("山田"), is_login("a b")
    (True, False, False)
    """
    return re.fullmatch(r"[a-z0-9][a-z0-9._@+-]{1,99}", login) is not None


def weakness(password: str, *, login: str) -> str | None:
    """Why a password cannot be taken, or nothing.

    Length counts; rules about kinds of characters do not help.
    """
    if len(password) < SHORTEST:
        return "TOO_SHORT"
    if len(password) > LONGEST:
        return "TOO_LONG"
    plain = login_key(password)
    if len(login) > 2 and login in plain:
        return "CONTAINS_LOGIN"
    if plain in WELL_KNOWN:
        return "WELL_KNOWN"
    return "TOO_SIMPLE" if len(set(plain)) < LEAST_DIFFERENT else None


def new_password() -> str:
    """A password nobody chose: twenty letters and digits that cannot be mistaken for each other, 100 bits."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    drawn = "".join(secrets.choice(letters) for _ in range(20))
    return "-".join(drawn[at : at + 5] for at in range(0, 20, 5))


def new_secret() -> str:
    """256 bits for a cookie."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """256 bits for a program; the prefix lets people and scanners see what it is."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """What is kept of a random secret. 256 random bits need no slow hash: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_key(address: str | None) -> str:
    """Whose tries are counted together: one IPv4 address, or one IPv6 network, which one household owns
    whole.
    """
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
