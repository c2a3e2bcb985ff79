"""Secrets at rest: a text is kept encrypted, bound to its place, under a key that can be changed.

What stands in a column is `v1:<key id>:<base64>`, so audit, dumps and logs hold only that. The place is the
column and the row's id; the same text copied to another row cannot be read there.

    row = {"id": id, "number": secrets.encrypt(number, place=place("hr.bank_account.number", id))}

Keys come from `ERP_SECRET_KEYS`; the first writes, all read. Where it is not set, a key is drawn once into a
file of the data folder that only its owner reads. Changing keys is a command: `python3 -m erp secrets`.
"""

import base64
import functools
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from erp.kernel.errors import Refused
from erp.settings import PREFIX, SettingsError, load

FORM = "v1"
KEY_BYTES, NONCE_BYTES = 32, 12
NAME = f"{PREFIX}SECRET_KEYS"
_KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class SecretUnreadable(Refused):
    """What is kept encrypted cannot be read: its key is not among ours, or it was moved or touched."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys by their ids; `newest` is the one that writes."""

    newest: str
    keys: Mapping[str, bytes]


def place(column: str, row: UUID | str) -> str:
    """Where a secret is kept: `schema.table.column` and the row.

    >>> place("hr.bank_account.number", "7")
    'hr.bank_account.number:7'
    """
    return f"{column}:{row}"


def encrypt(plain: str, *, place: str) -> str:
    """The text as it is kept, readable only at that place."""
    ring = key_ring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(ring.keys[ring.newest]).encrypt(nonce, plain.encode(), place.encode())
    return f"{FORM}:{ring.newest}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(kept: str, *, place: str) -> str:
    """What was encrypted for that place; refuses `SECRET_UNREADABLE` without saying anything of the text."""
    id = key_id_of(kept)
    key = key_ring().keys.get(id or "")
    if id and key is None and load().secret_keys is None:
        # Another process may have drawn a newer key into the file since we read it.
        _ring.cache_clear()
        key = key_ring().keys.get(id)
    if key is None:
        raise SecretUnreadable(reason="NO_KEY", key=id)
    try:
        sealed = base64.b64decode(kept.split(":", 2)[2], validate=True)
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise SecretUnreadable(reason="TOUCHED", key=id) from None


def needs_new_key(kept: str) -> bool:
    """Whether its key is not the newest."""
    return key_id_of(kept) != key_ring().newest


def key_id_of(kept: str) -> str | None:
    """The id of the key a kept text was encrypted with; nothing where it is no encrypted text.

    >>> key_id_of("v1:2026a:AAAA"), key_id_of("1234567")
    ('2026a', None)
    """
    form, _, rest = kept.partition(":")
    id, sign, _ = rest.partition(":")
    return id if form == FORM and sign else None


def key_ring() -> KeyRing:
    """The keys of this installation; a wrong setting is told in one sentence."""
    settings = load()
    if settings.secret_keys is not None:
        return _ring(settings.secret_keys.get_secret_value(), None)
    return _ring(None, settings.data_dir / "secret.keys")


@functools.cache
def _ring(given: str | None, file: Path | None) -> KeyRing:
    if given is None:
        assert file is not None
        given = _kept_keys(file)
    return parsed(given)


def parsed(given: str) -> KeyRing:
    """The keys of a setting.

    >>> parsed("b:" + "A" * 43 + "=,a:" + "B" * 43 + "=").newest
    'b'
    """
    keys: dict[str, bytes] = {}
    for each in given.replace("\n", ",").split(","):
        if not each.strip():
            continue
        id, sign, text = each.strip().partition(":")
        try:
            key = base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)
        except ValueError:
            key = b""
        if not sign or not _KEY_ID.fullmatch(id) or len(key) != KEY_BYTES or id in keys:
            raise SettingsError(f"{NAME} must be like id:base64,id:base64, each key of {KEY_BYTES} bytes.")
        keys[id] = key
    if not keys:
        raise SettingsError(f"{NAME} must name at least one key.")
    return KeyRing(next(iter(keys)), keys)


def new_key(used: Mapping[str, bytes] | None = None) -> str:
    """A key as it stands in the setting; its id is not used yet."""
    while (id := f"k{secrets.token_hex(4)}") in (used or {}):
        pass
    return f"{id}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def _kept_keys(file: Path) -> str:
    """The keys of the data folder; the first is drawn at the first start."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(file, new_key(), fresh=True)
        if file.stat().st_mode & 0o077:
            raise SettingsError(f"'{file}' must be readable by its owner alone: chmod 600 {file}.")
        return file.read_text()
    except OSError as error:
        raise SettingsError(f"{PREFIX}DATA_DIR cannot keep the keys: {error.strerror} ('{file}').") from None


def _write(file: Path, text: str, *, fresh: bool) -> None:
    """The file as a whole or not at all; a fresh one only where nothing is yet."""
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    if not fresh:
        new.replace(file)
        return
    try:
        os.link(new, file)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def add_key_to_file() -> str:
    """Draw a newer key into the data folder; answers its id. Not for keys that the setting holds."""
    ring = key_ring()
    fresh = new_key(ring.keys)
    old = [f"{id}:{base64.b64encode(key).decode()}" for id, key in ring.keys.items()]
    _write(load().data_dir / "secret.keys", "\n".join([fresh, *old]) + "\n", fresh=False)
    _ring.cache_clear()
    return fresh.partition(":")[0]
