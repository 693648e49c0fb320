"""Make ``seeds/reading/confidence.csv`` from labelled texts.

    uv run python scripts/calibrate.py fixtures/reading/tune [MORE FOLDERS ...]

Fits one weight a feature (logistic regression with a ridge, by Newton's steps on one weight at a
time) to whether the row of a claim is right. The raw score from which claims count as sure is the
lowest from which on at least 95 in 100 rows were right, among claims that were not fitted: those of
each hundred numbers of the folders, which were written together, when the others were fitted, and
those of ``fixtures/reading/held`` and ``fresh``, which the grammar was not made on: among each of
the two.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks" / "reading"))

from labels import judged, texts  # noqa: E402

from ledger.reading.claim import Claim  # noqa: E402
from ledger.reading.confidence import BEND, features, raw_score  # noqa: E402
from ledger.reading.reader import read_unrated  # noqa: E402

RIDGE = 3.0
ROUNDS = 60
BATCH = 100
RAREST = 4
WANTED = 0.95
APART = [ROOT / "fixtures" / "reading" / name for name in ("held", "fresh")]
Case = tuple[int, Claim, bool]
"""The batch of a text, a claim of it, and whether its row is right."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    cases = [case for folder in given.folders for case in _cases(folder)]
    scores: list[tuple[float, bool]] = []
    for left_out in sorted({batch for batch, _, _ in cases}):
        weights = _fitted([case for case in cases if case[0] != left_out])
        scores += [
            (raw_score(claim, weights), right) for batch, claim, right in cases if batch == left_out
        ]
    weights = _fitted(cases)
    kept = [case for folder in APART for case in _cases(folder)]
    apart = [(raw_score(claim, weights), right) for _, claim, right in kept]
    sure_from = _sure_from(scores, apart)
    target = ROOT / "seeds" / "reading" / "confidence.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerow([BEND, f"{sure_from:.4f}"])
        writer.writerows([name, f"{weight:.4f}"] for name, weight in sorted(weights.items()))
    print(f"{len(cases)} claims, {sum(right for _, _, right in cases)} rows right")
    for what, found in (("left out by hundreds", scores), ("held and fresh", apart)):
        sure = [right for score, right in found if score >= sure_from]
        print(f"at 0.9 and above, {what}: {sum(sure)} of {len(sure)}")


def _cases(folder: Path) -> list[Case]:
    found: list[Case] = []
    for text in texts(folder):
        batch = int(text.name) // BATCH
        result = judged(text, read_unrated(text.text, text.published))
        found += [(batch, claim, right) for claim, right in result.rows]
        found += [(batch, claim, False) for claim in result.wrong]
    return found


def _fitted(cases: list[Case]) -> dict[str, float]:
    rows = [(list(features(claim)), right) for _, claim, right in cases]
    often = Counter(name for names, _ in rows for name in names)
    names = sorted(name for name, count in often.items() if count >= RAREST)
    having = {name: [at for at, (own, _) in enumerate(rows) if name in own] for name in names}
    weights = dict.fromkeys(names, 0.0)
    totals = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for name in names:
            slope, bend = -RIDGE * weights[name], RIDGE
            for at in having[name]:
                guess = 1 / (1 + math.exp(-totals[at]))
                slope += rows[at][1] - guess
                bend += guess * (1 - guess)
            step = slope / bend
            weights[name] += step
            for at in having[name]:
                totals[at] += step
    return weights


def _sure_from(*sets: list[tuple[float, bool]]) -> float:
    """The lowest score from which on, in each of the sets, the share of right rows is enough."""
    best = 0.999
    right, count = [0] * len(sets), [0] * len(sets)
    cases = ((score, at, good) for at, found in enumerate(sets) for score, good in found)
    for score, at, good in sorted(cases, key=lambda case: (-case[0], case[2])):
        right[at] += good
        count[at] += 1
        if all(one >= WANTED * many for one, many in zip(right, count, strict=True)):
            best = score
    return best


if __name__ == "__main__":
    main()
