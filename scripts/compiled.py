"""Make the reader as machine code (``hatch_build.py``), and try it.

    uv run python scripts/compiled.py FOLDER     unpack the package with it there, to be imported
    uv run python scripts/compiled.py --check    run the tests of reading on it, and hold its claims
                                                 against those of the reader as it is written

It takes some minutes and a C compiler; where there is none, ``--check`` says so and tries nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
TESTS = (
    "test_reading_*.py",
    "test_sources_*.py",
    "test_fixtures_reading.py",
    "test_figures.py",
    "review/test_*.py",
)
"""What reads texts, in the folder of the tests."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--check", action="store_true", help="run the tests of reading on it")
    given = parser.parse_args()
    if given.check == (given.folder is not None):
        parser.error("give a folder, or --check")
    if given.check:
        return checked()
    unpacked(given.folder)
    return 0


def unpacked(folder: Path) -> None:
    """Build the wheel with the compiled reader, and unpack it into ``folder``."""
    with TemporaryDirectory() as out:
        options = ["--wheel", "--out-dir", out] if shutil.which("uv") else ["--no-deps", "-w", out]
        build = ["uv", "build"] if shutil.which("uv") else [sys.executable, "-m", "pip", "wheel"]
        subprocess.run(
            [*build, "--quiet", *options, str(ROOT)],
            check=True,
            env={**os.environ, "HATCH_BUILD_HOOKS_ENABLE": "1"},
        )
        [wheel] = Path(out).glob("*.whl")
        zipfile.ZipFile(wheel).extractall(folder)


def checked() -> int:
    """Run the tests of reading in a copy of the checkout that has the compiled modules."""
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    if shutil.which(compiler.split()[0]) is None:
        print(f"No C compiler here ({compiler}): the compiled reader was not tried.")
        return 0
    with TemporaryDirectory() as folder:
        copy, made = Path(folder) / "copy", Path(folder) / "made"
        unpacked(made)
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "dist", "__pycache__"))
        for module in made.rglob("*.so"):
            shutil.copy(module, copy / module.relative_to(made))
        texts = sorted(map(str, ROOT.glob("fixtures/reading/*/*.txt")))
        if claims(copy, texts) != claims(ROOT, texts):
            print(f"The compiled reader finds other claims in the {len(texts)} texts.")
            return 1
        print(f"The compiled reader finds the same claims in {len(texts)} texts, byte for byte.")
        files = [str(one) for tests in TESTS for one in sorted((copy / "tests").glob(tests))]
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        tests = [sys.executable, "-m", "pytest", "-q", *files]
        return subprocess.run(tests, cwd=copy, env=environment, check=False).returncode


def claims(package: Path, texts: list[str]) -> bytes:
    """What the command prints of the texts, with the modules that lie in ``package``."""
    command = (
        "import sys; from ledger.cli import main; from ledger.reading import is_compiled;"
        " print(is_compiled(), file=sys.stderr, flush=True); main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", command, "read", "--format", "jsonl", *texts],
        env={**os.environ, "PYTHONPATH": str(package)},
        cwd=package,
        capture_output=True,
        check=True,
    )
    if ended.stderr.decode().splitlines()[0] != str(package != ROOT):
        sys.exit(f"{package} has the wrong reader: only the copy should be compiled.")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main())
