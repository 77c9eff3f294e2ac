"""The provider of a demo and of a small installation: a file with keys, outside the database, for one account alone."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from pathlib import Path

from lantaarn.vault.ciphers import KEY_BYTES, Tampered, lock, new_key, unlock
from lantaarn.vault.providers.closed import Closed


class FileProvider:
    """Keys by number, the highest is the newest: `{"1": "<64 hexadecimal digits>"}`."""

    name = "file"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._seen: tuple[int, int] = (0, 0)
        self._keys: dict[int, bytes] = {}

    def wrap(self, key: bytes, *, bound_to: bytes) -> str:
        keys = self._read()
        number = max(keys)
        return f"file:{number}:{b64encode(lock(keys[number], key, bound_to=bound_to)).decode()}"

    def unwrap(self, wrapped: str, *, bound_to: bytes) -> bytes:
        number, locked = _parts(wrapped)
        keys = self._read()
        if number not in keys:
            raise Closed(f"In {self.path} ontbreekt sleutel {number}. Zet het bewaarde sleutelbestand terug.")
        return unlock(keys[number], locked, bound_to=bound_to)

    def rewrap(self, wrapped: str, *, bound_to: bytes) -> str:
        return self.wrap(self.unwrap(wrapped, bound_to=bound_to), bound_to=bound_to)

    def newest(self) -> str:
        return f"file:{max(self._read())}:"

    def renew(self) -> None:
        keys = dict(self._read())
        keys[max(keys) + 1] = new_key()
        _write(self.path, keys)

    def _read(self) -> dict[int, bytes]:
        """Read anew only when the file was replaced, so that a running website takes up a new key by itself."""
        try:
            state = self.path.stat()
            if state.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Closed(f"Anderen kunnen het sleutelbestand lezen. Sluit het af: chmod 600 {self.path}")
            seen = (state.st_ino, state.st_mtime_ns)
            if seen != self._seen:
                self._keys, self._seen = _keys(self.path), seen
        except OSError as problem:
            raise Closed(
                f"Het sleutelbestand {self.path} is niet te lezen ({problem.strerror}). Zet het terug, of maak het bij"
                " een nieuwe installatie met: lantaarn keys make"
            ) from problem
        return self._keys


def _parts(wrapped: str) -> tuple[int, bytes]:
    kind, _, rest = wrapped.partition(":")
    number, _, locked = rest.partition(":")
    if kind != "file" or not number.isdecimal():
        raise Tampered("This key was not wrapped with a key file.")
    return int(number), b64decode(locked)


def _keys(path: Path) -> dict[int, bytes]:
    try:
        found = {int(number): bytes.fromhex(key) for number, key in json.loads(path.read_text()).items()}
    except (ValueError, AttributeError, TypeError) as problem:
        raise Closed(f"{path} is geen sleutelbestand. Zet het bewaarde bestand terug.") from problem
    if not found or any(len(key) != KEY_BYTES for key in found.values()):
        raise Closed(f"{path} is geen sleutelbestand. Zet het bewaarde bestand terug.")
    return found


def make_key_file(path: Path) -> bool:
    """The first key; False when the file was there already: it is never written over."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        _write(path, {1: new_key()}, first=True)
        return True
    return False


def _write(path: Path, keys: dict[int, bytes], *, first: bool = False) -> None:
    """Whole or not at all, and on the disk before anything is wrapped with it."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump({str(number): key.hex() for number, key in sorted(keys.items())}, out)
        out.flush()
        os.fsync(out.fileno())
    try:
        if first:
            os.link(unfinished, path)
        else:
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
