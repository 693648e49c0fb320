"""Where the files that travel with the package lie.

In a checkout ``migrations/`` and ``seeds/`` stand beside the package; a wheel carries them
inside it. An editable install is a checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

_PACKAGE: Final = Path(__file__).resolve().parent


def folder(name: Literal["migrations", "seeds"]) -> Path:
    """The folder of that name, found the same way from a checkout and from a wheel.

    Raises :class:`FileNotFoundError` where an installation has lost it.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name} belongs beside or inside {_PACKAGE} and is not there")
