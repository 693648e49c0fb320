"""How well the reader does on labelled texts.

    uv run python benchmarks/reading/score.py fixtures/reading/tune fixtures/reading/held

Prints, for each folder: precision, recall and F1 of spans, F1 of whole rows, how many texts
without claims stay clean, and how many rows are right among the claims of high confidence.
``--errors`` lists what is wrong or missed; leave it off for texts that are only for measuring.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from labels import judged, texts

from ledger.reading import read
from ledger.reading.confidence import SURE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    for folder in given.folders:
        _score(folder, errors=given.errors)


def _score(folder: Path, *, errors: bool) -> None:
    right = rows = wrong = missed = clean = bare = sure = sure_right = 0
    for text in texts(folder):
        found = judged(text, read(text.text, text.published))
        rows += len(found.rows)
        right += sum(good for _, good in found.rows)
        wrong += len(found.wrong)
        missed += len(found.missed)
        if not text.labels:
            bare += 1
            clean += not found.wrong
        outcomes = found.rows + [(claim, False) for claim in found.wrong]
        sure += sum(claim.confidence >= SURE for claim, _ in outcomes)
        sure_right += sum(good for claim, good in outcomes if claim.confidence >= SURE)
        if errors:
            for claim, good in outcomes:
                if not good:
                    print(f"{text.name}  {claim.text!r}  {claim.donor}  {claim.stage}")
            for label in found.missed:
                print(f"{text.name}  missed {label['text']!r}")
    precision, recall = _share(rows, rows + wrong), _share(rows, rows + missed)
    row_precision, row_recall = _share(right, rows + wrong), _share(right, rows + missed)
    print(
        f"{folder}: spans precision {precision:.3f} recall {recall:.3f} "
        f"F1 {_f1(precision, recall):.3f}; rows F1 {_f1(row_precision, row_recall):.3f}; "
        f"clean {clean}/{bare}; at {SURE} and above {sure_right} of {sure} rows right"
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
