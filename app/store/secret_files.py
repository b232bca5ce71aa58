"""A key that lives in a file of its own: 32 random bytes as hex, readable by the server's user alone."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def secret_key(path: Path, given: str | None = None) -> bytes:
    """The key given as 64 hex digits; failing that, the one in the file, which is made when missing.

    Raises `PermissionError` when others can read the file, `ValueError` when it does not hold a key.
    """
    if given is not None:
        return _parsed(given, "the key given")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} holds a key and others can read it: chmod 600 {path}") from None
        return _parsed(path.read_text(encoding="ascii"), str(path))
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    # the name must outlive a power cut as surely as what it will lock away
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return key


def _parsed(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"{where} does not hold {KEY_BYTES} bytes as hex")
    return key
