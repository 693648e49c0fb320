"""Reading a file that somebody named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ledger.errors import DocumentRefused

LARGEST: Final = 64 * 1024 * 1024
"""Bytes; an article is some thousands."""


def read_file(path: Path) -> bytes:
    """The bytes of a file; anything that cannot be read raises :class:`DocumentRefused`."""
    try:
        if path.is_dir():
            raise DocumentRefused(f"{path} is a directory, not a file.")
        if path.stat().st_size > LARGEST:
            raise DocumentRefused(f"{path} is larger than {LARGEST // 2**20} MiB; no article is.")
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentRefused(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentRefused(f"{path} cannot be read: {reason}.") from None
