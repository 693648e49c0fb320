"""Migrations and seeds are found beside the package, and inside an installed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger import resources


def test_a_checkout_has_both() -> None:
    assert (resources.folder("seeds") / "vocabulary").is_dir()
    assert resources.folder("migrations").is_dir()


@pytest.mark.parametrize("place", ["ledger/seeds", "seeds"])
def test_a_folder_is_found_inside_the_package_or_beside_it(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "ledger")
    assert resources.folder("seeds") == tmp_path / place


def test_a_broken_installation_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "ledger")
    with pytest.raises(FileNotFoundError, match="migrations belongs"):
        resources.folder("migrations")
