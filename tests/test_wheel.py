"""The wheel: what is in it, and that it works where nothing of the checkout is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def command(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a program outside the checkout; its failure fails the test with what it said."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "VIRTUAL_ENV", "AID_LEDGER", "PYTEST", "COV"))
    }
    ended = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        env=clean,
        **options,  # type: ignore[call-overload]
    )
    assert ended.returncode == 0, f"{words}\n{ended.stdout}\n{ended.stderr}"
    return ended


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the tool that is there: uv, or else pip."""
    out = tmp_path_factory.mktemp("dist")
    if shutil.which("uv"):
        command("uv", "build", "--quiet", "--wheel", "--out-dir", out, ROOT, cwd=out)
    else:
        command(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", out, ROOT, cwd=out)
    [built] = out.glob("*.whl")
    return built


def test_it_carries_what_the_program_needs_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    in_checkout = {
        file.relative_to(ROOT)
        for folder in ("ledger", "migrations", "seeds")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    expected = {
        str(file) if file.parts[0] == "ledger" else f"ledger/{file}" for file in in_checkout
    }
    assert "ledger/py.typed" in expected
    assert "ledger/migrations/versions/0001_tables.py" in expected
    assert "ledger/seeds/articles/index.csv" in expected
    assert {name for name in names if name.startswith("ledger/")} == expected
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ledger", "aid_ledger"}
    inside = {name.split("/")[1] for name in names if name.startswith("ledger/")}
    unwanted = {"tests", ".ci", "docs", "fixtures", "benchmarks", "scripts", "pyproject.toml"}
    assert inside.isdisjoint(unwanted)


@pytest.mark.large
def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    python = environment / "bin" / "python"
    if shutil.which("uv"):
        command("uv", "venv", "--quiet", "--python", sys.executable, environment, cwd=tmp_path)
        command("uv", "pip", "install", "--quiet", "--python", python, wheel, cwd=tmp_path)
    else:
        command(sys.executable, "-m", "venv", environment, cwd=tmp_path)
        command(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    program = environment / "bin" / "aid-ledger"
    where = command(python, "-c", "import ledger; print(ledger.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(environment)
    demo = command(program, "demo", cwd=tmp_path)
    assert "5,000,000,000" in demo.stdout
    command(program, "db", "upgrade", "--db", "x.db", cwd=tmp_path)
    assert (tmp_path / "x.db").exists()
    whole = command(program, "verify", "--db", "aid-ledger-demo.db", cwd=tmp_path)
    assert whole.stderr == "The ledger is whole.\n"
    missing = subprocess.run(
        [program, "--db", "postgresql://localhost/x", "gap"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert missing.returncode == 1, missing.stderr
    assert "Traceback" not in missing.stderr
