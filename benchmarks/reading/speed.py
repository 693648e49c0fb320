"""How fast the reader is, on one core and on two, and whether its time grows with the text.

    uv run python benchmarks/reading/speed.py fixtures/reading/tune
    uv run --with recognizers-text-suite --with quantulum3 python benchmarks/reading/speed.py …

Reads the texts of a folder, packed to about 2 kB each, start-up excluded. Where they are
installed, recognizers-text and quantulum3 read the same texts, finding money only, as a
reference. Prints rates and ratios; nothing is asserted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ledger.reading import read

SIZE = 2_000
GROWTH = {
    "one line of prose": "Germany will give Ukraine 5 tanks and $5 million. ",
    "soup": "$1,2 ",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--growth", action="store_true", help="also 1 MB against 10 MB")
    given = parser.parse_args()
    texts = packed([path.read_text("utf-8") for path in sorted(given.folder.glob("*.txt"))])
    read(texts[0])
    own = rate(read_all, texts)
    print(f"one process: {own:.0f} texts of 2 kB a second")
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read, texts[:8]))
        two = rate(lambda many: list(pool.map(read, many, chunksize=8)), texts * 4)
    print(f"two processes: {two:.0f} a second, {two / own:.2f} times one")
    for name, function in references().items():
        other = rate(lambda many, read_one=function: [read_one(one) for one in many], texts[:20])
        print(f"{name}: {other:.1f} a second; the reader is {own / other:.0f} times as fast")
    for name, unit in GROWTH.items() if given.growth else ():
        small, large = (seconds(unit, size) for size in (10**6, 10**7))
        print(f"{name}: 10 MB take {large / small:.1f} times what 1 MB takes")


def packed(texts: Sequence[str]) -> list[str]:
    """The texts, repeated or joined to about the same size each."""
    joined = "\n\n".join(texts)
    return [joined[at : at + SIZE] for at in range(0, len(joined), SIZE)]


def read_all(texts: Sequence[str]) -> None:
    for text in texts:
        read(text)


def rate(function: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    """Texts a second, the best of three runs."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        function(texts)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


def seconds(unit: str, size: int) -> float:
    text = (unit * (size // len(unit) + 1))[:size]
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


def references() -> dict[str, Callable[[str], object]]:
    """Readers of money that are installed beside this one."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        from recognizers_number_with_unit import recognize_currency
        from recognizers_text import Culture

        found["recognizers-text"] = lambda text: recognize_currency(text, Culture.English)
    except ImportError:
        print("recognizers-text is not installed")
    try:
        from quantulum3 import parser

        found["quantulum3"] = parser.parse
    except ImportError:
        print("quantulum3 is not installed")
    return found


if __name__ == "__main__":
    main()
